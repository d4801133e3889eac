"""Sets and lifts forwarding from a phone, and says so in words."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID, uuid4

from palabre.calls.call import Call
from palabre.calls.spoken import Sentence
from palabre.features import caller_lists, extensions, numbers
from palabre.features.forwarding import facts, spoken
from palabre.features.forwarding.confirm import confirmation, lifted
from palabre.features.forwarding.snapshot import OUTSIDE, Forward, Forwards, Kind, Target
from palabre.routing.plan import Plan, flow_of
from palabre.routing.step import Step

KINDS: tuple[Kind, ...] = ("always", "busy", "no_answer", "unavailable")
SHORTEST, LONGEST = 1, 600


class SetForward(Step):
    """Forwards one kind of an extension's calls to a number, or (without) to where they went before."""

    type: ClassVar[str] = "set_forward"
    icon: ClassVar[str] = "phone-forwarded"
    group: ClassVar[str] = "people"

    extension: UUID
    kind: Kind
    to: str = ""
    seconds: int | None = None

    async def run(self, call: Call) -> None:
        """It holds from this moment, and is confirmed."""
        await call.answer()
        rule = self._rule(call) if self.to else self._again(call)
        if isinstance(rule, Sentence):
            await call.say(rule)
        else:
            call.account.part(Forwards).put(rule)
            call.note(facts.SET, **_told(rule))
            text = confirmation(rule, _said(call, rule), call.language)
            await call.play([await call.world.sounds.spoken(text, call.language)])
        await call.hang_up()

    def _again(self, call: Call) -> Forward | Sentence:
        rules = call.account.part(Forwards).by_extension.get(self.extension, ())
        found = next((each for each in rules if each.kind == self.kind), None)
        return replace(found, enabled=True) if found else spoken.NOT_SET

    def _rule(self, call: Call) -> Forward | Sentence:
        target = target_for(call, self.extension, self.to)
        if target is None or (self.kind == "busy" and _is_mobile(call, self.extension)):
            return spoken.NOT_POSSIBLE
        rules = call.account.part(Forwards).by_extension.get(self.extension, ())
        same = (each for each in rules if each.kind == self.kind and each.author == "code")
        known = next((each.id for each in same), None)
        seconds = self.seconds if self.kind == "no_answer" else None
        rings = min(max(seconds, SHORTEST), LONGEST) if seconds is not None else None
        return Forward(
            known or uuid4(), self.extension, self.kind, (target,), author="code", ring_seconds=rings
        )


class LiftForwards(Step):
    """Switches forwarding off, for some kinds of an extension's calls or all."""

    type: ClassVar[str] = "lift_forwards"
    icon: ClassVar[str] = "phone-forwarded"
    group: ClassVar[str] = "people"

    extension: UUID
    kinds: tuple[Kind, ...] = KINDS

    async def run(self, call: Call) -> None:
        """It holds no more from this moment, and that is said."""
        await call.answer()
        forwards = call.account.part(Forwards)
        for rule in [*forwards.by_extension.get(self.extension, ())]:
            if rule.kind in self.kinds and rule.enabled:
                forwards.put(replace(rule, enabled=False))
        call.note(facts.LIFTED, extension=str(self.extension), kinds=list(self.kinds))
        text = lifted(self.kinds, call.language)
        await call.play([await call.world.sounds.spoken(text, call.language)])
        await call.hang_up()


def target_for(call: Call, extension: UUID, dialled: str) -> Target | None:
    """What a phone's digits mean as a target; None for the extension itself and what cannot be called."""
    account = call.account
    kind, thing = account.part(Plan).short.get(dialled, (None, None))
    if kind is not None and thing is not None:
        fits = thing != extension and flow_of(account, kind, thing) is not None
        return Target(kind, thing) if fits else None
    number = numbers.e164(dialled, account.country)
    own = account.part(numbers.Numbers).by_e164
    if number is None or number in own or numbers.is_emergency(dialled, account.country):
        return None
    return Target(OUTSIDE, outside=number)


def _is_mobile(call: Call, extension: UUID) -> bool:
    found = call.account.part(extensions.Extensions).by_id.get(extension)
    return found is not None and found.kind == "mobile"


def _told(rule: Forward) -> dict[str, object]:
    (target, *_) = rule.targets
    return {
        "rule": str(rule.id),
        "extension": str(rule.extension),
        "why": rule.kind,
        "author": rule.author,
        "ring_seconds": rule.ring_seconds,
        "target": {
            "kind": target.kind,
            "id": str(target.thing) if target.thing else None,
            "outside": target.outside,
            "seconds": target.seconds,
            "asks": target.asks,
        },
    }


def _said(call: Call, rule: Forward) -> str:
    target = rule.targets[0]
    if target.outside is not None:
        return caller_lists.digit_by_digit(target.outside, call.account.country)
    digits = call.account.part(Plan).digits.get(target.thing, "") if target.thing else ""
    return " ".join(digits)
