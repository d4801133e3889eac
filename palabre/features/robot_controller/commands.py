"""What the job asks of the calls: look, begin an attempt, drop one."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from palabre.calls.control import CallsAway, Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.session import EndCall
from palabre.features import caller_lists, greetings, numbers, queues
from palabre.features.robot_controller.attempts import attempts
from palabre.features.robot_controller.call_client import Order, begin, speaks


async def robot_look(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """`{"queues": [id…], "numbers": [number…]}`: free agents by queue, and the numbers that talk."""
    if not attempts(dispatcher.world).awake or account.suspended:
        raise CallsAway()
    free = {each: queues.free_agents(dispatcher.world, account.id, UUID(each)) for each in body["queues"]}
    return {
        "free": free,
        "talking": [each for each in body["numbers"] if speaks(dispatcher, account.id, each)],
    }


async def robot_call(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """Begin an attempt, unless it has begun: the same claim may be brought again and again.

    The answer's `state` is standing, begun, or a reason why nobody is rung.
    """
    known, order = attempts(dispatcher.world), _order(body)
    if not known.awake:
        raise CallsAway()
    if order.claim in known.spent or known.calls.get(order.claim) in dispatcher.sessions:
        return {"state": "begun"}
    if order.number in account.part(numbers.Numbers).by_e164:
        return {"state": "own_number"}
    if _refused(dispatcher, account, order.number):
        return {"state": "forbidden"}
    if speaks(dispatcher, account.id, order.number):
        return {"state": "talking"}
    place = queues.Place(order.claim, order.number)
    queues.stand(dispatcher.world, account, order.queue, place, partial(begin, dispatcher, order))
    return {"state": "standing"}


async def robot_drop(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """No phone shall ring for `{"claim": id, "queue": id}`: `dropped` unless the client is being called."""
    known, claim = attempts(dispatcher.world), UUID(body["claim"])
    if not known.awake:
        raise CallsAway()
    if claim in known.spent:
        return {"dropped": False}
    queues.leave(dispatcher.world, account.id, UUID(body["queue"]), claim)
    known.spent.add(claim)
    session = dispatcher.sessions.get(known.calls.get(claim, UUID(int=0)))
    if session is not None:
        session.call.inbox.put_nowait(EndCall())
    return {"dropped": True}


def _refused(dispatcher: Dispatcher, account: Account, number: str) -> bool:
    """Emergency services and whom the lists refuse are never called by a machine."""
    emergency = numbers.is_emergency(number, account.country) or numbers.is_emergency(
        number.removeprefix("+"), account.country
    )
    return emergency or caller_lists.is_listed(account, number, dispatcher.world.clock.now())


def _order(body: Mapping[str, Any]) -> Order:
    greeting = UUID(body["notice_id"]) if body["notice_id"] else None
    spoken = greetings.Prompt(greeting=greeting, text=body["notice_text"])
    notice = spoken if greeting or body["notice_text"] else None
    entry, claim, queue = (UUID(body[each]) for each in ("entry", "claim", "queue"))
    number, called = body["number"], body["called"]
    return Order(entry, claim, queue, number, called, body["client_first"], notice)


COMMANDS: dict[str, Command] = {
    "robot_look": robot_look,
    "robot_call": robot_call,
    "robot_drop": robot_drop,
}
