"""Text messages: templates that people write, an outbox that loses none."""

from collections.abc import Sequence
from uuid import uuid4

import pytest

from palabre.calls.facts import Fact
from palabre.features.sms.listen import hear
from palabre.features.sms.provider import Outgoing, SmsRefused
from palabre.features.sms.send import Sending, send_waiting
from palabre.kit.db import Database
from palabre.kit.outside import Outside, Unreachable
from palabre.routing.flow import Document
from tests.outbox import Office, facts, until
from tests.portal import Company, code

TEMPLATE = {"name": "Thanks", "sender": "Acme", "text": "Thank you {{caller_name}}!"}


@pytest.fixture
def office(db: Database) -> Office:
    """The jobs' desk."""
    return Office(db)


class Carrier:
    """A provider that obeys: `trouble` is what it raises."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.taken: list[Outgoing] = []

    async def send(self, message: Outgoing, outside: Outside) -> str | None:
        """Take it or not."""
        self.taken.append(message)
        if self.trouble:
            raise self.trouble
        return f"number {len(self.taken)}"


def asked(acme: Company, *texts: str) -> Sequence[Fact]:
    """A call that has text messages sent."""
    usual = {"sender": "Acme", "recipient": "+2250700000001", "encoding": "gsm7", "parts": 1}
    ids = [{"message": str(uuid4()), "template": str(uuid4())} for _ in texts]
    said = [{**usual, **own, "text": text} for own, text in zip(ids, texts, strict=True)]
    return facts(acme.id, "sms_asked", *said)


async def states(acme: Company) -> dict[str, str]:
    items = (await acme.api.get("/sms")).json()["items"]
    return {each["text"]: each["state"] for each in items}


async def test_a_message_of_a_call_is_kept_in_the_outbox(acme: Company, office: Office) -> None:
    (fact,) = asked(acme, "Merci !")
    async with office.works(send_waiting):
        await office.keep(hear, fact)
        await office.keep(hear, fact)  # the journal is read again after a crash
        await until(lambda: states(acme), {"Merci !": "sent"})
    (shown,) = (await acme.api.get("/sms")).json()["items"]
    assert (shown["recipient"], shown["provider"], shown["parts"]) == ("+2250700000001", "outbox", 1)
    assert (shown["call_id"], shown["attempts"]) == (str(fact.call), 1)
    assert (await acme.api.get(f"/sms/{shown['id']}")).json() == shown


async def test_a_provider_that_is_away_is_tried_again(acme: Company, office: Office) -> None:
    carrier = Carrier()
    carrier.trouble = Unreachable(host="sms.test", reason="down")
    async with office.works(Sending(carrier).run):
        await office.keep(hear, *asked(acme, "a"))
        await until(lambda: _attempts(acme), 1)
        carrier.trouble = None
        await office.later(seconds=3)
        await until(lambda: states(acme), {"a": "sent"})
    (shown,) = (await acme.api.get("/sms", params={"state": "sent"})).json()["items"]
    assert (shown["provider_id"], shown["error"]) == ("number 2", None)
    assert carrier.taken[0].id == carrier.taken[1].id


async def _attempts(acme: Company) -> int:
    found: int = (await acme.api.get("/sms")).json()["items"][0]["attempts"]
    return found


@pytest.mark.parametrize("patient", [True, False])
async def test_a_message_that_cannot_be_sent_has_failed(acme: Company, office: Office, patient: bool) -> None:
    carrier = Carrier()
    refused, away = SmsRefused(reason="no such number"), Unreachable(host="sms.test", reason="down")
    carrier.trouble = refused if patient else away
    await office.keep(hear, *asked(acme, "a"))
    await office.later(hours=0 if patient else 25)
    async with office.works(Sending(carrier).run):
        await until(lambda: states(acme), {"a": "failed"})
    assert len(carrier.taken) == 1


async def test_a_template_tells_how_many_messages_it_takes(acme: Company) -> None:
    made = await acme.made("/sms-templates", **TEMPLATE)
    assert (made["recipient"], made["encoding"], made["parts"]) == ("{{num_a}}", "gsm7", 1)
    path = f"/sms-templates/{made['id']}"
    changed = (await acme.api.patch(path, json={"text": "ê" * 71})).json()
    assert (changed["encoding"], changed["parts"]) == ("ucs2", 2)
    assert (await acme.api.get(path)).json() == changed
    assert (await acme.api.get("/sms-templates")).json()["items"] == [changed]
    assert (await acme.api.delete(path)).status_code == 204


async def test_a_template_that_a_scenario_needs_stays(acme: Company) -> None:
    made = await acme.made("/sms-templates", **TEMPLATE)
    step = {"type": "sms", "fields": {"template": made["id"]}, "exits": {"done": "end"}}
    document = Document.model_validate({"start": "sms", "steps": {"sms": step, "end": {"type": "hang_up"}}})
    await acme.made("/scenarios", name="Main", draft=document.model_dump())
    answer = await acme.api.delete(f"/sms-templates/{made['id']}")
    assert (answer.status_code, code(answer)) == (409, "used_by_scenario")


@pytest.mark.parametrize("sender", ["+2252720001000", "33700", "Acme", "Dupont-Fils", "ABC 123"])
async def test_a_sender_is_a_number_or_a_short_name(acme: Company, sender: str) -> None:
    made = await acme.made("/sms-templates", **{**TEMPLATE, "sender": sender})
    assert made["sender"] == sender


@pytest.mark.parametrize("sender", ["Twelve chars", "Société", "1 2 3", "--", "", "+"])
async def test_other_senders_are_refused(acme: Company, sender: str) -> None:
    answer = await acme.api.post("/sms-templates", json={**TEMPLATE, "sender": sender})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "sender")
