"""Asks for keys and numbers on the phone."""

from palabre.calls.call import Call
from palabre.calls.spoken import Sentence

KEY_SECONDS = 6.0
DIGIT_SECONDS = 4.0
ASKED = 3


async def ask(call: Call, *sentences: Sentence) -> str | None:
    """The key that answers; None when there is none, however often it was asked for."""
    sounds = [await call.world.sounds.sentence(each, call.language) for each in sentences]
    for _ in range(ASKED):
        await call.play(sounds, cut_by_key=True)
        pressed = await call.key(KEY_SECONDS)
        if pressed is not None:
            return pressed
    return None


async def ask_digits(call: Call, sentence: Sentence, most: int) -> str:
    """Digits up to `#`, or to a pause; "" when there are none, or `*` took them back."""
    await call.play([await call.world.sounds.sentence(sentence, call.language)], cut_by_key=True)
    typed = ""
    seconds = KEY_SECONDS
    while len(typed) < most:
        pressed = await call.key(seconds)
        if pressed is None or pressed == "#":
            break
        if pressed == "*":
            return ""
        typed, seconds = typed + pressed, DIGIT_SECONDS
    else:
        if call.keys and call.keys[0] == "#":
            call.keys.popleft()
    return typed
