"""Somebody takes a call that rings on a colleague's phone, or waits in a queue."""
