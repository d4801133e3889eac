"""Whether a trial became what was expected of it."""

from collections.abc import Callable, Iterable, Iterator
from operator import eq
from typing import Annotated

from pydantic import Field, StringConstraints

from palabre.calls.facts import Kind
from palabre.calls.summary import Outcome
from palabre.kit.errors import PalabreError
from palabre.kit.inputs import Input
from palabre.routing.flow import StepName
from palabre.routing.simulate import Story, Taken

Way = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Dialled = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class Expected(Input):
    """What must become of a scripted call; what is not given may be as it likes.

    With nothing given, the call must come to an end without a fault.
    """

    path: list[Way] | None = Field(
        None, max_length=500, description="every step that it goes through: `step` or `step > exit`"
    )
    heard: list[Words] = Field([], max_length=100, description="texts heard in this order, among others")
    rang: list[Dialled] = Field([], max_length=100, description="who is rung, in this order, among others")
    outcome: Outcome | None = None
    ends_in: StepName | None = Field(None, description="the last step")


class WentElsewhere(PalabreError):
    """The call took another way."""

    code, status = "went_elsewhere", 422
    fr = "L'appel devait passer par : {expected} ; il est passé par : {got}."
    en = "The call should have gone: {expected}; it went: {got}."


class NotHeard(PalabreError):
    """A text was not heard, or not in its turn."""

    code, status = "not_heard", 422
    fr = "« {expected} » n'a pas été entendu à sa place ; entendu : {got}."
    en = "“{expected}” was not heard in its turn; heard: {got}."


class NotRung(PalabreError):
    """Somebody was not rung, or not in his turn."""

    code, status = "not_rung", 422
    fr = "{expected} devait sonner à son tour ; a sonné : {got}."
    en = "{expected} should have been rung in turn; rung: {got}."


class CameOutOtherwise(PalabreError):
    """The call had another outcome."""

    code, status = "came_out_otherwise", 422
    fr = "Le résultat devait être « {expected} » ; c'est « {got} »."
    en = "The outcome should have been “{expected}”; it is “{got}”."


class EndedElsewhere(PalabreError):
    """The call ended in another step."""

    code, status = "ended_elsewhere", 422
    fr = "L'appel devait se terminer à l'étape « {expected} » ; il s'est terminé à « {got} »."
    en = "The call should have ended in step “{expected}”; it ended in “{got}”."


class Faulty(PalabreError):
    """Something in the scenario did not work."""

    code, status = "faulty", 422
    fr = "Une étape a échoué : {got}."
    en = "A step failed: {got}."


def failures(expected: Expected, story: Story) -> list[PalabreError]:
    """Everything in which a story is not what was expected of it."""
    return list(_failures(expected, story))


def _failures(expected: Expected, story: Story) -> Iterator[PalabreError]:
    if expected == Expected() and story.outcome is Outcome.FAILED:
        troubles = [each.data["text"] for each in story.facts if each.kind == Kind.FAILED]
        yield Faulty(got=", ".join(troubles))
    if expected.path is not None and not _same_way(expected.path, story.path):
        yield WentElsewhere(expected=_joined(expected.path), got=_joined(map(_way, story.path)))
    heard = [says for each in story.heard for says in each.says]
    if (text := _out_of_turn(expected.heard, heard, _says)) is not None:
        yield NotHeard(expected=text, got=_joined(heard, " / "))
    rang = [each.data["to"] for each in story.facts if each.kind == Kind.DIALLED]
    if (number := _out_of_turn(expected.rang, rang, eq)) is not None:
        yield NotRung(expected=number, got=_joined(rang))
    if expected.outcome not in (None, story.outcome):
        yield CameOutOtherwise(expected=expected.outcome.value, got=story.outcome.value)
    last = story.path[-1].step if story.path else "–"
    if expected.ends_in not in (None, last):
        yield EndedElsewhere(expected=expected.ends_in, got=last)


def _same_way(expected: list[str], path: tuple[Taken, ...]) -> bool:
    ways = [(each.step, _way(each)) for each in path]
    return len(ways) == len(expected) and all(
        each in names for each, names in zip(expected, ways, strict=True)
    )


def _way(taken: Taken) -> str:
    """`step > exit`, without the version of a scenario that it went on with."""
    return taken.step + (f" > {taken.exit.partition(':')[0]}" if taken.exit else "")


def _out_of_turn(wanted: list[str], found: list[str], fits: Callable[[str, str], bool]) -> str | None:
    """The first of the wanted that does not come after those before it."""
    rest = iter(found)
    for each in wanted:
        if not any(fits(each, one) for one in rest):
            return each
    return None


def _says(wanted: str, heard: str) -> bool:
    """Whether a text is heard inside another, however both are spaced and capitalised."""
    return _plain(wanted) in _plain(heard)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _joined(parts: Iterable[str], by: str = ", ") -> str:
    return by.join(parts) or "–"
