"""Where in a JSON answer a value stands: `customer.phones[0].number`.

The paths are the singular queries of RFC 9535 (2.3.5.1), which name at most one value; the leading `$` may be
left out. A whole query language would let a scenario ask for more work than a call has time for.
"""

import re
from typing import Any

from palabre.calls.variables import Value

LONGEST = 200
_PART = re.compile(
    r"""
    \.?(?P<name>[^\W\d][\w-]*) | \[(?P<place>-?\d{1,6})\]
    | \['(?P<single>[^'\\]*)'\] | \["(?P<double>[^"\\]*)"\]
    """,
    re.VERBOSE,
)
Part = str | int


def parse(path: str) -> tuple[Part, ...]:
    """The names and places that a path goes through. Raises ValueError."""
    rest = path.strip().removeprefix("$")
    parts: list[Part] = []
    while rest:
        found = _PART.match(rest)
        if found is None:
            raise ValueError("not a path such as customer.phones[0]")
        place = found["place"]
        words = (found["name"], found["single"], found["double"])
        parts.append(int(place) if place else next(each for each in words if each is not None))
        rest = rest[found.end() :]
    return tuple(parts)


def find(answer: Any, path: tuple[Part, ...]) -> Any:
    """The value at a path; None when there is none."""
    for part in path:
        if isinstance(part, int):
            inside = isinstance(answer, list) and -len(answer) <= part < len(answer)
        else:
            inside = isinstance(answer, dict) and part in answer
        if not inside:
            return None
        answer = answer[part]
    return answer


def plain(found: Any) -> Value | None:
    """A found value as a variable can hold it; lists and objects are more than that."""
    return found if isinstance(found, str | int | float) else None
