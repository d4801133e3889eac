"""Tells the subscriber's own systems what happens in calls, signed, in order, until they have heard it."""
