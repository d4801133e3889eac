"""Takes a caller's message, also one that was cut when this process or the switch died."""

from typing import Any
from uuid import UUID, uuid4

from palabre.calls.call import Call
from palabre.calls.facts import Fact, Kind
from palabre.calls.spoken import MESSAGE_EMPTY
from palabre.features.voicemail import spoken
from palabre.features.voicemail.keep import change, delete, file_of, left
from palabre.features.voicemail.letters import Letter
from palabre.features.voicemail.snapshot import Mailbox
from palabre.phone.port import Sound

CHOICES = 10
ASKED = 2
KEY_SECONDS = 4.0


async def take_message(call: Call, mailbox: Mailbox) -> Letter | None:
    """Record one message; None when too little was said. Raises StorageFull."""
    message = uuid4()
    intake = call.world.vault.intake(file_of(call.account.id, message))
    names = {"message": str(message), "mailbox": str(mailbox.id)}
    recorded = await call.record(intake, mailbox.max_seconds, **names)
    started = [each for each in call.log.facts if each.kind == Kind.RECORDING_STARTED][-1]
    seconds = recorded.seconds if recorded else call.world.phone.recovered(started.data["recording"], intake)
    return _kept(call, mailbox, message, seconds)


def _kept(call: Call, mailbox: Mailbox, message: UUID, seconds: float | None) -> Letter | None:
    if seconds is None or seconds < mailbox.min_seconds:
        call.world.vault.remove(file_of(call.account.id, message))
        return None
    return left(call, mailbox, message, seconds)


def interrupted(call: Call, mailbox: Mailbox) -> Fact | None:
    """The recording for this mailbox that went on when this process died, of who is still here; else None."""
    for fact in reversed(call.log.facts):
        if fact.kind in (Kind.RECORDED, Kind.STEP_LEFT, Kind.PARTY_MOVED):
            return None
        if fact.kind == Kind.RECORDING_STARTED and fact.data.get("mailbox") == str(mailbox.id):
            return fact
    return None


async def take_up(call: Call, mailbox: Mailbox, started: Fact) -> Letter | None:
    """Keep what was said up to now."""
    recording = started.data["recording"]
    await call.world.phone.stop_recording(recording)
    await call.recording_ended(recording)
    return recover(call, mailbox, started.data)


def recover(call: Call, mailbox: Mailbox, started: dict[str, Any]) -> Letter | None:
    """Keep what the switch has recorded to its end."""
    message = UUID(started["message"])
    intake = call.world.vault.intake(file_of(call.account.id, message))
    return _kept(call, mailbox, message, call.world.phone.recovered(started["recording"], intake))


async def offer(call: Call, mailbox: Mailbox, letter: Letter) -> None:
    """Who ended his message by a key may hear it again, say it better, or mark it as urgent."""
    options = await call.world.sounds.sentence(spoken.MESSAGE_OPTIONS, call.language)
    asked = 0
    for _ in range(CHOICES):
        await call.play([options], cut_by_key=True)
        pressed = await call.key(KEY_SECONDS)
        match pressed:
            case "1" | "#":
                return
            case "2":
                await call.play([Sound(call.world.vault.lend(letter.file), "message")], cut_by_key=True)
            case "3":
                letter = await _again(call, mailbox, letter)
            case "4":
                letter = change(call, letter, urgent=not letter.urgent)
                await call.say(spoken.MESSAGE_URGENT if letter.urgent else spoken.MESSAGE_NOT_URGENT)
            case _:
                asked += 1
                if asked == ASKED:
                    return


async def _again(call: Call, mailbox: Mailbox, letter: Letter) -> Letter:
    """Another message in place of the first one, which stays when nothing is said."""
    await call.play([call.world.sounds.beep])
    better = await take_message(call, mailbox)
    call.keys.clear()
    if better is None:
        if not call.leaving:
            await call.say(MESSAGE_EMPTY)
        return letter
    delete(call, letter)
    return change(call, better, urgent=letter.urgent)
