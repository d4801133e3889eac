"""A subscriber: a short number that rings one or several devices."""

from palabre.features.extensions.busy import busy_calls
from palabre.features.extensions.closed import caller_of, do_not_disturb
from palabre.features.extensions.diverted import diverted
from palabre.features.extensions.enter import way_to
from palabre.features.extensions.groups import check_group
from palabre.features.extensions.models import Extension as ExtensionRow
from palabre.features.extensions.own_number import own_number
from palabre.features.extensions.reach import WHY
from palabre.features.extensions.ring import NEVER_MIND, Round, label_of, leg_to, legs_of, rounds
from palabre.features.extensions.ring import ring as ring_extension
from palabre.features.extensions.setting import setting_of
from palabre.features.extensions.snapshot import Extension, Extensions
from palabre.features.extensions.speaks import extension_at, phone_of
from palabre.features.extensions.step import EXIT_OF, DialExtension
from palabre.features.extensions.subscribers import check_owned

__all__ = [
    "EXIT_OF",
    "NEVER_MIND",
    "WHY",
    "DialExtension",
    "Extension",
    "ExtensionRow",
    "Extensions",
    "Round",
    "busy_calls",
    "caller_of",
    "check_group",
    "check_owned",
    "diverted",
    "do_not_disturb",
    "extension_at",
    "label_of",
    "leg_to",
    "legs_of",
    "own_number",
    "phone_of",
    "ring_extension",
    "rounds",
    "setting_of",
    "way_to",
]
