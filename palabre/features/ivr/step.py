"""The voice menu: says what the keys mean and sends the caller where his key leads."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features import greetings
from palabre.features.ivr.patience import Missed, Patience
from palabre.kit.errors import PalabreError
from palabre.routing.flow import Flow
from palabre.routing.keypad import Key
from palabre.routing.plan import Plan, find
from palabre.routing.step import BACK, Step, declared_exits

NOTHING = greetings.Prompt()


class MenuEmpty(PalabreError):
    """A menu that offers nothing."""

    code, status = "menu_empty", 422
    fr = "Le menu n'a aucune touche et n'accepte pas de numéro court."
    en = "The menu has no key and accepts no short number."


class KeyTwice(PalabreError):
    """One key shall mean two things."""

    code, status = "key_twice", 422
    fr = "La touche {key} a deux significations."
    en = "The key {key} has two meanings."


class Menu(Step):
    """Plays a prompt and waits for a key, or for a short number when direct dialling is on."""

    type: ClassVar[str] = "menu"
    icon: ClassVar[str] = "list-numbers"
    group: ClassVar[str] = "voice"
    exits_from: ClassVar[str | None] = "keys"
    returned_to: ClassVar[bool] = True

    prompt: greetings.Prompt
    keys: tuple[Key, ...] = Field((), max_length=12)
    repeat_key: Key | None = Field(None, description="the key that says the prompt again, without counting")
    back_key: Key | None = Field(None, description="the key that leads back to the menu before")
    direct_dialling: bool = Field(False, description="accept the account's short numbers")
    max_digits: int = Field(6, ge=1, le=6, description="the longest short number that is waited for")
    interruptible: bool = Field(True, description="a key cuts the prompt")
    seconds: float = Field(5, ge=1, le=30, description="how long to wait for a key after the prompt")
    digit_seconds: float = Field(2, ge=0.5, le=10, description="how long to wait for the next digit")
    repeats: int = Field(2, ge=0, le=9, description="how many times to ask again")
    no_key_repeats: int | None = Field(
        None, ge=0, le=9, description="how many of them after silence; unset: they count together"
    )
    wrong_key_repeats: int | None = Field(
        None, ge=0, le=9, description="how many of them after a wrong key; unset: they count together"
    )
    no_key_prompt: greetings.Prompt = Field(NOTHING, description="said after silence; unset: nothing")
    wrong_key_prompt: greetings.Prompt = Field(
        NOTHING, description="said after a wrong key; unset: that the choice is not valid"
    )

    def exits(self) -> tuple[str, ...]:
        """One for each key, one for silence and one for wrong keys."""
        return (*self.keys, *declared_exits(type(self)))

    def problems(self) -> Iterator[PalabreError]:
        """A menu must say something and offer something, and each key one thing."""
        if self.prompt.empty:
            yield greetings.PromptMissing(field="prompt")
        if not self.keys and not self.direct_dialling:
            yield MenuEmpty(field="keys")
        known: set[str] = set()
        for field, keys in (
            ("keys", self.keys),
            ("repeat_key", [self.repeat_key]),
            ("back_key", [self.back_key]),
        ):
            for key in filter(None, keys):
                if key in known:
                    yield KeyTwice(field=field, key=key)
                known.add(key)

    def problems_in(self, account: Account) -> Iterator[PalabreError]:
        """A prompt that is not valid on some days leaves the caller without it."""
        yield from self.prompt.silences(account)

    async def run(self, call: Call) -> Missed | Key | Flow:
        """Ask, as often as allowed."""
        await call.answer()
        patience = Patience(self.repeats, self.no_key_repeats, self.wrong_key_repeats)
        while True:
            await call.play(await self.prompt.sounds(call), cut_by_key=self.interruptible)
            pressed = await self._pressed(call)
            if pressed and pressed == self.repeat_key:
                continue
            taken = self._leads_to(call, pressed)
            if taken is not None:
                return taken
            await self._reproach(call, pressed)
            missed: Missed = "wrong_key" if pressed else "no_key"
            if patience.ends_with(missed):
                return missed

    def _leads_to(self, call: Call, pressed: str) -> Key | Flow | None:
        if pressed and pressed == self.back_key:
            return BACK
        if pressed in self.keys:
            return pressed
        return find(call.account, pressed) if self.direct_dialling else None

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
        if not self.direct_dialling or len(pressed) >= self.max_digits:
            return False
        return any(each.startswith(pressed) and each != pressed for each in call.account.part(Plan).short)

    async def _reproach(self, call: Call, pressed: str) -> None:
        """Say what was wrong; the rest of a number that does not exist answers no later prompt."""
        if not pressed:
            await call.play(await self.no_key_prompt.sounds(call), cut_by_key=True)
            return
        if self.wrong_key_prompt.empty:
            await call.say(spoken.INVALID_KEY)
        else:
            await call.play(await self.wrong_key_prompt.sounds(call))
        call.keys.clear()
