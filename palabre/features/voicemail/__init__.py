"""Mailboxes where callers leave messages."""
