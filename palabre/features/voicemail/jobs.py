"""Tells of new messages by e-mail."""

from palabre.features.voicemail.email import tell_by_email
from palabre.kit.jobs import Job

JOBS = [Job("voicemail e-mails", tell_by_email)]
