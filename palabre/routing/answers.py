"""Web servers in a trial: what they answer is told beforehand, so that nothing outside is disturbed."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from palabre.kit.outside import Answer, Question, TooSlow, Unreachable
from palabre.kit.outside_guard import check_header, place_of


@dataclass(frozen=True)
class Says:
    """What a server answers after some seconds; no status: it does not answer at all."""

    status: int | None = 200
    body: bytes = b""
    seconds: float = 0.2


class ScriptedOutside:
    """Implements Outside: whose URL begins most like the question's answers; `asked` keeps the questions."""

    def __init__(self, answers: Mapping[str, Says]) -> None:
        self._answers = answers
        self.asked: list[Question] = []

    async def addresses(self, host: str, port: int) -> list[str]:
        """Every host is there."""
        return [host]

    async def ask(self, question: Question) -> Answer:
        """Raises UrlWrong, HeaderWrong, Unreachable or TooSlow."""
        host = place_of(question.url).host
        for name, value in question.headers:
            check_header(name, value)
        self.asked.append(question)
        fitting = [each for each in self._answers if question.url.startswith(each)]
        if not fitting:
            raise Unreachable(host=host, reason="no answer in the script")
        says = self._answers[max(fitting, key=len)]
        await asyncio.sleep(min(says.seconds, question.seconds))
        if says.seconds >= question.seconds:
            raise TooSlow(host=host, seconds=question.seconds)
        if says.status is None:
            raise Unreachable(host=host, reason="no answer")
        return Answer(says.status, says.body)
