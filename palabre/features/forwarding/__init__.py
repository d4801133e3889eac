"""Sends a call on to a number that is drawn, chosen by the caller, or found out during the call."""
