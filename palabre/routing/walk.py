"""Leads a call through a flow, step by step; each step entered is the call's checkpoint."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.parties import call_first, stay, talk_here
from palabre.calls.spoken import ERROR
from palabre.kit.errors import PalabreError
from palabre.phone.causes import Cause
from palabre.phone.port import Gone, Leg, SwitchLost
from palabre.routing.back import way_back
from palabre.routing.flow import Flow, Placed
from palabre.routing.plan import flow_of
from palabre.routing.scenarios import ReachScenario
from palabre.routing.step import BACK, DONE, FAILED
from palabre.routing.variables import declare

SILENT_ROUNDS = 3
"""So often a step may be entered again before the caller has heard or done anything."""
MOST_STEPS = 1000
"""So many steps a call may go through: nobody listens any more to announcements that never end."""


TRANSFEROR = "transferor"
"""The kind of flow by which a transferred call comes back to an extension."""


class SilentLoop(PalabreError):
    """A scenario goes round without ever speaking to the caller."""

    code, status = "silent_loop", 422
    fr = "Le scénario tourne en rond sans rien faire entendre (étape « {step} »)."
    en = "The scenario goes round without a sound (step “{step}”)."


class TooManySteps(PalabreError):
    """A call that goes through its scenario for ever."""

    code, status = "too_many_steps", 422
    fr = "L'appel a parcouru plus de {count} étapes."
    en = "The call has gone through more than {count} steps."


@dataclass(frozen=True)
class Begin:
    """Walk a flow from its start, or from `step` on."""

    flow: Flow
    step: str | None = None


@dataclass(frozen=True)
class Originated:
    """Call one's own phone first, and walk a flow once it is picked up."""

    leg: Leg
    seconds: float
    flow: Flow


@dataclass(frozen=True)
class TalkOn:
    """Stay in a conversation that goes on already (after a restart of ours), as its step would."""

    party: str
    begin: Begin | None = None


@dataclass(frozen=True)
class Resumed:
    """Take up an interrupted step again, after the phones that it left ringing were silenced."""

    begin: Begin | None


Act = Callable[[Call], Awaitable[object]]


@dataclass(frozen=True)
class TalkHere:
    """Talk with a party that has come from another call, in the bridge where the caller waits for it."""

    bridge: str
    party: str
    to: str


@dataclass(frozen=True)
class Do:
    """Something that a feature does with a call of its own making; `go_on.py` takes it up after a restart."""

    act: Act


Target = Begin | Originated | TalkOn | TalkHere | Resumed | Do


async def follow(call: Call, target: Target) -> None:
    """Go where a target says, to the end of the call."""
    match target:
        case Begin(flow, step):
            await walk(call, flow, step)
        case TalkOn(party, begin):
            await _talk_on(call, party, begin)
        case Do(act):
            await act(call)
        case TalkHere(bridge, party, to):
            await talk_here(call, bridge, party, to)
        case Resumed(begin):
            for party in call.parties - {call.party}:
                await call.world.phone.hang_up(party)
            if begin is not None:
                await walk(call, begin.flow, begin.step)
        case Originated(leg, seconds, flow):
            if await call_first(call, leg, seconds) is None:
                await walk(call, flow)


async def _talk_on(call: Call, party: str, begin: Begin | None) -> None:
    if begin is None:
        return await stay(call, party)
    following = await begin.flow.steps[begin.step or begin.flow.start].step.talk_on(call, party)
    return await walk(call, following) if following else None


async def walk(call: Call, flow: Flow, at: str | None = None) -> None:
    """Run steps until one ends the call."""
    name: str | None = at or flow.start
    signs, visits = call.signs, Counter[tuple[str, str]]()
    walked, steps = {flow.key: flow}, 0
    declare(call, flow.variables)
    while name is not None and not call.leaving:
        if call.signs > signs:
            signs, visits = call.signs, Counter()
        visits[flow.key, name] += 1
        steps += 1
        if visits[flow.key, name] > SILENT_ROUNDS or steps > MOST_STEPS:
            _note(call, TooManySteps(count=MOST_STEPS) if steps > MOST_STEPS else SilentLoop(step=name))
            return await _apologise(call)
        placed = flow.steps[name]
        call.seat.step = Begin(flow, name)
        call.note(Kind.STEP_ENTERED, flow=flow.key, step=name, type=placed.step.type)
        taken = await _run(call, placed)
        call.note(Kind.STEP_LEFT, step=name, exit=taken.key if isinstance(taken, Flow) else taken)
        if (back := _to_transferor(call, flow, taken)) is not None:
            flow, name = back, back.start
        elif isinstance(taken, Flow):
            flow, name = walked.setdefault(taken.key, taken), taken.start
            declare(call, flow.variables)
        elif taken == BACK:
            flow, name = way_back(call, walked) or (flow, name)
        else:
            name = placed.exits.get(taken) if taken else None
            if name is None and taken == FAILED:
                await _apologise(call)
    return None


def _to_transferor(call: Call, flow: Flow, taken: str | Flow | None) -> Flow | None:
    """Whom a call was transferred to has not taken it: the way back to whoever has transferred it."""
    extension, call.seat.returns_to = call.seat.returns_to, None
    if extension is None or taken is None or taken == DONE or flow.key.startswith(f"{ReachScenario.KIND}:"):
        return None
    if isinstance(taken, Flow):
        call.seat.returns_to = extension
        return None
    return flow_of(call.account, TRANSFEROR, extension)


async def _run(call: Call, placed: Placed) -> str | Flow | None:
    """The exit that a step takes; trouble inside it is its exit `failed`."""
    try:
        taken: str | Flow | None = await placed.step.run(call)
    except (Gone, SwitchLost):
        if call.gone is not None:
            return None
        raise
    except PalabreError as trouble:
        _note(call, trouble)
        return FAILED
    return taken


def _note(call: Call, trouble: PalabreError) -> None:
    call.note(Kind.FAILED, code=trouble.code, text=trouble.text("en"))


async def _apologise(call: Call) -> None:
    await call.say(ERROR)
    await call.hang_up(Cause.TEMPORARY_FAILURE)
