"""Rooms in which many people talk with each other."""
