"""The souffleur on the stage: who hears the supervisor, who may, and where he goes after the conversation."""

import asyncio
from typing import Any

import pytest

from palabre.features.whisper.ear import MODE
from palabre.features.whisper.spoken import CONVERSATION_OVER, LISTENING, NOBODY_TALKS, NOT_ALLOWED
from palabre.features.whisper.take_over import TAKEN_OVER
from palabre.phone.script import Answers, Script
from tests.company import ident
from tests.stage import Stage, on_stage

CLIENT = "trunk-orange"
COMPANY: dict[str, Any] = {
    "language": "en",
    "extensions": {
        "101": {"phones": ["anna"]},
        "102": {"phones": ["bob"]},
        "103": {"phones": ["carol"], "group": "shop"},
        "104": {"phones": ["dan"]},
        "105": {"phones": ["eve"]},
    },
    "groups": {"shop": {}},
    "supervisors": {"104": None, "105": "shop"},
    "scenarios": {
        "hotline": {
            "document": {
                "start": "a",
                "steps": {
                    "a": {"type": "dial_extension", "fields": {"extension": str(ident("101"))}},
                    "end": {"type": "hang_up"},
                },
            }
        }
    },
    "numbers": {"+2252720001000": "hotline"},
    "trunks": ["orange"],
}
SCRIPT = Script(others=Answers(1, None))


def at(name: str) -> str:
    """A phone's SIP identity."""
    return f"{name}@acme.test"


def party(stage: Stage, endpoint: str) -> str:
    """The only party of a phone or trunk."""
    (found,) = stage.dispatcher.world.lines.of(endpoint)
    return found


async def conversation(stage: Stage) -> str:
    """A client talks with Anna; her party."""
    stage.calls(CLIENT, "+2252720001000")
    await asyncio.sleep(3)
    return party(stage, at("anna"))


async def enters(stage: Stage, digits: str, phone: str = "dan") -> str:
    """A supervisor dials a code, and hears what it says first; his party."""
    stage.calls(at(phone), digits)
    await asyncio.sleep(15)
    return next(iter(stage.dispatcher.world.lines.of(at(phone))), "")


def said(stage: Stage) -> list[str]:
    """What has been said to anybody."""
    return [text for each in stage.phone.heard for text in each.says]


def heard_by(stage: Stage, agent: str) -> list[str]:
    """To whom those speak who listen to the agent."""
    return list(stage.phone.listened_by(agent).values())


async def nobody_is_left(stage: Stage, *names: str) -> None:
    """All hang up, and nothing remains."""
    for name in names:
        stage.phone.leave(name)
    await asyncio.sleep(20)
    assert stage.leftovers() == []


@pytest.mark.parametrize(("key", "heard"), [("1", "nobody"), ("2", "party"), ("3", "both")])
def test_a_key_changes_the_mode_without_dialling_again(key: str, heard: str) -> None:
    async def play(stage: Stage) -> None:
        agent = await conversation(stage)
        supervisor = await enters(stage, "078101")
        assert heard_by(stage, agent) == ["nobody"]
        stage.phone.press(supervisor, key)
        await asyncio.sleep(1)
        (ear,) = stage.phone.listened_by(agent)
        assert stage.phone.listened_by(agent)[ear] == heard
        assert stage.phone.together(supervisor) == {ear}
        await nobody_is_left(stage, party(stage, CLIENT), supervisor)

    stage = on_stage(COMPANY, play, SCRIPT)
    assert LISTENING.en in said(stage)


@pytest.mark.parametrize(("code", "mode"), [("079", "whisper"), ("080", "barge")])
def test_the_microphone_is_off_until_a_key_puts_it_on(code: str, mode: str) -> None:
    async def play(stage: Stage) -> None:
        agent = await conversation(stage)
        supervisor = await enters(stage, f"{code}101")
        assert heard_by(stage, agent) == ["nobody"]
        stage.phone.press(supervisor, "0")
        await asyncio.sleep(1)
        assert heard_by(stage, agent) == [{"whisper": "party", "barge": "both"}[mode]]
        stage.phone.press(supervisor, "0")
        await asyncio.sleep(1)
        assert heard_by(stage, agent) == ["nobody"]

    stage = on_stage(COMPANY, play, SCRIPT)
    modes = [(each.data["mode"], each.data["microphone"]) for each in stage.facts.all if each.kind == MODE]
    assert modes == [(mode, False), (mode, True), (mode, False)]


