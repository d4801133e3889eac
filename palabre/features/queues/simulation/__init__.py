"""Plays a queue's day with the decision of the live queue, many times faster than it happens."""
