"""The mailbox on the phone, key by key."""

import asyncio
from typing import Any

import pytest

from palabre.calls.facts import Kind
from palabre.features.voicemail.keep import CHANGED, DELETED, FORWARDED
from palabre.kit.security_passwords import hashed
from tests.stage import MONDAY_MORNING, Stage, on_stage

PIN = hashed("4711")
MESSAGES = {
    "first": {"received_at": MONDAY_MORNING.replace(hour=9)},
    "second": {"received_at": MONDAY_MORNING.replace(day=1, hour=18, minute=5), "urgent": True},
    "old": {"heard_at": MONDAY_MORNING, "caller": ""},
}
COMPANY: dict[str, Any] = {
    "trunks": ["orange"],
    "numbers": {"+2252720001000": None},
    "extensions": {
        "101": {"phones": ["awa"]},
        "102": {"phones": ["kofi"]},
        "103": {"phones": ["ama"], "language": "en"},
    },
    "mailboxes": {
        "200": {"extension": "101", "pin_hash": PIN, "messages": MESSAGES},
        "201": {"extension": "102"},
        "202": {"extension": "103", "ask_pin": "always", "pin_hash": PIN, "language": "en"},
        "203": {"max_messages": 1, "messages": {"only": {}}},
        "204": {},
    },
}
PRESSING = 0.25
"""Between two keys: a phone sends them one after the other."""


async def typed(stage: Stage, keys: str) -> None:
    """He presses keys, one each time that he was asked, or digits in a row (`200#`)."""
    for each in keys.split():
        await asyncio.sleep(1.5)
        stage.phone.press(next(iter(stage.phone.parties)), each)
        await asyncio.sleep(PRESSING * len(each))


def visit(dials: str, keys: str, phone: str = "awa", company: dict[str, Any] = COMPANY) -> Stage:
    """Somebody dials, presses keys, and hangs up."""

    async def play(stage: Stage) -> None:
        stage.calls(f"{phone}@acme.test", dials)
        await asyncio.sleep(0.1)
        await typed(stage, keys)
        await asyncio.sleep(1)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)
        await stage.facts.ended.wait()

    return on_stage(company, play)


def heard(stage: Stage) -> list[str]:
    return [says for each in stage.phone.heard for says in each.says]


def test_ones_own_mailbox_opens_without_a_number_and_tells_what_waits() -> None:
    stage = visit("088", "1")
    assert heard(stage)[0] == "Vous avez 2 nouveaux messages et 1 ancien."
    assert heard(stage)[heard(stage).index("Message 1.") :][:3] == [
        "Message 1.",
        "Message urgent.",
        "message",
    ]
    assert stage.facts.of(Kind.STARTED)[0]["dialled"] == "088"


def test_messages_are_gone_through_urgent_ones_first_and_become_old_once_heard() -> None:
    stage = visit("088", "1 6 6 4 5 *")
    numbers = [each for each in heard(stage) if each.startswith("Message ") and each[8].isdigit()]
    assert numbers == ["Message 1.", "Message 2.", "Message 1.", "Message 1."]
    assert "Il n'y a pas d'autre message." in heard(stage)
    changed = [each.data["heard"] for each in stage.facts.all if each.kind == CHANGED]
    assert changed == [True, True]


def test_a_message_that_was_deleted_can_be_brought_back_until_the_folder_is_left() -> None:
    stage = visit("088", "1 7 7 6 7 * 1")
    deleted = [each for each in stage.facts.all if each.kind == DELETED]
    assert len(deleted) == 1
    assert [each for each in heard(stage) if "supprimé" in each or "rétabli" in each] == [
        *("Message supprimé.", "Message rétabli.", "Message supprimé."),
    ]
    assert heard(stage)[-1] == "Il n'y a aucun message dans ce dossier."


