"""What callers hear: uploaded recordings and texts read aloud."""

from palabre.features.greetings.keep import check_music, check_owned, made_for, record_for, remove_unused
from palabre.features.greetings.models import Greeting as GreetingRow
from palabre.features.greetings.opening import music, open_call, opened
from palabre.features.greetings.prompt import Prompt, PromptMissing
from palabre.features.greetings.record import MadeFor, record_greeting
from palabre.features.greetings.snapshot import Greetings

__all__ = [
    "GreetingRow",
    "Greetings",
    "MadeFor",
    "Prompt",
    "PromptMissing",
    "check_music",
    "check_owned",
    "made_for",
    "music",
    "open_call",
    "opened",
    "record_for",
    "record_greeting",
    "remove_unused",
]
