"""After a restart: a recording whose members have all left meanwhile is ended and kept."""

from collections.abc import Iterable
from functools import partial

from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact
from palabre.calls.session import Order
from palabre.features.conferences import facts as happened


def wake(dispatcher: Dispatcher, _: Iterable[Fact]) -> None:
    """The calls say what was recorded; the last of those who are gone puts it where it belongs."""
    calls = [each.call for each in dispatcher.sessions.values()]
    goes_on = {tape for call in calls if call.party in call.parties for tape in _tapes(call)}
    left = {tape: call for call in calls for tape in _tapes(call) if tape not in goes_on}
    for (recording, file), call in left.items():
        call.inbox.put_nowait(Order(partial(_end, recording=recording, file=file)))


def _tapes(call: Call) -> set[tuple[str, str]]:
    taped = (each.data for each in call.log.facts if each.kind == happened.RECORDED)
    return {(each["recording"], each["file"]) for each in taped}


async def _end(call: Call, recording: str, file: str) -> None:
    phone = call.world.phone
    await phone.expect_recording(recording, call.world.files / file)
    await phone.stop_recording(recording)
