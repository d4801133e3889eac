"""Sends the text messages that wait."""

from palabre.features.sms.send import send_waiting
from palabre.kit.jobs import Job

JOBS = [Job("sms", send_waiting)]
