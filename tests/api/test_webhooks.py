"""Events reach webhooks signed, in order and without loss, whatever is down or killed."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

import pytest

from palabre.calls.facts import Fact
from palabre.features.webhooks.deliver import deliver
from palabre.features.webhooks.jobs import forget
from palabre.features.webhooks.listen import hear
from palabre.kit.db import Database
from palabre.kit.outside import Question
from tests.outbox import Office, facts, until
from tests.portal import Company, code

URL = "https://shop.test/hook"


@pytest.fixture
def office(db: Database) -> Office:
    """The jobs' desk."""
    return Office(db)


def events(acme: Company, *names: str) -> Sequence[Fact]:
    """A call that emits events."""
    return facts(acme.id, "event_emitted", *({"name": name, "variables": {"key": "1"}} for name in names))


def names(asked: Sequence[Question]) -> list[str]:
    return [json.loads(each.body or "")["data"]["name"] for each in asked]


async def hook(acme: Company, **more: object) -> dict[str, Any]:
    return await acme.made("/webhooks", **{"name": "Shop", "url": URL, **more})


async def states(acme: Company, webhook: dict[str, Any]) -> list[str]:
    """Of its deliveries, oldest first."""
    page = (await acme.api.get(f"/webhooks/{webhook['id']}/deliveries")).json()
    return [each["state"] for each in reversed(page["items"])]


