"""Asks a web server of the subscriber, while the caller waits."""

import asyncio
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

import msgspec
from pydantic import Field

from palabre.calls.call import Call
from palabre.features import greetings
from palabre.features.http_request.fields import (
    CONTENT_TYPES,
    BodyKind,
    BodyNotJson,
    Header,
    ServerNotFixed,
    Taken,
    body_of,
    is_json,
    server_is_fixed,
    url_of,
)
from palabre.features.http_request.path import find, parse, plain
from palabre.features.http_request.wait import SILENT_SECONDS, accompanied
from palabre.kit.errors import PalabreError
from palabre.kit.outside import Answer, HeaderWrong, Question, TooSlow, UrlWrong
from palabre.kit.outside_guard import check_header, place_of
from palabre.routing.step import Step
from palabre.routing.variables import Filled, VariableWritten, fill, named_in

ASKED = "http_asked"
"""The fact: which server, what came of it, in how many milliseconds, which variables it gave."""


class AnswerNotGood(PalabreError):
    """A server that says no."""

    code, status = "answer_not_good", 502
    fr = "Le serveur « {host} » a répondu {answer}."
    en = "The server “{host}” answered {answer}."


class HttpRequest(Step):
    """Asks a web server and takes values of its JSON answer into variables; what is not 2xx is a failure."""

    type: ClassVar[str] = "http_request"
    icon: ClassVar[str] = "world"
    group: ClassVar[str] = "data"
    takes_time: ClassVar[bool] = False
    asks_outside: ClassVar[bool] = True

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    url: Filled = Field(min_length=1, max_length=2000)
    headers: tuple[Header, ...] = Field((), max_length=20)
    body: Filled | None = Field(None, max_length=20_000)
    body_kind: BodyKind = "json"
    seconds: float = Field(5, ge=1, le=30, description="how long the server may take")
    takes: tuple[Taken, ...] = Field((), max_length=30, description="values of the answer, into variables")
    status_variable: VariableWritten | None = Field(None, description="takes the status: 200, 404…")
    music: greetings.Prompt = Field(
        greetings.Prompt(), description="heard over and over while waiting; unset: the stock music"
    )

    def problems(self) -> Iterator[PalabreError]:
        """The server is fixed, headers are ours to give, and a JSON body is JSON."""
        if not server_is_fixed(self.url):
            yield ServerNotFixed(field="url")
        else:
            try:
                place_of(self.url)
            except UrlWrong:
                yield UrlWrong(field="url")
        for place, header in enumerate(self.headers):
            try:
                check_header(header.name, "" if named_in(header.value) else header.value)
            except HeaderWrong as wrong:
                yield HeaderWrong(field=f"headers.{place}", **wrong.values)
        if self.body and self.body_kind == "json" and not is_json(self.body):
            yield BodyNotJson(field="body")

    def silence(self) -> float:
        """Then the music begins."""
        return SILENT_SECONDS

    async def run(self, call: Call) -> Literal["done", "timeout"]:
        """Ask, and branch on what comes back."""
        question = self._question(call)
        host = place_of(question.url).host
        began = asyncio.get_running_loop().time()
        seen: dict[str, Any] = {"host": host, "status": None, "set": [], "missing": []}
        try:
            sounds = await self.music.sounds(call)
            answer = await accompanied(call, call.world.outside.ask(question), sounds)
            seen |= {"status": answer.status, **self._take(call, answer)}
        except TooSlow:
            return "timeout"
        finally:
            ms = round((asyncio.get_running_loop().time() - began) * 1000)
            call.note(ASKED, method=self.method, ms=ms, **seen)
        if not 200 <= answer.status < 300:
            raise AnswerNotGood(host=host, answer=answer.status)
        return "done"

    def _question(self, call: Call) -> Question:
        headers = tuple((each.name, fill(each.value, call)) for each in self.headers)
        body = body_of(self.body, self.body_kind, call) if self.body else None
        if body is not None and not any(name.lower() == "content-type" for name, _ in headers):
            headers += (("Content-Type", CONTENT_TYPES[self.body_kind]),)
        url = url_of(self.url, call)
        return Question(self.method, url, headers, body, self.seconds, asker=str(call.account.id))

    def _take(self, call: Call, answer: Answer) -> dict[str, list[str]]:
        """Set the variables; those that the answer has nothing fitting for keep what they hold."""
        said = _json(answer.body) if self.takes else None
        values = {each.variable: plain(find(said, parse(each.path))) for each in self.takes}
        if self.status_variable:
            values[self.status_variable] = answer.status
        taken: list[str] = []
        for name, value in values.items():
            try:
                if value is not None:
                    call.set_variable(name, value)
                    taken.append(name)
            except PalabreError:
                continue
        return {"set": taken, "missing": [name for name in values if name not in taken]}


def _json(body: bytes) -> Any:
    """What a body says; None when it is no JSON, or nested too deep to be a record."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
