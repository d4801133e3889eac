"""The souffleur, heard: each side speaks a tone, and every phone is asked what it hears of the others."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from palabre.calls.spoken import BEEP
from palabre.features.whisper.spoken import CONVERSATION_OVER, LISTENING, NOBODY_TALKS, NOT_ALLOWED
from palabre.kit.tests.test_audio import sine, upload
from tests.phone.company import Company
from tests.phone.kit import Call, Carrier, Phone, hearing
from tests.phone.kit.sound import LEVEL

CLIENT, AGENT, SUPERVISOR = 620.0, 1010.0, 1735.0
"""What the codec adds to the first two, and to the music, lies at multiples of 10 Hz: not at the third."""
MUSIC = 450
SILENT, HEARD = -60.0, -25.0
"""What a phone hears of the supervisor, in dB of how loud he speaks: not at all, or well."""
CODEC = -50.0
"""The same of the others, where the codec adds to the sum of two voices."""
LISTENS = 1.0
SHORTEST = 0.1
"""What is shorter is part of another sound."""
Figure = Callable[[str], None]
Heard = dict[str, dict[float, float]]
MODES = {"listen": "1", "whisper": "2", "barge": "3", "take_over": "4"}
HEARS: dict[str, dict[str, tuple[float, ...]]] = {
    "listen": {"client": (AGENT,), "agent": (CLIENT,), "supervisor": (CLIENT, AGENT)},
    "whisper": {"client": (AGENT,), "agent": (CLIENT, SUPERVISOR), "supervisor": (CLIENT, AGENT)},
    "barge": {"client": (AGENT, SUPERVISOR), "agent": (CLIENT, SUPERVISOR), "supervisor": (CLIENT, AGENT)},
    "take_over": {"client": (SUPERVISOR,), "supervisor": (CLIENT,)},
}
"""Whom each of them hears, on each mode's key."""


@dataclass
class Scene:
    """A client talks with an agent at 101, and a supervisor at 104 is about to come; 102 is free."""

    acme: Company
    carrier: Carrier
    client: Call
    agent: Call
    supervisor: Phone
    colleague: Phone

    async def enters(self, code: str = "078", extension: str = "101") -> Call:
        """The supervisor dials a code and speaks his tone; he hears the client by then."""
        call = await self.supervisor.dial(f"{code}{extension}")
        await call.answered()
        call.play_tone(SUPERVISOR)
        await call.hears_tone(CLIENT, within=15)
        return call

    async def passed_on(self, speaks: Call) -> Call:
        """Whoever talks with the client transfers him to the colleague, who speaks as the agent has."""
        await speaks.transfer(f"sip:102@{self.acme.domain}")
        taker = await self.colleague.incoming()
        await taker.answer()
        taker.play_tone(AGENT)
        await self.client.hears_tone(AGENT)
        return taker


async def staged(acme: Company, **settings: object) -> Scene:
    """Everybody speaks his tone."""
    agent, supervisor, colleague = await acme.staff("101", "104", "102")
    assert (await acme.api.put(f"/supervisors/{acme.extensions['104']}", json={})).is_success
    assert (await acme.api.patch("/hold", json={"music_id": await _music(acme)})).is_success
    assert (await acme.api.patch("/whisper/settings", json=settings)).is_success
    number = await acme.number(await acme.scenario(acme.ring("101")))
    carrier = await acme.carrier()
    client = await carrier.dial(number, "+2250700000001")
    incoming = await agent.incoming()
    await incoming.answer()
    await client.answered()
    client.play_tone(CLIENT)
    incoming.play_tone(AGENT)
    await client.hears_tone(AGENT)
    return Scene(acme, carrier, client, incoming, supervisor, colleague)


async def _music(acme: Company) -> str:
    files = {"file": ("attente.wav", upload(sine(8000, seconds=2.0, frequency=MUSIC)))}
    fields = {"name": "Attente", "language": "fr", "kind": "music"}
    made = await acme.api.post("/greetings/upload", data=fields, files=files)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def levels(call: Call) -> dict[float, float]:
    """What a phone hears of each tone, in dB of how loud it is spoken."""
    since = await call.listen(LISTENS)
    samples = call.tape.samples(since, since + LISTENS)
    return {tone: hearing.level_of(samples, tone) - LEVEL for tone in (CLIENT, AGENT, SUPERVISOR)}


async def matrix(figure: Figure, title: str, **phones: Call) -> Heard:
    """What everybody hears of everybody, and told as figures."""
    heard = dict(zip(phones, await asyncio.gather(*map(levels, phones.values())), strict=True))
    for who, tones in heard.items():
        told = ", ".join(f"{tone:.0f} Hz {level:.0f} dB" for tone, level in tones.items())
        figure(f"souffleur, {title}: {who} hears {told}")
    return heard


