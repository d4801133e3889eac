"""Asks the caller for digits: a customer number, a date, a grade."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features import greetings
from palabre.kit.errors import PalabreError
from palabre.phone.port import Sound
from palabre.routing.keypad import Answer, Mask, fits
from palabre.routing.step import Step, declared_exits
from palabre.routing.variables import VariableWritten

ANSWERED = "question_answered"
"""The fact of an answer that was accepted."""
END_KEY_SECONDS = 1.0
"""Whoever has typed all digits often ends with the end key too: it must not answer what comes next."""
Missed = Literal["not_recognised", "no_answer"]
NOTHING = greetings.Prompt()


class DigitsCrossed(PalabreError):
    """The fewest digits are more than the most."""

    code, status = "digits_crossed", 422
    fr = "Le nombre minimal de chiffres dépasse le maximum."
    en = "The smallest number of digits is above the largest."


class AnswerImpossible(PalabreError):
    """An exit is drawn for an answer that is never accepted."""

    code, status = "answer_impossible", 422
    fr = "La réponse {answer} a une sortie, mais ne peut pas être donnée."
    en = "The answer {answer} has an exit, but can never be given."


class Question(Step):
    """Asks for digits until they are acceptable, and keeps them in a variable."""

    type: ClassVar[str] = "question"
    icon: ClassVar[str] = "help"
    group: ClassVar[str] = "voice"
    exits_from: ClassVar[str | None] = "branches"

    prompt: greetings.Prompt
    variable: VariableWritten | None = Field(None, description="where the answer is kept")
    min_digits: int = Field(1, ge=1, le=32)
    max_digits: int = Field(16, ge=1, le=32)
    end_key: Literal["#", "*"] | None = Field("#", description="the key that ends the answer")
    allowed: tuple[Mask, ...] = Field(
        (), max_length=100, description="answers accepted: X is any digit, * at the end any more; unset: all"
    )
    branches: tuple[Answer, ...] = Field(
        (), max_length=20, description="answers that have an exit of their own"
    )
    confirm: bool = Field(False, description="repeat the digits and let the caller confirm them")
    attempts: int = Field(3, ge=1, le=10, description="how often to ask in all")
    seconds: float = Field(
        5, ge=1, le=30, description="how long to wait for the first digit after the prompt"
    )
    digit_seconds: float = Field(3, ge=0.5, le=10, description="how long to wait for the next digit")
    not_recognised_prompt: greetings.Prompt = Field(
        NOTHING, description="said after a wrong answer; unset: that it is not valid"
    )
    no_answer_prompt: greetings.Prompt = Field(NOTHING, description="said after silence; unset: nothing")

    def exits(self) -> tuple[str, ...]:
        """One for each answer that has a way of its own, and the common ones."""
        return (*self.branches, *declared_exits(type(self)))

    def problems(self) -> Iterator[PalabreError]:
        """It must say something, and every answer must be possible."""
        if self.prompt.empty:
            yield greetings.PromptMissing(field="prompt")
        if self.min_digits > self.max_digits:
            yield DigitsCrossed(field="min_digits")
            return
        for each in self.branches:
            if not self._accepts(each):
                yield AnswerImpossible(field="branches", answer=each)

    def problems_in(self, account: Account) -> Iterator[PalabreError]:
        """A prompt that is not valid on some days leaves the caller without it."""
        yield from self.prompt.silences(account)

    async def run(self, call: Call) -> Answer | Literal["answered"] | Missed:
        """Ask, as often as allowed."""
        await call.answer()
        missed: Missed = "no_answer"
        for _ in range(self.attempts):
            await call.play(await self.prompt.sounds(call), cut_by_key=True)
            digits = await self._digits(call)
            if digits is None:
                missed = "no_answer"
                await call.play(await self.no_answer_prompt.sounds(call), cut_by_key=True)
            elif not self._accepts(digits):
                missed = "not_recognised"
                await self._reproach(call)
            elif not self.confirm or await self._confirmed(call, digits):
                return self._keep(call, digits)
            else:
                missed = "not_recognised"
        return missed

    def _keep(self, call: Call, digits: str) -> Answer | Literal["answered"]:
        call.note(ANSWERED, answer=digits)
        if self.variable is not None:
            call.set_variable(self.variable, digits)
        return digits if digits in self.branches else "answered"

    async def _digits(self, call: Call) -> str | None:
        """What was typed; None when nothing was."""
        pressed = await call.key(self.seconds)
        digits = ""
        while pressed is not None and pressed != self.end_key:
            digits += pressed
            if len(digits) == self.max_digits:
                await self._swallow_end_key(call)
                return digits
            pressed = await call.key(self.digit_seconds)
        return None if pressed is None and not digits else digits

    async def _swallow_end_key(self, call: Call) -> None:
        following = await call.key(END_KEY_SECONDS) if self.end_key else None
        if following is not None and following != self.end_key:
            call.keys.appendleft(following)

    def _accepts(self, digits: str) -> bool:
        if not digits.isdecimal() or not self.min_digits <= len(digits) <= self.max_digits:
            return False
        return not self.allowed or any(fits(digits, each) for each in self.allowed)

    async def _reproach(self, call: Call) -> None:
        call.keys.clear()
        if self.not_recognised_prompt.empty:
            await call.say(spoken.NOT_UNDERSTOOD)
        else:
            await call.play(await self.not_recognised_prompt.sounds(call), cut_by_key=True)

    async def _confirmed(self, call: Call, digits: str) -> bool:
        call.keys.clear()
        await call.play(await _repeated(call, digits), cut_by_key=True)
        return await call.key(self.seconds) == "1"


async def _repeated(call: Call, digits: str) -> list[Sound]:
    """The digits one by one, so that each is made audible once and not every answer for itself."""
    sounds = call.world.sounds
    said = [await sounds.spoken(each, call.language) for each in digits]
    before = await sounds.sentence(spoken.YOU_TYPED, call.language)
    return [before, *said, await sounds.sentence(spoken.CONFIRM, call.language)]
