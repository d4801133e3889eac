"""A supervisor enters a conversation, or changes what he does there, by the portal or a program."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.features import extensions
from palabre.features.whisper.ear import MODE, Be, TakeOver
from palabre.features.whisper.find_talk import talking
from palabre.features.whisper.snapshot import may_listen
from palabre.features.whisper.supervise import ENDED, Supervise
from palabre.kit.errors import NotFound, PalabreError
from palabre.phone.events import Caller
from palabre.phone.port import Leg
from palabre.routing.flow import single
from palabre.routing.plan import Plan
from palabre.routing.walk import Originated


class MayNotListen(PalabreError):
    """The extension is no supervisor of the other one."""

    code, status = "may_not_listen", 403
    fr = "Le poste {supervisor} n'a pas le droit d'écouter le poste {agent}."
    en = "Extension {supervisor} may not listen to extension {agent}."


class NobodyTalks(PalabreError):
    """There is no conversation to be in."""

    code, status = "nobody_talks", 409
    fr = "Le poste {agent} n'est pas en communication."
    en = "Extension {agent} is not in a conversation."


class SupervisorWithoutPhone(PalabreError):
    """There is no phone at which the supervisor could listen."""

    code, status = "supervisor_without_phone", 409
    fr = "Le poste {supervisor} n'a pas de téléphone."
    en = "Extension {supervisor} has no phone."


async def whisper(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """Ring a supervisor and let him in: `{"supervisor": id, "agent": id, "mode", "microphone", "takes"}`."""
    known, digits = account.part(extensions.Extensions), account.part(Plan).digits
    supervisor, agent = UUID(body["supervisor"]), UUID(body["agent"])
    named = {"supervisor": digits.get(supervisor, ""), "agent": digits.get(agent, "")}
    if agent not in known.by_id:
        raise NotFound(field="extension_id", what=str(agent))
    if not may_listen(account, supervisor, agent):
        raise MayNotListen(**named)
    if talking(dispatcher.world, account, agent) is None:
        raise NobodyTalks(**named)
    own = known.by_id[supervisor]
    if not own.phones:
        raise SupervisorWithoutPhone(**named)
    wanted = {each: body[each] for each in ("mode", "microphone", "takes")}
    flow = single("supervise", Supervise(extension=supervisor, agent=agent, **wanted))
    caller = Caller(named["supervisor"], own.name)
    account.check_active()
    call = dispatcher.call_out(account, caller, named["agent"], "internal")
    leg = Leg(call.party, own.phones[0], Caller(named["agent"]))
    dispatcher.begin(call, Originated(leg, own.ring_seconds, flow))
    return {"call": str(call.id)}


async def change_whisper(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """`{"call": id, "by": extension or null, "mode", "microphone", "takes"}`; null leaves it as it is."""
    session = dispatcher.sessions.get(UUID(body["call"]))
    if session is None or session.call.account.id != account.id:
        raise NotFound(what=body["call"])
    call = session.call
    kinds = [each.kind for each in call.log.facts if each.kind in (MODE, ENDED)]
    own = account.part(Plan).digits.get(UUID(body["by"])) if body["by"] else call.caller.number
    if kinds[-1:] != [MODE] or own != call.caller.number:
        raise NotFound(what=body["call"])
    call.inbox.put_nowait(
        TakeOver() if body["takes"] else Be(mode=body["mode"], microphone=body["microphone"])
    )
    return {}


COMMANDS: dict[str, Command] = {"whisper": whisper, "change_whisper": change_whisper}
