"""What somebody else than a call's own party hears, while the call waits for its end."""

from collections.abc import Sequence

from palabre.calls.call import Call
from palabre.phone.events import HungUp, PlayingEnded
from palabre.phone.port import Gone, Sound


async def speak_to(call: Call, party: str, sounds: Sequence[Sound]) -> None:
    """Play to a party of the call, to the end; what the call is led away from stops. Raises Gone."""
    playing = call.new_id("sound")
    ended = False
    try:
        await call.world.phone.play(party, playing, sounds)
        while not ended:
            match await call.next_event():
                case PlayingEnded(playing=name) if name == playing:
                    ended = True
                case HungUp(party=left) if left == party:
                    raise Gone()
    finally:
        if not ended and party in call.parties:
            await call.world.phone.stop_playing(playing)
