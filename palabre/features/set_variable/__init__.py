"""Gives a variable a value in the middle of a call."""
