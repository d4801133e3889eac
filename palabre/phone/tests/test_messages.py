"""What the switch says, in our words."""

from typing import Any

import msgspec
import pytest

from palabre.phone.ari_messages import Message, to_event
from palabre.phone.causes import Cause
from palabre.phone.events import HungUp


def gone(**said: Any) -> object:
    """A party has gone."""
    message = {"type": "ChannelDestroyed", "channel": {"id": "caller"}, **said}
    return to_event(msgspec.json.decode(msgspec.json.encode(message), type=Message))


@pytest.mark.parametrize(
    ("cause", "sip", "meant"),
    [
        (Cause.INTERWORKING, 487, Cause.NORMAL),
        (Cause.INTERWORKING, 488, Cause.INTERWORKING),
        (Cause.INTERWORKING, 0, Cause.INTERWORKING),
        (Cause.BUSY, 486, Cause.BUSY),
        (Cause.NORMAL, 487, Cause.NORMAL),
    ],
)
def test_who_cancels_has_hung_up(cause: Cause, sip: int, meant: Cause) -> None:
    assert gone(cause=int(cause), tech_cause=sip) == HungUp("caller", meant, sip)
