"""Mailboxes where callers leave messages."""

from palabre.features.voicemail.boxes import check_owned

__all__ = ["check_owned"]
