"""Rings the person who is responsible for the caller, as the subscriber's own system names him."""