def test_the_other_folder_and_back_again() -> None:
    stage = visit("088", "2 1 1 9 0 #")
    assert "message" in heard(stage)
    assert [each.data["heard"] for each in stage.facts.all if each.kind == CHANGED] == [False]
    assert heard(stage)[-1] == "Merci de votre appel. Au revoir."


def test_date_and_number_are_spoken_and_the_sender_is_called_back() -> None:
    stage = visit("088", "1 6 3 3 3 2 1")
    said = "Reçu aujourd'hui à 9 heures, du 2 2 5 0 7 0 0 0 0 0 0 0 2."
    assert heard(stage).count(said) == 2
    entered = [each.data["type"] for each in stage.facts.all if each.kind == Kind.STEP_ENTERED]
    assert entered[:2] == ["check_mailbox", "dial_number"]


def test_yesterday_is_called_so() -> None:
    assert "Reçu hier à 18 heures 5, du 2 2 5 0 7 0 0 0 0 0 0 0 2." in heard(visit("088", "1 3 3"))


def test_a_sender_without_a_number_cannot_be_called() -> None:
    stage = visit("088", "2 1 1 3 2")
    assert "L'auteur de ce message a masqué son numéro." in heard(stage)


def test_a_message_is_forwarded_to_a_colleague_who_has_room() -> None:
    stage = visit("088", "1 8 203# 8 999# 8 102#")
    said = heard(stage)
    assert "Cette messagerie est pleine et ne peut plus recevoir de messages." in said
    assert "Aucune boîte vocale ne porte ce numéro." in said
    (forwarded,) = [each.data for each in stage.facts.all if each.kind == FORWARDED]
    assert (forwarded["by"], forwarded["urgent"]) == ("101", True)
    assert said[-2:-1] == ["Le message est transféré."]


def test_another_mailbox_opens_with_its_number_and_pin_and_the_log_keeps_no_pin() -> None:
    for dialled in ("0882004711", "088200*4711"):
        stage = visit(dialled, "1", phone="kofi")
        assert "message" in heard(stage)
        assert stage.facts.of(Kind.STARTED)[0]["dialled"] == "088200"
        assert "4711" not in str([each.data for each in stage.facts.all])


def test_a_pin_that_is_typed_is_not_in_the_log() -> None:
    stage = visit("088200", "4711# 1", phone="kofi")
    assert "message" in heard(stage)
    assert [each["key"] for each in stage.facts.of(Kind.KEY_PRESSED)] == ["•", "•", "•", "•", "•", "1"]


def test_by_the_extensions_number_its_own_mailbox_opens() -> None:
    assert "message" in heard(visit("0881014711", "1", phone="kofi"))


@pytest.mark.parametrize(
    ("dials", "phone", "said"),
    [
        ("0882001234", "kofi", "Ce code secret n'est pas le bon."),
        ("088201", "awa", "Cette boîte vocale n'a pas de code secret : elle s'ouvre"),
        ("088999", "awa", "Aucune boîte vocale ne porte ce numéro."),
        ("088", "ama", "Enter your PIN, then the hash key."),
        ("088204", "awa", "Vous n'avez aucun message."),
        ("088202", "awa", "Enter your PIN, then the hash key."),
    ],
    ids=["wrong PIN", "no PIN", "unknown", "PIN always", "nobody's", "its language"],
)
def test_who_may_not_or_not_yet_is_told_why(dials: str, phone: str, said: str) -> None:
    assert any(each.startswith(said) for each in heard(visit(dials, "", phone=phone)))


def test_without_an_own_mailbox_it_is_asked_for() -> None:
    company = {**COMPANY, "mailboxes": {"204": {}}}
    stage = visit("088", "204#", company=company)
    assert heard(stage)[:2] == [
        "Composez le numéro de la boîte vocale, puis dièse.",
        "Vous n'avez aucun message.",
    ]


