"""The voice menu: says what the keys mean and sends the caller where his key leads."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.features import greetings
from palabre.kit.errors import PalabreError
from palabre.routing.flow import Flow
from palabre.routing.plan import Plan, find
from palabre.routing.step import Step, declared_exits

Missed = Literal["no_key", "wrong_key"]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$")]


class MenuEmpty(PalabreError):
    """A menu that offers nothing."""

    code, status = "menu_empty", 422
    fr = "Le menu n'a aucune touche et n'accepte pas de numéro court."
    en = "The menu has no key and accepts no short number."


class Menu(Step):
    """Plays a prompt and waits for a key, or for a short number when direct dialling is on."""

    type: ClassVar[str] = "menu"
    icon: ClassVar[str] = "list-numbers"
    group: ClassVar[str] = "voice"
    exits_from: ClassVar[str | None] = "keys"

    prompt: greetings.Prompt
    keys: tuple[Key, ...] = Field((), max_length=12)
    direct_dialling: bool = Field(False, description="accept the account's short numbers")
    seconds: float = Field(5, ge=1, le=30, description="how long to wait for a key after the prompt")
    digit_seconds: float = Field(2, ge=0.5, le=10, description="how long to wait for the next digit")
    repeats: int = Field(2, ge=0, le=9, description="how many times to ask again")

    def exits(self) -> tuple[str, ...]:
        """One for each key, one for silence and one for wrong keys."""
        return (*self.keys, *declared_exits(type(self)))

    def problems(self) -> Iterator[PalabreError]:
        """A menu must say something and offer something."""
        if self.prompt.empty:
            yield greetings.PromptMissing(field="prompt")
        if not self.keys and not self.direct_dialling:
            yield MenuEmpty(field="keys")

    async def run(self, call: Call) -> Missed | Key | Flow:
        """Ask, as often as allowed."""
        await call.answer()
        sounds = await self.prompt.sounds(call)
        missed: Missed = "no_key"
        for _ in range(self.repeats + 1):
            await call.play(sounds, cut_by_key=True)
            pressed = await self._pressed(call)
            if pressed in self.keys:
                return pressed
            flow = find(call.account, pressed) if self.direct_dialling else None
            if flow is not None:
                return flow
            missed = "wrong_key" if pressed else "no_key"
            await _reproach(call, pressed)
        return missed

    async def _pressed(self, call: Call) -> str:
        """One key, or all digits of a short number; empty when nothing was pressed."""
        pressed = await call.key(self.seconds) or ""
        while pressed and self._may_go_on(call, pressed):
            digit = await call.key(self.digit_seconds)
            if digit is None or digit == "#":
                break
            pressed += digit
        return pressed

    def _may_go_on(self, call: Call, pressed: str) -> bool:
        """Whether more digits could still make it a short number."""
        if not self.direct_dialling:
            return False
        return any(each.startswith(pressed) and each != pressed for each in call.account.part(Plan).short)


async def _reproach(call: Call, pressed: str) -> None:
    """Say that the key was wrong; the rest of a number that does not exist answers no later prompt."""
    if pressed:
        await call.say(spoken.INVALID_KEY)
        call.keys.clear()
