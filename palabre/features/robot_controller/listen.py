"""Puts lost callers into the list, and takes out who has spoken with the company in whatever way."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact, Kind
from palabre.features import queues
from palabre.features.robot_controller import facts as happened

SERVED = frozenset({"answered", "call_back", "led_away", "picked_up"})
HIMSELF = frozenset({"abandoned", "key"})
"""Only who leaves by himself can have done so too early to count; all others were sent away by us."""
LOST = """
    with entry as (
        insert into robot_entries as e (account_id, queue_id, number, called, state, missed_at, due_at)
        select r.account_id, r.queue_id, s.data->>'caller', s.data->>'dialled', 'waiting', $4::timestamptz,
            $4::timestamptz + make_interval(secs => r.interval_seconds)
        from robots r join facts s on s.account_id = r.account_id and s.call_id = $2 and s.seq = 1
        where r.account_id = $1 and r.queue_id = $3 and r.enabled
            and ($5::int is null or $5 >= r.ignore_seconds * 1000)
            and s.data->>'direction' = 'inbound' and s.data->>'caller' ~ '^[+][0-9]{7,15}$'
            and not exists (
                select from numbers n where n.account_id = $1 and n.e164 = s.data->>'caller')
        on conflict (account_id, number) where state in ('waiting', 'calling', 'tried')
            do update set misses = e.misses + 1
        returning e.*
    )
    select robot_note(entry::robot_entries, $4, 'robot_missed', jsonb_build_object('misses', misses))
    from entry
"""
SPOKEN = """
    with entry as (
        update robot_entries e set closed_at = $3, at_once = false, why = '',
            attempts = e.attempts + called.back,
            state = case called.back when 1 then 'recovered' else 'cancelled' end
        from (
            select o.id, max((f.kind = 'robot_client')::int) back
            from robot_entries o join facts f on f.account_id = $1 and f.call_id = $2 and (
                (f.kind = 'started' and f.data->>'caller' = o.number)
                or (f.kind = 'dialled' and f.data->>'to' = o.number and f.data->'parties' ? $4)
                or (f.kind = 'robot_client' and f.data->>'entry' = o.id::text)
            )
            where o.account_id = $1 and o.state in ('waiting', 'calling', 'tried') group by o.id
        ) called
        where e.account_id = $1 and e.id = called.id
        returning e.*
    )
    select robot_note(entry::robot_entries, $3, 'robot_ended', jsonb_build_object('state', state, 'why', why,
        'attempts', attempts, 'seconds', extract(epoch from $3::timestamptz - missed_at))) from entry
"""
OPEN = """
    select from robot_entries where account_id = any($1) and state in ('waiting', 'calling', 'tried') limit 1
"""
"""Asked once for all conversations of a batch: most companies wait for nobody."""
NOBODY = "SELECT 0"
RINGS = "update robot_entries set client_call = $3 where account_id = $1 and claim = $2"
RESULT = """
    update robot_entries set state = 'tried', why = $3
    where account_id = $1 and claim = $2 and state = 'calling'
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts."""
    watched = await _waiting(writer, facts)
    for fact in facts:
        data = fact.data
        match fact.kind:
            case queues.LEFT | queues.FULL if _lost(fact):
                waited = data["waited"] if data.get("why") in HIMSELF else None
                await writer.execute(LOST, fact.account, fact.call, data["queue"], fact.at, waited)
            case Kind.TALK_STARTED if watched:
                await writer.execute(SPOKEN, fact.account, fact.call, fact.at, data["party"])
            case happened.CLIENT:
                await writer.execute(RINGS, fact.account, data["claim"], fact.call)
            case happened.RESULT:
                await writer.execute(RESULT, fact.account, data["claim"], data["why"])


async def _waiting(writer: Writer, facts: list[Fact]) -> bool:
    """Whether a conversation of these facts may be with somebody in a list, or who comes into it now."""
    talked = {each.account for each in facts if each.kind == Kind.TALK_STARTED}
    if not talked:
        return False
    return any(_lost(each) for each in facts) or await writer.execute(OPEN, list(talked)) != NOBODY


def _lost(fact: Fact) -> bool:
    return fact.kind == queues.FULL or (fact.kind == queues.LEFT and fact.data["why"] not in SERVED)
