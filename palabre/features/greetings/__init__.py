"""What callers hear: uploaded recordings and texts read aloud."""

from palabre.features.greetings.keep import check_music, check_owned
from palabre.features.greetings.opening import music, open_call, opened
from palabre.features.greetings.prompt import Prompt, PromptMissing
from palabre.features.greetings.record import record_greeting
from palabre.features.greetings.snapshot import Greetings

__all__ = [
    "Greetings",
    "Prompt",
    "PromptMissing",
    "check_music",
    "check_owned",
    "music",
    "open_call",
    "opened",
    "record_greeting",
]