async def test_an_event_arrives_with_a_signature_that_the_receiver_can_check(
    acme: Company, office: Office
) -> None:
    webhook = await hook(acme)
    (fact,) = events(acme, "order.asked")
    async with office.works(deliver):
        await office.keep(hear, fact)
        asked = await office.receiver.next()
    headers = dict(asked.headers)
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{asked.body}".encode()
    key = base64.b64decode(webhook["secret"].removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{signature}"
    assert (asked.method, asked.url) == ("POST", URL)
    body = json.loads(asked.body or "")
    assert body["timestamp"].startswith("20")
    assert {**body, "timestamp": None} == {
        "type": "scenario.event",
        "timestamp": None,
        "account": str(acme.id),
        "call": str(fact.call),
        "sequence": 1,
        "data": {"name": "order.asked", "variables": {"key": "1"}},
    }


async def test_each_fact_goes_once_to_each_webhook_that_wants_it(
    acme: Company, beta: Company, office: Office
) -> None:
    first, second = await hook(acme), await hook(acme, name="Other")
    off, strange = await hook(acme, enabled=False), await hook(beta)
    told = events(acme, "a", "b")
    await office.keep(hear, *told)
    await office.keep(hear, *told)  # the journal is read again after a crash
    for company, webhook, count in ((acme, first, 2), (acme, second, 2), (acme, off, 0), (beta, strange, 0)):
        assert await states(company, webhook) == ["waiting"] * count


async def test_what_is_rolled_back_is_not_sent(acme: Company, office: Office) -> None:
    webhook = await hook(acme)
    async with office.db.pool.acquire() as connection:
        undone = connection.transaction()
        await undone.start()
        await hear(connection, list(events(acme, "a")))
        await undone.rollback()
    assert await states(acme, webhook) == []


async def test_a_receiver_that_was_down_hears_everything_in_order(acme: Company, office: Office) -> None:
    webhook = await hook(acme)
    office.receiver.status = None
    async with office.works(deliver):
        await office.keep(hear, *events(acme, "a", "b"))
        await office.receiver.next()
        await until(lambda: _failures(acme, webhook), 1)
        await office.keep(hear, *events(acme, "c"))
        await office.later(seconds=3)
        await office.receiver.next()
        await until(lambda: _failures(acme, webhook), 2)
        office.receiver.status = 200
        await office.later(seconds=11)
        await until(lambda: states(acme, webhook), ["delivered"] * 3)
    assert names(office.receiver.asked) == ["a", "a", "a", "b", "c"]
    assert await _failures(acme, webhook) == 0
    ids = {dict(each.headers)["webhook-id"] for each in office.receiver.asked[:3]}
    assert len(ids) == 1


async def _failures(acme: Company, webhook: dict[str, Any]) -> int:
    found: int = (await acme.api.get(f"/webhooks/{webhook['id']}")).json()["failures"]
    return found


async def test_an_event_that_is_refused_holds_up_no_other_one(acme: Company, office: Office) -> None:
    webhook = await hook(acme)
    office.receiver.refuses = {'"bad"'}
    async with office.works(deliver):
        await office.keep(hear, *events(acme, "bad", "good"))
        await until(lambda: states(acme, webhook), ["waiting", "delivered"])
        office.receiver.refuses = set()
        await office.later(seconds=3)
        await until(lambda: states(acme, webhook), ["delivered", "delivered"])
    assert names(office.receiver.asked) == ["bad", "good", "bad"]


async def test_after_a_day_an_event_is_given_up_and_can_be_sent_again_by_hand(
    acme: Company, office: Office
) -> None:
    webhook = await hook(acme)
    office.receiver.status = 503
    async with office.works(deliver):
        await office.keep(hear, *events(acme, "a"))
        await office.receiver.next()
        await until(lambda: _failures(acme, webhook), 1)
        await office.later(hours=25)
        await until(lambda: states(acme, webhook), ["given_up"])
        log = f"/webhooks/{webhook['id']}/deliveries"
        (shown,) = (await acme.api.get(log, params={"state": "given_up"})).json()["items"]
        assert (shown["attempts"], shown["status"], shown["error"]) == (2, 503, "HTTP 503")
        office.receiver.status = 200
        assert (await acme.api.post(f"{log}/{shown['id']}/again")).json()["state"] == "waiting"
        await office.later(seconds=0)
        await until(lambda: states(acme, webhook), ["delivered"])
    whole = (await acme.api.get(f"{log}/{shown['id']}")).json()
    assert (json.loads(whole["body"])["data"]["name"], whole["attempts"]) == ("a", 3)


async def test_a_job_killed_in_the_middle_is_done_by_the_next_one(acme: Company, office: Office) -> None:
    webhook = await hook(acme)
    office.receiver.holds.clear()
    async with office.works(deliver):
        await office.keep(hear, *events(acme, "a", "b"))
        killed = await office.receiver.next()
    assert await states(acme, webhook) == ["waiting", "waiting"]
    office.receiver.holds.set()
    async with office.works(deliver):
        await until(lambda: states(acme, webhook), ["delivered", "delivered"])
    again = office.receiver.asked[1]
    assert dict(killed.headers)["webhook-id"] == dict(again.headers)["webhook-id"]
    assert names(office.receiver.asked) == ["a", "a", "b"]


async def test_one_slow_receiver_holds_up_no_other_one(acme: Company, beta: Company, office: Office) -> None:
    slow, quick = await hook(acme), await hook(beta)
    office.receiver.holds.clear()
    async with office.works(deliver):
        await office.keep(hear, *events(acme, "slow"))
        await office.receiver.next()
        await office.keep(hear, *events(beta, "quick"))
        assert names([await office.receiver.next()]) == ["quick"]
        office.receiver.holds.set()
        await until(lambda: states(acme, slow), ["delivered"])
        await until(lambda: states(beta, quick), ["delivered"])


async def test_a_new_address_or_secret_is_used_at_once(acme: Company, office: Office) -> None:
    webhook = await hook(acme)
    path = f"/webhooks/{webhook['id']}"
    renewed = (await acme.api.post(f"{path}/secret")).json()
    assert renewed["secret"] != webhook["secret"]
    assert "secret" not in (await acme.api.get(path)).json()
    await acme.api.patch(path, json={"url": "https://new.test/"})
    async with office.works(deliver):
        await office.keep(hear, *events(acme, "a"))
        assert (await office.receiver.next()).url == "https://new.test/"


@pytest.mark.parametrize("url", ["ftp://a.test/", "https://user:word@a.test/", "nonsense", "http://"])
async def test_an_address_that_is_none_is_refused(acme: Company, url: str) -> None:
    answer = await acme.api.post("/webhooks", json={"name": "Shop", "url": url})
    assert (answer.status_code, code(answer)) == (422, "url_wrong")


async def test_the_log_of_what_was_heard_goes_after_a_month(acme: Company, office: Office) -> None:
    webhook = await hook(acme)
    async with office.works(deliver):
        await office.keep(hear, *events(acme, "a"))
        await until(lambda: states(acme, webhook), ["delivered"])
    await office.later(days=31)
    await forget(office.desk)
    assert await states(acme, webhook) == []


async def test_a_program_is_told_of_a_message_in_a_mailbox_but_not_of_every_recording(
    acme: Company, office: Office
) -> None:
    await hook(acme, events=["voicemail.left"])
    names = {"message": "m", "mailbox": "b", "caller": "+225", "caller_name": "Kofi"}
    left, recorded = {**names, "seconds": 3.5, "file": "f"}, {"seconds": 3.5}
    async with office.works(deliver):
        await office.keep(hear, *facts(acme.id, "recorded", recorded, left))
        asked = await office.receiver.next()
    body = json.loads(asked.body or "")
    assert (body["type"], body["data"]) == ("voicemail.left", {**names, "seconds": 3.5})
    assert len(office.receiver.asked) == 1


async def test_a_program_is_told_what_becomes_of_transfers_and_once_of_each(
    acme: Company, office: Office
) -> None:
    kinds = ["transfer.asked", "transfer.done", "transfer.refused", "transfer.came_back"]
    await hook(acme, events=kinds)
    who = {"by": "101", "to": "103", "how": "keys"}
    inside = {**who, "extension": "e", "call": "c"}
    told = [
        *facts(acme.id, "transfer_consults", {**inside, "party": "p"}),
        *facts(acme.id, "transferred", {**inside, "manner": "semi_attended"}),
        *facts(acme.id, "transferred", {**inside, "manner": "semi_attended", "came": True}),
        *facts(acme.id, "transfer_refused", {**who, "why": "number_unknown"}),
        *facts(acme.id, "transfer_returned", {"to": "101", "why": "busy"}),
        *facts(acme.id, "transfer_taken_back", {"to": "101"}),
    ]
    async with office.works(deliver):
        await office.keep(hear, *told)
        bodies = [json.loads((await office.receiver.next()).body or "") for _ in range(5)]
    assert [(each["type"], each["data"]) for each in bodies] == [
        ("transfer.asked", who),
        ("transfer.done", {**who, "manner": "semi_attended", "other_call": "c"}),
        ("transfer.refused", {**who, "why": "number_unknown"}),
        ("transfer.came_back", {"to": "101", "why": "busy"}),
        ("transfer.came_back", {"to": "101", "why": "taken_back"}),
    ]
    assert len(office.receiver.asked) == 5
