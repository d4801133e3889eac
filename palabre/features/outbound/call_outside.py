"""What happens when an extension dials a number outside."""

from dataclasses import dataclass, replace
from uuid import UUID

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.facts import Kind
from palabre.features import numbers
from palabre.features.outbound import dial
from palabre.features.outbound.missed import not_reached, reached
from palabre.features.outbound.place_call import Result, Wanted, place_call
from palabre.features.outbound.refusals import OutsideRefused
from palabre.features.outbound.step import PATIENCE, DialNumber
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.tell import Tell

WHY = {
    "busy": Tell(sentence=spoken.EXTENSION_BUSY, cause=Cause.BUSY),
    "no_answer": Tell(sentence=spoken.NO_ANSWER, cause=Cause.NO_ANSWER),
    "unavailable": Tell(sentence=spoken.TRUNK_FAILED, cause=Cause.CONGESTION, always=True),
}


class CallOutside(DialNumber):
    """Rings a telephone number for an extension, with all that it may and wants."""

    by: UUID
    prefix: str | None = None
    withheld: bool | None = None

    async def run(self, call: Call) -> Result | Flow | None:
        """Ring, then talk; who is refused is told why, unless he has been passed on: he goes back."""
        missed: Result | Flow | None = "no_answer"
        try:
            missed = await place_call(call, self._wanted())
        except OutsideRefused as refused:
            call.note(Kind.REFUSED, why=refused.code)
            missed = None
            if call.seat.returns_to is not None:
                return "unavailable"
            await refused.told().run(call)
        finally:
            self._remember(call, missed)
        return missed

    def _remember(self, call: Call, missed: Result | Flow | None) -> None:
        """Whether somebody may call back who was not reached."""
        number = numbers.e164(self.number, call.account.country)
        if number is not None and any(each.kind == Kind.TALK_STARTED for each in call.log.facts):
            reached(call, number)
        elif number is not None and isinstance(missed, str):
            not_reached(call, self.by, number)

    def _wanted(self) -> Wanted:
        wanted = Wanted(self.number, self.seconds, self.shown, by=self.by, prefix=self.prefix)
        return replace(wanted, withheld=self.withheld, own=True)


@dataclass(frozen=True)
class Showing:
    """How a program wants a call to be shown: under an owned or verified number, or under none."""

    number: UUID | None = None
    withheld: bool | None = None


def flow_to(account: Account, extension: UUID, dialled: str, wish: Showing | None = None) -> Flow | None:
    """What happens when an extension dials something; None when that is no number outside."""
    found, wish = dial.read(account, dialled), wish or Showing()
    if found is None:
        return None
    step = CallOutside(
        number=found.number,
        seconds=PATIENCE,
        shown=wish.number,
        by=extension,
        prefix=found.prefix,
        withheld=found.withheld if wish.withheld is None else wish.withheld,
    )
    return single("outside", step, dict(WHY))
