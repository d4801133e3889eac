"""What scenarios answer to the reader: problems in his language, and stories of trials."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from fastapi import Request

from palabre.calls.schemas import FactOut
from palabre.kit.access import Access
from palabre.kit.errors import Language
from palabre.kit.http import language_of
from palabre.routing.flow import Problem, ScenarioInvalid
from palabre.routing.models import Scenario
from palabre.routing.publish import found_in
from palabre.routing.schemas import Checked, HeardOut, ProblemOut, RangOut, StoryOut, TakenOut
from palabre.routing.schemas_tries import ResultOut
from palabre.routing.simulate import Story
from palabre.routing.tries import Result, TriesFailed


async def checked(access: Access, scenario: Scenario, request: Request) -> Checked:
    """What was found in a draft."""
    found = await found_in(access.session, scenario)
    language = language_of(request)
    return Checked(problems=in_words(found.problems, language), warnings=in_words(found.warnings, language))


@contextmanager
def listing(request: Request) -> Iterator[None]:
    """A refusal inside brings its problems or failed tries in `values`, in the reader's language."""
    try:
        yield
    except ScenarioInvalid as invalid:
        listed = in_words(invalid.problems, language_of(request))
        invalid.values["problems"] = [each.model_dump() for each in listed]
        raise
    except TriesFailed as failed:
        results = [result_of(each, language_of(request)) for each in failed.results]
        failed.values["tries"] = [each.model_dump(mode="json") for each in results]
        raise


def in_words(problems: Iterable[Problem], language: Language) -> list[ProblemOut]:
    """Problems as sentences."""
    return [
        ProblemOut(
            step=each.step, field=each.error.field, code=each.error.code, message=each.error.text(language)
        )
        for each in problems
    ]


def result_of(result: Result, language: Language) -> ResultOut:
    """What became of a try."""
    failed = in_words([Problem(None, each) for each in result.failures], language)
    tried = result.tried
    return ResultOut(id=tried.id, name=tried.name, passed=not failed, failures=failed)


def told(story: Story) -> StoryOut:
    """What became of a trial."""
    return StoryOut(
        path=[TakenOut.model_validate(each) for each in story.path],
        heard=[HeardOut.model_validate(each) for each in story.heard],
        rang=[
            RangOut(endpoint=each.endpoint, number=each.number, shown=each.caller.number)
            for each in story.rang
        ],
        outcome=story.outcome,
        ended_by=story.ended_by,
        seconds=story.seconds,
        facts=[FactOut(seq=each.seq, at=each.at, kind=each.kind, data=each.data) for each in story.facts],
    )
