"""The ways of being in somebody's conversation, and who hears the supervisor in each of them."""

from typing import Literal

from palabre.phone.port import SpeaksTo

Mode = Literal["listen", "whisper", "barge"]
KEYS: dict[str, Mode] = {"1": "listen", "2": "whisper", "3": "barge"}
"""What the supervisor presses; 4 takes the call over, 0 switches his microphone."""
TAKES_OVER, MICROPHONE = "4", "0"


def speaks_to(mode: Mode, microphone: bool, at_client: bool = False) -> SpeaksTo:
    """Who hears what is said to an ear at the agent, or at the client (`at_client`)."""
    if mode == "listen" or not microphone:
        return "nobody"
    if mode == "barge":
        return "both"
    return "other" if at_client else "party"
