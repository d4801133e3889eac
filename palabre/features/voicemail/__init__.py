"""Mailboxes where callers leave messages."""

from palabre.features.voicemail.boxes import check_owned
from palabre.features.voicemail.reach import flow_of_number
from palabre.features.voicemail.snapshot import box_of_extension

__all__ = ["box_of_extension", "check_owned", "flow_of_number"]
