"""Tells the subscriber's own systems that a call has come to a point of a scenario."""