def notices(call: Call) -> float:
    """For how long a phone has heard the tone that tells of a supervisor, in all, in seconds."""
    spans = hearing.tone_spans(call.tape.samples(0), BEEP.frequency)
    return sum(each.seconds for each in spans if each.seconds > SHORTEST)


def assert_heard(heard: dict[float, float], *wanted: float) -> None:
    """These tones and no others."""
    for tone, level in heard.items():
        silent = SILENT if tone == SUPERVISOR else CODEC
        assert level > HEARD if tone in wanted else level <= silent, (tone, level)


def assert_all_heard(heard: Heard, wanted: dict[str, tuple[float, ...]]) -> None:
    """Everybody hears whom he should."""
    for who, tones in heard.items():
        assert_heard(tones, *wanted[who])


@pytest.mark.parametrize("mode", MODES)
async def test_who_hears_whom(acme: Company, figure: Figure, mode: str) -> None:
    scene = await staged(acme, microphone=True, follows="client")
    supervisor = await scene.enters()
    sides = {"client": scene.client, "agent": scene.agent, "supervisor": supervisor}
    await supervisor.press(MODES[mode])
    speaks, voice = scene.agent, AGENT
    if mode == "take_over":
        await sides.pop("agent").ended()
        speaks, voice = supervisor, SUPERVISOR
    assert_all_heard(await matrix(figure, f"{mode}, talking", **sides), HEARS[mode])

    await speaks.hold()
    await scene.client.hears_tone(MUSIC)
    heard = await matrix(figure, f"{mode}, on hold", **sides)
    assert heard["client"][SUPERVISOR] <= SILENT or mode == "barge"
    await speaks.unhold()
    await scene.client.hears_tone(voice)

    sides["agent"] = await scene.passed_on(speaks)
    if mode == "take_over":
        await sides.pop("supervisor").ended()
    else:
        await supervisor.hears_tone(AGENT, within=10)
    after = mode if mode != "take_over" else "listen"
    assert_all_heard(await matrix(figure, f"{mode}, transferred", **sides), HEARS[after])

    if mode == "take_over":
        sides["supervisor"] = await scene.enters("078", "102")
    else:
        await supervisor.press(MODES["listen"])
    assert_all_heard(await matrix(figure, f"{mode}, then listen", **sides), HEARS["listen"])


async def test_a_supervisor_takes_over(acme: Company) -> None:
    scene = await staged(acme, microphone=True)
    supervisor = await scene.enters()
    await supervisor.press(MODES["take_over"])
    await scene.agent.ended()
    await scene.client.hears_tone(SUPERVISOR)
    await scene.client.hang_up()
    await supervisor.ended()
    used = (await acme.get("/whisper/uses"))["items"]
    assert [(each["supervisor"], each["agent"], each["modes"]) for each in used] == [
        ("104", "101", ["listen", "take_over"])
    ]


async def test_the_microphone_is_off_at_first_and_the_end_is_told(acme: Company, figure: Figure) -> None:
    scene = await staged(acme, notice=True)
    assert notices(scene.agent) == 0
    supervisor = await scene.supervisor.dial("079101")
    await supervisor.hears(await acme.sentence(LISTENING), whole=True)
    supervisor.play_tone(SUPERVISOR)
    await supervisor.hears_tone(CLIENT, within=10)
    assert notices(scene.agent) > 0.25
    heard = await matrix(figure, "079, microphone off", client=scene.client, agent=scene.agent)
    assert_heard(heard["client"], AGENT)
    assert_heard(heard["agent"], CLIENT)
    await supervisor.press("0")
    await scene.agent.hears_tone(SUPERVISOR)
    await scene.client.hang_up()
    await supervisor.hears(await acme.sentence(CONVERSATION_OVER))
    await supervisor.ended()


async def test_from_the_portal_the_mode_changes_while_he_listens(acme: Company, figure: Figure) -> None:
    scene = await staged(acme)
    who = {"extension_id": acme.extensions["101"], "supervisor_id": acme.extensions["104"]}
    made = await acme.post("/whisper/calls", **who, microphone=True)
    supervisor = await scene.supervisor.incoming()
    await supervisor.answer()
    supervisor.play_tone(SUPERVISOR)
    await supervisor.hears_tone(CLIENT, within=10)
    changed = await acme.api.patch(f"/whisper/calls/{made['call']}", json={"mode": "whisper"})
    assert changed.status_code == 204, changed.text
    await scene.agent.hears_tone(SUPERVISOR)
    assert notices(scene.agent) == 0
    heard = await matrix(figure, "whisper from the portal", client=scene.client)
    assert_heard(heard["client"], AGENT)


async def test_who_may_not_is_told(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    call = await anna.dial("078102")
    await call.hears(await acme.sentence(NOT_ALLOWED))
    await call.ended(within=15)
    assert (await acme.api.put(f"/supervisors/{acme.extensions['101']}", json={})).is_success
    await acme.settled()
    call = await anna.dial("078102")
    await call.hears(await acme.sentence(NOBODY_TALKS))
    assert not bob.arrived