def test_a_company_can_have_the_microphone_on_from_the_start_and_the_agent_told() -> None:
    async def play(stage: Stage) -> None:
        agent = await conversation(stage)
        await enters(stage, "079101")
        assert heard_by(stage, agent) == ["party"]

    stage = on_stage(COMPANY | {"whisper": {"microphone": True, "notice": True}}, play, SCRIPT)
    assert LISTENING.en not in said(stage)
    assert "beep" in said(stage)


def test_several_coach_one_agent() -> None:
    async def play(stage: Stage) -> None:
        agent = await conversation(stage)
        await enters(stage, "078101")
        await enters(stage, "078101", "bob")
        assert heard_by(stage, agent) == ["nobody", "nobody"]

    on_stage(COMPANY | {"supervisors": {"104": None, "102": None}}, play, SCRIPT)


@pytest.mark.parametrize(
    ("phone", "digits", "told"),
    [
        ("bob", "078101", NOT_ALLOWED),
        ("eve", "078101", NOT_ALLOWED),
        ("dan", "078104", NOT_ALLOWED),
        ("dan", "078102", NOBODY_TALKS),
        ("eve", "079103", NOBODY_TALKS),
    ],
    ids=["no right", "another department", "himself", "no conversation", "own department"],
)
def test_who_may_not_or_has_nobody_to_listen_to_is_told(phone: str, digits: str, told: Any) -> None:
    async def play(stage: Stage) -> None:
        agent = await conversation(stage)
        await enters(stage, digits, phone)
        assert heard_by(stage, agent) == []
        await nobody_is_left(stage, party(stage, CLIENT))

    assert told.en in said(on_stage(COMPANY, play, SCRIPT))


def test_a_supervisor_takes_over_and_the_agent_is_free() -> None:
    async def play(stage: Stage) -> None:
        await conversation(stage)
        supervisor = await enters(stage, "078101")
        stage.phone.press(supervisor, "4")
        await asyncio.sleep(2)
        client = party(stage, CLIENT)
        assert stage.phone.together(client) == {supervisor}
        assert stage.dispatcher.world.lines.count(at("anna")) == 0
        await nobody_is_left(stage, client)

    facts = on_stage(COMPANY, play, SCRIPT).facts
    assert [each.data["by"] for each in facts.all if each.kind == TAKEN_OVER] == ["104"]
    talks = [each.data["with"] for each in facts.all if each.kind == "talk_started"]
    assert talks == ["101", "104"]


def test_taking_over_at_once_by_code() -> None:
    async def play(stage: Stage) -> None:
        await conversation(stage)
        supervisor = await enters(stage, "081101")
        assert stage.phone.together(party(stage, CLIENT)) == {supervisor}

    on_stage(COMPANY, play, SCRIPT)


def test_when_the_conversation_is_over_the_supervisor_is_told() -> None:
    async def play(stage: Stage) -> None:
        await conversation(stage)
        await enters(stage, "078101")
        stage.phone.leave(party(stage, CLIENT))
        await asyncio.sleep(20)
        assert stage.leftovers() == []

    assert CONVERSATION_OVER.en in said(on_stage(COMPANY, play, SCRIPT))


@pytest.mark.parametrize(("follows", "at_whom"), [("client", CLIENT), ("agent", None)])
def test_after_a_transfer_he_follows_whom_the_company_says(follows: str, at_whom: str | None) -> None:
    async def play(stage: Stage) -> None:
        agent = await conversation(stage)
        supervisor = await enters(stage, "078101")
        stage.phone.press(supervisor, "2")
        stage.phone.press(agent, "*102#")
        await asyncio.sleep(5)
        client = party(stage, CLIENT)
        assert heard_by(stage, client) == (["other"] if at_whom else [])
        await nobody_is_left(stage, client, supervisor)

    on_stage(COMPANY | {"whisper": {"follows": follows}}, play, SCRIPT)


def test_a_killed_process_lets_the_supervisor_in_again_with_his_microphone_off() -> None:
    async def play(stage: Stage) -> None:
        agent = await conversation(stage)
        supervisor = await enters(stage, "078101")
        stage.phone.press(supervisor, "2")
        await asyncio.sleep(1)
        await stage.dies()
        await asyncio.sleep(20)
        assert heard_by(stage, agent) == ["nobody"]
        await nobody_is_left(stage, party(stage, CLIENT), supervisor)

    on_stage(COMPANY, play, SCRIPT)
