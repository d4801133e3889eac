"""Transfers asked for by the portal or a program."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.session import Order
from palabre.features.extensions import Extension, extension_at
from palabre.features.transfer.consult import consult, consultation_of
from palabre.features.transfer.send_on import send_on
from palabre.features.transfer.sides import digits_of
from palabre.features.transfer.target import Grant, Refusal, Wish, grant
from palabre.kit.errors import NotFound, PalabreError


class NotTalking(PalabreError):
    """There is no conversation that could be transferred."""

    code, status = "not_talking", 409
    fr = "Le poste {by} n'est pas en conversation dans cet appel."
    en = "Extension {by} is not talking in this call."


class TargetRefused(PalabreError):
    """Nobody can be transferred there by this extension."""

    code, status = "target_refused", 422
    fr = "Le poste {by} ne peut pas transférer vers « {to} » : {why}"
    en = "Extension {by} cannot transfer to “{to}”: {why}"


class NotConsulting(PalabreError):
    """Nobody is asking a target at the moment."""

    code, status = "not_consulting", 409
    fr = "Le poste {by} n'est pas en train de consulter une destination."
    en = "Extension {by} is not consulting a target."


async def transfer(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """`{"call": id, "by": digits, "to": digits, "attended": flag}`."""
    call = _call(dispatcher, account, body["call"])
    wish = Wish(_party(call, body["by"]), body["to"], "api")
    granted = grant(call, wish)
    if isinstance(granted, Refusal):
        why = granted.sentence.text(account.language)
        raise TargetRefused(field="to", by=body["by"], to=body["to"], why=why)
    if not isinstance(granted, Grant):
        raise NotTalking(field="by", by=body["by"])
    act = consult if body["attended"] else send_on
    call.inbox.put_nowait(Order(lambda call: act(call, wish)))
    return {}


async def consultation(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """`{"call": id, "by": digits, "how": complete, take_back, target, other or all}`."""
    call = _call(dispatcher, account, body["call"])
    found = consultation_of(call)
    if found is None or digits_of(call, found.by) != body["by"]:
        raise NotConsulting(field="by", by=body["by"])

    async def end(_: Call) -> None:
        match body["how"]:
            case "complete":
                await found.complete()
            case "take_back":
                found.take_back()
            case turn:
                await found.turns.turn_to(turn)

    found.borrower.inbox.put_nowait(Order(end))
    return {}


def _call(dispatcher: Dispatcher, account: Account, call: str) -> Call:
    session = dispatcher.sessions.get(UUID(call))
    if session is None or session.call.account.id != account.id:
        raise NotFound(what=call)
    return session.call


def _party(call: Call, by: str) -> str:
    """The side of the conversation that an extension is; its mobile's label names it too."""
    talk = call.talk
    for party in (call.party, talk.party) if talk else ():
        if _digits(call, party) == by:
            return party
    raise NotTalking(field="by", by=by)


def _digits(call: Call, party: str) -> str | None:
    extension: Extension | None = extension_at(call, party)
    return digits_of(call, extension) if extension else None


COMMANDS: dict[str, Command] = {"transfer": transfer, "consultation": consultation}
