"""Recording a greeting by phone."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.features.greetings.snapshot import Greetings
from palabre.features.greetings.sounds import LIMITS, move, remove, sound_file
from palabre.kit.audio import AudioFacts, AudioSilent
from palabre.kit.errors import Language
from palabre.phone.port import Sound
from palabre.routing.plan import Plan
from palabre.routing.step import Step

T = TypeVar("T")
GREETING_RECORDED = "greeting_recorded"
"""The fact that the list of greetings is filled from."""

SHORTEST_SECONDS = 1.0
ATTEMPTS = 5
ASKED = 2
KEY_SECONDS = 5
NAMES: dict[Language, str] = {
    "fr": "Enregistrement du %d/%m/%Y à %H:%M",
    "en": "Recording of %d/%m/%Y at %H:%M",
}


class RecordGreeting(Step):
    """Records until `#` or hang-up, plays it back, and keeps it unless its speaker wants to begin again.

    Who hangs up has kept what he said last: nothing that was spoken is lost.
    """

    type: ClassVar[str] = "record_greeting"
    icon: ClassVar[str] = "microphone"
    group: ClassVar[str] = "voice"

    extension: UUID

    async def run(self, call: Call) -> None:
        """One greeting, in as many attempts as patience allows."""
        await call.answer()
        at = call.now().astimezone(ZoneInfo(call.account.time_zone))
        by = call.account.part(Plan).digits.get(self.extension) or call.caller.number
        kept = await record_greeting(call, f"{at.strftime(NAMES[call.language])} ({by})")
        if kept and not call.leaving:
            await call.say(spoken.GREETING_KEPT)


@dataclass(frozen=True)
class MadeFor:
    """Whose a greeting is: a mailbox's, heard there as `slot`; a new one takes the place of the last.

    `kept` hears of it at once, also when its speaker has hung up.
    """

    mailbox: UUID
    slot: str
    kept: Callable[[UUID], None]


async def record_greeting(call: Call, name: str, made_for: MadeFor | None = None) -> UUID | None:
    """Record one for the account's list; its id, None when nothing is kept."""
    for _ in range(ATTEMPTS):
        greeting = uuid4()
        file = sound_file(call.account.id, greeting)
        seconds, found = await _recorded(call, file)
        if call.leaving and not seconds:
            return None
        place = _place(call, greeting, made_for)
        if seconds and await _kept(call, (greeting, place), (name, seconds, found), made_for):
            return place
    return None


Said = tuple[str, float, AudioFacts | None]


def _place(call: Call, greeting: UUID, made_for: MadeFor | None) -> UUID:
    """The greeting that it becomes: itself, or the one that was recorded for the same occasion before."""
    if made_for is None:
        return greeting
    return call.account.part(Greetings).recorded_for(made_for.mailbox, made_for.slot) or greeting


async def _kept(call: Call, ids: tuple[UUID, UUID], said: Said, made_for: MadeFor | None) -> bool:
    """Whether it is kept, which it is when its speaker hangs up, or says nothing else."""
    file, target = (sound_file(call.account.id, each) for each in ids)
    keeps = True
    try:
        keeps = call.leaving or await _reviewed(call, file)
    finally:
        if keeps:
            if target != file:
                move(file, target, call.world.files)
            _note(call, ids[1], said, made_for)
        else:
            remove(file, call.world.files)
    return keeps


def _note(call: Call, greeting: UUID, said: Said, made_for: MadeFor | None) -> None:
    name, seconds, found = said
    call.note(
        GREETING_RECORDED,
        greeting=str(greeting),
        file=sound_file(call.account.id, greeting),
        made_for=str(made_for.mailbox) if made_for else None,
        slot=made_for.slot if made_for else None,
        name=name,
        language=call.language,
        seconds=found.seconds if found else seconds,
        quality=asdict(found) if found else None,
    )
    if made_for is not None:
        made_for.kept(greeting)


async def _recorded(call: Call, file: str) -> tuple[float, AudioFacts | None]:
    """What is said after the tone, made a sound: its length, 0 when it was nothing, and the report on it."""
    instruction = await call.world.sounds.sentence(spoken.RECORD_GREETING, call.language)
    await call.play([instruction, call.world.sounds.beep])
    raw = call.world.files / file.replace("sounds/", "recorded/", 1)
    recorded = await call.record(raw, int(LIMITS.seconds))
    call.keys.clear()
    if recorded is not None and recorded.seconds >= SHORTEST_SECONDS:
        try:
            seconds = round(recorded.seconds, 2)
            return seconds, await _to_its_end(call.world.sounds.polish(raw, call.world.files / file))
        except AudioSilent as silent:
            call.note("silent", code=silent.code)
    if not call.leaving:
        await call.say(spoken.MESSAGE_EMPTY)
    return 0, None


async def _to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """What work comes to, also when the caller leaves in the middle: what he said is to be kept."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        return await task


async def _reviewed(call: Call, file: str) -> bool:
    """Whether the speaker wants to keep what he hears again: key 2 is no."""
    review = await call.world.sounds.sentence(spoken.GREETING_REVIEW, call.language)
    choice = await call.world.sounds.sentence(spoken.GREETING_CHOICE, call.language)
    heard = [review, Sound(call.world.files / file, "recording"), choice]
    for _ in range(ASKED):
        await call.play(heard, cut_by_key=True)
        pressed = await call.key(KEY_SECONDS)
        if pressed in ("1", "2"):
            return pressed == "1"
        heard = [choice]
    return True
