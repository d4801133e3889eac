"""The figures of queues, summed from the log alone, by the database: a month of it is too much to load."""

from palabre.features.queues import facts

_LEFT = f"kind = '{facts.LEFT}'"
_ANSWERED = f"{_LEFT} and data->>'why' = 'answered'"
_TAKEN = f"kind = '{facts.ANSWERED}'"
_WAITED = "(data->>'waited')::float / 1000"
_TALKED = "(data->>'talked')::float / 1000"


def _count(what: str) -> str:
    return f"count(*) filter (where {what})"


LINE = f"""
    {_count(_LEFT)} as left_line,
    {_count(_ANSWERED)} as answered,
    {_count(f"{_LEFT} and data->>'why' = 'abandoned'")} as abandoned,
    {_count(f"{_ANSWERED} and {_WAITED} <= service_seconds")} as in_time
"""
"""Who has left the line, and how; of the callers who were answered, those in time."""

PART = f"""
    {LINE},
    {_count(f"kind = '{facts.JOINED}'")} as joined,
    avg({_WAITED}) filter (where {_ANSWERED}) as mean_wait
"""

WHOLE = f"""
    {PART},
    max({_WAITED}) filter (where {_ANSWERED}) as longest_wait,
    {_count(f"kind = '{facts.FULL}'")} as "full",
    {_count(f"kind = '{facts.OFFERED}'")} as offered,
    {_count(f"kind = '{facts.MISSED}'")} as missed,
    {_count(f"kind = '{facts.WITHDRAWN}'")} as withdrawn,
    {_count(f"{_TAKEN} and data->>'waited' is null")} as called_back,
    avg({_TALKED}) filter (where kind = '{facts.SERVED}' and {_TALKED} > 0) as mean_talk,
    avg(abs((data->>'estimate')::float - {_WAITED})) filter (where {_TAKEN}) as estimate_error
"""

_KINDS = ", ".join(
    f"'{each}'"
    for each in (
        *(facts.FULL, facts.JOINED, facts.OFFERED, facts.MISSED),
        *(facts.WITHDRAWN, facts.ANSWERED, facts.SERVED, facts.LEFT),
    )
)
OF_QUEUES = "queues q join facts f on f.account_id = q.account_id and f.data->>'queue' = q.id::text"
OF_ONE = f"""
    {OF_QUEUES} where q.id = :queue and kind in ({_KINDS}) and at >= :since and at < :until
"""
"""What happened in one queue in a period, as far as figures count it."""


def share(in_time: int, left_line: int) -> float | None:
    """The service level; None where nobody has left the line."""
    return in_time / left_line if left_line else None
