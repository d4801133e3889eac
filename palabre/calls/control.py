"""Commands from outside: over the bus to the process that owns the call, and back with an answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.session import EndCall
from palabre.kit import discover
from palabre.kit.bus import Bus, Message
from palabre.kit.errors import NotFound, PalabreError, all_errors

log = logging.getLogger(__name__)
ASKED, ANSWERED = "control", "control_answers"
PATIENCE_SECONDS = 10

Command = Callable[[Dispatcher, Account, Mapping[str, Any]], Awaitable[dict[str, Any]]]


class CallsAway(PalabreError):
    """The call process does not answer."""

    code, status = "calls_away", 503
    fr = "Le service d'appels ne répond pas pour le moment."
    en = "The call service does not respond for the moment."


async def end_call(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """Hang up a call of the account: `{"call": id}`."""
    session = dispatcher.sessions.get(UUID(body["call"]))
    if session is None or session.call.account.id != account.id:
        raise NotFound(what=body["call"])
    session.call.inbox.put_nowait(EndCall())
    return {}


async def census(dispatcher: Dispatcher, _: Account, __: Mapping[str, Any]) -> dict[str, Any]:
    """What this process holds, for whoever looks for what should have gone: calls, parties, tasks."""
    tasks = len(asyncio.all_tasks())
    return {"calls": len(dispatcher.sessions), "parties": len(dispatcher.world.inboxes), "tasks": tasks}


class Control:
    """The call process's side: carries commands out."""

    def __init__(self, bus: Bus, dispatcher: Dispatcher, commands: Mapping[str, Command]) -> None:
        self._bus = bus
        self._dispatcher = dispatcher
        self._commands = {"end_call": end_call, "census": census, **commands}

    async def run(self) -> None:
        """Listen until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            with self._bus.listen(ASKED) as asked:
                async for message in asked:
                    if isinstance(message, Message):
                        tasks.create_task(self._carry_out(message.body))

    async def _carry_out(self, body: dict[str, Any]) -> None:
        answer: dict[str, Any]
        try:
            account = self._dispatcher.wiring.directory.accounts.get(UUID(body["account"]))
            if account is None:
                raise NotFound(what=body["account"])
            answer = {"done": await self._commands[body["what"]](self._dispatcher, account, body)}
        except PalabreError as refusal:
            answer = {"code": refusal.code, "field": refusal.field, "values": _plain(refusal.values)}
        except Exception:
            log.exception("the command %s broke", body.get("what"))
            answer = {"code": CallsAway.code, "field": None, "values": {}}
        await self._bus.publish(ANSWERED, {"id": body["id"], **answer})


def _plain(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


async def ask(bus: Bus, account: UUID, what: str, **body: Any) -> dict[str, Any]:
    """Send a command and wait for its answer; the refusals of the other side are raised here."""
    name = str(uuid4())
    with bus.listen(ANSWERED) as answers:
        await anext(aiter(answers))
        await bus.publish(ASKED, {"id": name, "account": str(account), "what": what, **body})
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                async for message in answers:
                    if isinstance(message, Message) and message.body["id"] == name:
                        return _result(message.body)
        except TimeoutError:
            pass
    raise CallsAway()


async def tell(bus: Bus, account: UUID, what: str, **body: Any) -> None:
    """Send a command whose answer nobody waits for: where the calls are away it is not carried out."""
    await bus.publish(ASKED, {"id": str(uuid4()), "account": str(account), "what": what, **body})


def _result(answer: dict[str, Any]) -> dict[str, Any]:
    if "done" in answer:
        done: dict[str, Any] = answer["done"]
        return done
    raise refusal(answer["code"])(field=answer["field"], **answer["values"])


def refusal(code: str) -> type[PalabreError]:
    """The error that the other side has raised; it may be one that only commands know."""
    for _ in range(2):
        if found := next((each for each in all_errors() if each.code == code), None):
            return found
        discover.modules("palabre.features", "commands")
    return CallsAway
