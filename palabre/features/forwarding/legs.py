"""The phones and outside numbers that a rule lets ring."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.facts import Kind as Core
from palabre.calls.parties import Attempt, ring_together
from palabre.features import caller_lists, extensions, numbers, outbound
from palabre.features.forwarding import chain, facts, spoken
from palabre.features.forwarding.snapshot import OUTSIDE, Forward, Kind, Target
from palabre.kit.errors import LANGUAGES, PalabreError
from palabre.phone.diversion import Diversion, Reason
from palabre.phone.port import Leg, Sound

LONGEST = 600
MOST_HOPS_AS_CALLER = 1
"""Who was sent on more often is shown as ours: the tries that a refused number costs would multiply."""
REASONS: dict[Kind, Reason] = {
    "always": "unconditional",
    "busy": "user-busy",
    "no_answer": "no-answer",
    "unavailable": "unavailable",
}


@dataclass
class Legs:
    """What rings at once: `all` the parties to call, with how the history names each; `seconds` for all."""

    all: list[Leg] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    seconds: int = 0
    outside: bool = False

    @classmethod
    async def of(cls, call: Call, rule: Forward, targets: tuple[Target, ...]) -> "Legs":
        """The legs to targets, and to the extension's own phones where the rule says so."""
        legs = cls(seconds=max((each.seconds for each in targets), default=0))
        if rule.together and rule.with_phones:
            legs._add_extension(call, rule.extension)
        for target in targets:
            if target.kind == OUTSIDE and target.outside is not None:
                await legs._add_outside(call, rule, target)
            elif target.kind == "extension" and target.thing is not None:
                legs._add_extension(call, target.thing, target.seconds)
        return legs

    def label(self, party: str) -> str:
        """Who a party is."""
        return self.labels.get(party, "")

    @property
    def name(self) -> str:
        """Who all of them are."""
        return ", ".join(dict.fromkeys(self.labels.values()))

    def _add_extension(self, call: Call, extension: UUID, seconds: int = LONGEST) -> None:
        known = call.account.part(extensions.Extensions).by_id.get(extension)
        if known is not None and not known.do_not_disturb:
            rung = [extensions.leg_to(call, each) for each in known.phones]
            self._add(rung, extensions.label_of(call, known), seconds)

    async def _add_outside(self, call: Call, rule: Forward, target: Target) -> None:
        """A number that is forbidden, or cannot be called, is left out; the facts say why."""
        number = target.outside or ""
        if caller_lists.refused_destination(call, number) is not None:
            return
        try:
            legs = outbound.legs_wanted(call, _wanted(call, rule, target))
        except PalabreError as trouble:
            texts = {each: trouble.text(each) for each in LANGUAGES}
            call.note(facts.SKIPPED, rule=str(rule.id), to=number, code=trouble.code, text=texts)
            return
        question = await _question(call, rule) if target.asks else None
        for leg in legs:
            shown = leg.caller.number
            call.note(facts.SHOWN, rule=str(rule.id), to=number, shown=shown, by=rule.shown, asks=target.asks)
        self.outside = self.outside or bool(legs)
        self._add([each.asking(question) for each in legs], number, target.seconds)

    def _add(self, legs: list[Leg], label: str, seconds: int) -> None:
        """Of several that ring together, each rings for its own time."""
        shorter = seconds < self.seconds
        self.all += [replace(each, seconds=seconds) if shorter else each for each in legs]
        self.labels |= {party: label for leg in legs for party in _parties(leg)}


def _wanted(call: Call, rule: Forward, target: Target) -> outbound.Wanted:
    account = call.account
    own = account.part(numbers.Numbers)
    company = own.default()
    mine: UUID | None = extensions.setting_of(account, rule.extension, "outgoing_number")
    if rule.shown == "company" and company is not None:
        mine = company.id
    dialled = own.by_e164.get(numbers.e164(call.dialled, account.country) or "")
    by = dialled or (own.by_id.get(mine) if mine else None) or company
    hops = chain.hops_before(call) + len(chain.chain(call))
    return outbound.Wanted(
        target.outside or "",
        target.seconds,
        mine,
        as_caller=rule.shown == "caller" and chain.hops_before(call) <= MOST_HOPS_AS_CALLER,
        by=rule.extension,
        diversion=Diversion(by.e164, REASONS[rule.kind], hops) if by else None,
    )


async def _question(call: Call, rule: Forward) -> Sound:
    """In the language of the one who is asked, not of the caller."""
    known = call.account.part(extensions.Extensions).by_id.get(rule.extension)
    language = (known.language if known else None) or call.account.language
    return await call.world.sounds.sentence(spoken.ACCEPT, language)


def _parties(leg: Leg) -> Iterator[str]:
    yield leg.party
    for other in (leg.plainer, leg.instead):
        if other is not None:
            yield from _parties(other)


async def ring_targets(call: Call, rule: Forward, legs: Legs) -> Attempt:
    """Ring them; each of several is in the history by its own name too."""
    together = len(dict.fromkeys(legs.labels.values())) > 1
    for leg in legs.all if together else ():
        call.note(Core.DIALLED, to=legs.label(leg.party), parties=[leg.party])
    ringing = ring_together(call, legs.all, legs.seconds, legs.name)
    if not legs.outside:
        return await ringing
    with chain.on_its_way(call, rule.extension):
        return await ringing