def test_a_thousand_wrong_pins_get_nowhere_and_the_owner_still_gets_in() -> None:
    """The right one, 4711, is among the thousand."""

    async def play(stage: Stage) -> None:
        for number in range(4000, 5000):
            stage.facts.ended.clear()
            stage.calls("kofi@acme.test", f"088200{number}")
            await asyncio.sleep(0.5)
            for party in list(stage.phone.parties):
                stage.phone.leave(party)
            await stage.facts.ended.wait()
        stage.calls("awa@acme.test", "088")
        await asyncio.sleep(2)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)

    stage = on_stage(COMPANY, play)
    refused = [each.data["why"] for each in stage.facts.all if each.kind == "mailbox_refused"]
    opened = [each.call for each in stage.facts.all if each.kind == "mailbox_opened"]
    assert len(refused) == 1000
    assert refused.count("wrong_pin") < 30
    assert opened == [stage.facts.all[-1].call]


async def tries(stage: Stage, pins: list[str], phone: str = "kofi") -> None:
    """Somebody calls a mailbox again and again, each time with another PIN."""
    for pin in pins:
        stage.facts.ended.clear()
        stage.calls(f"{phone}@acme.test", f"088200{pin}")
        await asyncio.sleep(0.5)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)
        await stage.facts.ended.wait()


def refusals(stage: Stage) -> list[str]:
    return [each.data["why"] for each in stage.facts.all if each.kind == "mailbox_refused"]


def test_a_killed_process_does_not_shorten_a_guessers_pause() -> None:
    async def play(stage: Stage) -> None:
        await tries(stage, ["1111", "2222", "3333"])
        await stage.dies()
        await tries(stage, ["4711"])
        await asyncio.sleep(60)
        await tries(stage, ["4711"])

    stage = on_stage(COMPANY, play)
    assert refusals(stage) == ["wrong_pin", "wrong_pin", "wrong_pin", "locked"]
    assert [each.kind for each in stage.facts.all].count("mailbox_pin_right") == 1


def test_what_the_database_holds_of_wrong_pins_goes_on_counting() -> None:
    tried = {"wrong": 5, "last_at": MONDAY_MORNING, "until_at": MONDAY_MORNING}
    company = {**COMPANY, "mailboxes": {**COMPANY["mailboxes"], "200": {"pin_hash": PIN, "tries": tried}}}

    async def play(stage: Stage) -> None:
        await tries(stage, ["1111", "4711"])
        await asyncio.sleep(240)
        await tries(stage, ["4711"])

    assert refusals(on_stage(company, play)) == ["wrong_pin", "locked", "locked"]


def test_greetings_and_pin_are_changed_on_the_phone() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("awa@acme.test", "088")
        await asyncio.sleep(0.1)
        await typed(stage, "0 1")
        await asyncio.sleep(12)
        await typed(stage, "# 1 4 9876# 9876# *")
        await asyncio.sleep(8)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)
        await stage.facts.ended.wait()

    stage = on_stage(COMPANY, play)
    (greeting,) = [each.data for each in stage.facts.all if each.kind == "mailbox_greeting_set"]
    assert (greeting["which"], greeting["until"]) == ("busy", None)
    assert [each.kind for each in stage.facts.all].count("greeting_recorded") == 1
    (pin,) = [each.data for each in stage.facts.all if each.kind == "mailbox_pin_set"]
    assert pin["pin_hash"].startswith("$argon2id$")
    assert "9876" not in str([each.data for each in stage.facts.all if each.kind == Kind.KEY_PRESSED])


def test_a_temporary_greeting_lasts_for_as_many_days_as_were_typed() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("awa@acme.test", "088")
        await asyncio.sleep(0.1)
        await typed(stage, "0 3 2#")
        await asyncio.sleep(12)
        await typed(stage, "# 1")
        await asyncio.sleep(8)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)
        await stage.facts.ended.wait()

    stage = on_stage(COMPANY, play)
    (greeting,) = [each.data for each in stage.facts.all if each.kind == "mailbox_greeting_set"]
    assert (greeting["which"], greeting["until"]) == ("temporary", "2026-03-04T00:00:00+00:00")
