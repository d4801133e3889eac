"""A supervisor asks what another version would have done with a call of yesterday."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from palabre.kit.db import Database
from palabre.routing.publish import account_in, flow_to_try
from palabre.routing.simulate import simulate
from palabre.routing.trial import ScriptedCall
from tests.api.test_scenarios import drawn
from tests.api.test_scenarios_tries import choice
from tests.portal import Company, code

YESTERDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
ONE = {"keys": [{"key": "1", "after_prompt": 1, "after_seconds": 1}]}


async def called(acme: Company, db: Database, path: str, over: bool = True) -> str:
    """A call through the first version, kept as the call process keeps calls."""
    async with db.session(acme.id) as session:
        flow = await flow_to_try(session, UUID(path.rpartition("/")[2]), 1)
        account = await account_in(session)
    trial = ScriptedCall.model_validate(ONE).trial(account, YESTERDAY)
    facts = (await simulate(account, flow, trial)).facts
    rows = [(acme.id, each.call, each.seq, each.at, each.kind, each.data) for each in facts]
    await db.pool.executemany(
        "insert into facts (account_id, call_id, seq, at, kind, data) values ($1, $2, $3, $4, $5, $6)",
        rows if over else rows[:-1],
    )
    return str(facts[0].call)


async def test_the_same_version_does_what_it_did(acme: Company, db: Database) -> None:
    path = await drawn(acme, draft=choice())
    await acme.api.post(path + "/publish")
    call = await called(acme, db, path)
    replayed = (await acme.api.post(path + "/versions/1/replay", json={"call_id": call})).json()
    assert (replayed["departure"], replayed["assumed"]) == (None, [])
    assert [each["step"] for each in replayed["story"]["path"]] == ["ask", "sales", "bye"]
    assert replayed["story"]["facts"][0]["at"] == "2026-03-02T10:00:00Z"


async def test_the_draft_would_have_done_something_else(acme: Company, db: Database) -> None:
    path = await drawn(acme, draft=choice())
    await acme.api.post(path + "/publish")
    call = await called(acme, db, path)
    await acme.api.put(path + "/draft", json=choice(key="2"))
    replayed = (await acme.api.post(path + "/versions/draft/replay", json={"call_id": call})).json()
    departure = replayed["departure"]
    assert (departure["place"], departure["was"]["exit"], departure["now"]["exit"]) == (0, "1", "wrong_key")


async def test_a_call_that_goes_on_or_is_not_known_is_not_replayed(
    acme: Company, beta: Company, db: Database
) -> None:
    path = await drawn(acme, draft=choice())
    await acme.api.post(path + "/publish")
    call = await called(acme, db, path, over=False)
    refusal = await acme.api.post(path + "/versions/1/replay", json={"call_id": call})
    assert (refusal.status_code, code(refusal)) == (409, "call_not_over")
    unknown = await acme.api.post(path + "/versions/1/replay", json={"call_id": str(uuid4())})
    assert (code(unknown), unknown.json()["error"]["field"]) == ("not_found", "call_id")
    assert code(await acme.api.post(path + "/versions/0/replay", json={"call_id": call})) == "invalid_input"
    theirs = await drawn(beta, draft=choice())
    stolen = await beta.api.post(theirs + "/versions/draft/replay", json={"call_id": call})
    assert code(stolen) == "not_found"
