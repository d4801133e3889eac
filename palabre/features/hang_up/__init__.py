"""Ends the call."""
