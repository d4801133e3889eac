"""The emergency banner, as calls hear it: once, with the first prompt of a call from outside."""

from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.sounds import Opening
from palabre.features.greetings.snapshot import Banner, Banners, Greetings, Recording
from palabre.phone.port import Sound

INBOUND = "inbound"


async def opened(call: Call, sounds: list[Sound]) -> list[Sound]:
    """The sounds of a prompt with the banner before them, or instead of them, while one is set."""
    banner = call.account.part(Banners).at(call.now())
    if banner is None or call.opened or not _from_outside(call):
        return sounds
    first = await _banner_sound(call, banner)
    if first is None:
        return sounds
    if banner.mode == "before":
        return [Opening(first.file, first.says, first.whole), *sounds]
    return [Opening(first.file, first.says, first.whole, tuple(sounds))]


async def open_call(call: Call) -> None:
    """The same where nothing is said: a caller hears the banner before he waits in silence or with music."""
    first = await opened(call, [])
    if first:
        await call.answer()
        await call.play(first)


async def sound_of(call: Call, recording: Recording, name: str | None, whole: bool = False) -> Sound:
    """A recording, named for the history; a text without one is read aloud."""
    if recording.file is not None:
        return Sound(call.world.files / recording.file, name or recording.text or "", whole)
    spoken = await call.world.sounds.spoken(recording.text or "", recording.language)
    return Sound(spoken.file, spoken.says, whole)


async def music(call: Call, thing: UUID | None) -> list[Sound]:
    """The sounds of a piece of music for `call.start_music`; none for the stock music, or what has gone."""
    found = call.account.part(Greetings).by_id.get(thing) if thing else None
    return [await sound_of(call, found, found.name)] if found is not None else []


async def _banner_sound(call: Call, banner: Banner) -> Sound | None:
    if banner.greeting is None:
        return await sound_of(call, banner, banner.text)
    greeting = call.account.part(Greetings).by_id.get(banner.greeting)
    if greeting is None:
        return None
    return await sound_of(call, greeting.spoken_in(call.language), greeting.name, not greeting.interruptible)


def _from_outside(call: Call) -> bool:
    return bool(call.log.facts) and call.log.facts[0].data.get("direction") == INBOUND
