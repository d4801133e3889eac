"""Sends a call on as a rule says, and takes it back when nobody is there."""

from collections.abc import Sequence
from typing import ClassVar, Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.facts import Kind as Core
from palabre.calls.parties import talk
from palabre.features import extensions
from palabre.features.forwarding import chain, facts, spoken
from palabre.features.forwarding.decide import is_caller
from palabre.features.forwarding.legs import Legs, ring_targets
from palabre.features.forwarding.snapshot import OUTSIDE, Forward, Forwards, Target
from palabre.kit.errors import NotFound
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.plan import Plan, flow_by_key
from palabre.routing.plan import flow_of as flow_of_thing
from palabre.routing.step import Step
from palabre.routing.tell import Tell

KIND = "forwarding"
Missed = Literal["busy", "no_answer", "unavailable"]
Result = Missed | Literal["looped"] | Flow | None
"""Why nobody talked, where the call goes on, or None after a conversation."""


class TellUnlessSentOn(Tell):
    """Tells a caller why nobody took his call; one whom others sent on to us hears it from them."""

    type: ClassVar[str] = "tell"

    async def run(self, call: Call) -> None:
        """Say it, unless his own exchange does, and hang up."""
        always = not chain.comes_from_others(call)
        await Tell(sentence=self.sentence, cause=self.cause, always=always).run(call)


def _tell(told: Tell) -> TellUnlessSentOn:
    return TellUnlessSentOn(sentence=told.sentence, cause=told.cause)


AFTER: dict[str, Step] = {
    **{exit_: _tell(told) for exit_, told in extensions.WHY.items()},
    "looped": TellUnlessSentOn(sentence=spoken.IN_A_CIRCLE, cause=Cause.NO_ANSWER),
}


class Forwarded(Step):
    """Rings the targets of a rule; the call comes back to the step that rang the extension."""

    type: ClassVar[str] = "forwarded"
    icon: ClassVar[str] = "phone-forwarded"
    group: ClassVar[str] = "people"

    rule: UUID

    async def run(self, call: Call) -> Missed | Literal["looped"] | Flow | None:
        """Ring; what nobody takes goes on by the exits of the step before, where they are drawn."""
        rule = call.account.part(Forwards).by_id.get(self.rule)
        if rule is None:
            raise NotFound(what=str(self.rule))
        result = await follow(call, rule)
        return _way_back(call, result) or result if isinstance(result, str) else result


def flow_of_rule(rule: Forward) -> Flow:
    """What a call does that a rule sends on."""
    return single(f"{KIND}:{rule.id}", Forwarded(rule=rule.id), AFTER)


async def follow(call: Call, rule: Forward) -> Result:
    """Send a call on, unless it goes round in a circle."""
    told = {"extension": str(rule.extension), "number": _digits(call, rule.extension), "why": rule.kind}
    if (looped := chain.loop(call, rule.extension)) is not None:
        call.note(facts.LOOPED, **told, rule=str(rule.id), loop=looped)
        return "looped"
    hops = chain.hops_before(call) + len(chain.chain(call)) + 1
    to = [label_of(call, each) for each in rule.targets]
    known = call.account.part(extensions.Extensions).by_id.get(rule.extension)
    name = known.name if known else ""
    call.note(facts.FORWARDED, **told, name=name, rule=str(rule.id), to=to, together=rule.together, hops=hops)
    inside = inside_of(call)
    targets = [each for each in rule.targets if not is_caller(each, call.caller.number, inside)]
    result = await (_together if rule.together else _in_turn)(call, rule, targets)
    if isinstance(result, str):
        result = result if rule.kind == "always" else rule.kind
        call.note(facts.CAME_BACK, **told, rule=str(rule.id), result=result)
    return result


def inside_of(call: Call) -> UUID | None:
    """The extension that calls, if one does."""
    kind, thing = call.account.part(Plan).short.get(call.caller.number, ("", None))
    return thing if kind == "extension" else None


async def _in_turn(call: Call, rule: Forward, targets: Sequence[Target]) -> Result:
    missed: Result = "looped"
    for place, target in enumerate(targets, 1):
        result = await _reach(call, rule, target, last=place == len(targets))
        if not isinstance(result, str):
            return result
        missed = result if result != "looped" else missed
    return missed


async def _reach(call: Call, rule: Forward, target: Target, last: bool) -> Result:
    if target.kind == OUTSIDE:
        return await _ring(call, rule, (target,))
    if target.thing is None:
        return "unavailable"
    if target.kind == "extension":
        return await _reach_extension(call, target.thing, target.seconds, last)
    return flow_of_thing(call.account, target.kind, target.thing) or "unavailable"


async def _reach_extension(call: Call, extension: UUID, seconds: int, last: bool) -> Result:
    """Its own forwarding counts too; but who is only tried on the way leads nobody to his mailbox."""
    if extension in chain.chain(call):
        number = _digits(call, extension)
        call.note(facts.LOOPED, extension=str(extension), number=number, why="target", loop="circle")
        return "looped"
    if not call.account.has("extension", extension):
        return "unavailable"
    result = await extensions.DialExtension(extension=extension, seconds=seconds).run(call)
    further = result.steps[result.start].step if isinstance(result, Flow) else None
    if not isinstance(further, Forwarded):
        return result
    rule = call.account.part(Forwards).by_id[further.rule]
    if rule.kind != "always" and not last:
        return rule.kind
    return await follow(call, rule)


async def _together(call: Call, rule: Forward, targets: Sequence[Target]) -> Result:
    circle = frozenset(chain.chain(call))
    return await _ring(call, rule, tuple(each for each in targets if each.thing not in circle))


async def _ring(call: Call, rule: Forward, targets: tuple[Target, ...]) -> Result:
    """Ring targets at once, and talk with whoever takes the call."""
    legs = await Legs.of(call, rule, targets)
    if not legs.all:
        return "unavailable"
    attempt = await ring_targets(call, rule, legs)
    if attempt.answered is not None:
        await talk(call, attempt.answered, legs.label(attempt.answered))
        return None
    return extensions.EXIT_OF[attempt.missed] if attempt.missed else "unavailable"


def _way_back(call: Call, missed: str) -> Flow | None:
    """Where the scenario that rang the extension goes on; None where nothing is drawn for that."""
    entered = [each.data for each in call.log.facts if each.kind == Core.STEP_ENTERED]
    before = (each for each in reversed(entered) if not each["flow"].startswith(f"{KIND}:"))
    rang = next(before, None)
    if rang is None or rang["flow"].startswith("extension:"):
        return None
    flow = flow_by_key(call.account, rang["flow"])
    if flow is None or rang["step"] not in flow.steps:
        return None
    following = flow.steps[rang["step"]].exits.get("unavailable" if missed == "looped" else missed)
    return Flow(rang["flow"], following, flow.steps, flow.variables) if following else None


def label_of(call: Call, target: Target) -> str:
    """How the history names a target: its number outside or short number, else what it is."""
    if target.outside is not None:
        return target.outside
    return (_digits(call, target.thing) if target.thing else "") or target.kind


def _digits(call: Call, thing: UUID) -> str:
    return call.account.part(Plan).digits.get(thing, "")
