"""Which caller of a queue is served first, and by whom."""

from palabre.features.queues.facts import LEFT
from tests.phone.company import Company
from tests.phone.test_queues import MUSIC, in_line, line, queue, taken, waiting


async def test_the_urgent_go_first_and_who_is_known_comes_back_to_his_agent(acme: Company) -> None:
    """Anna, the first in turn, is busy: Bob serves the caller, then who is urgent, then who came before."""
    anna, bob = await acme.staff("101", "102")
    ident = await queue(acme, "101", "102", familiar_hours=1, wrap_up_seconds=0)
    carrier, number = await line(acme, ident)
    urgently = await acme.number(await acme.scenario(waiting(ident, priority=5)))
    known = await in_line(carrier, number)
    await (await anna.incoming()).reject(486)
    talk = await taken(bob, known)
    await acme.post(f"/agents/{acme.extensions['101']}/pause", reason="Absent")
    usual = await in_line(carrier, number, "+2250700000002")
    urgent = await in_line(carrier, urgently, "+2250700000003")
    await talk.hang_up()
    for caller, shown in ((urgent, "+2250700000003"), (usual, "+2250700000002")):
        served = await taken(bob, caller)
        assert served.caller.number == shown
        await served.hang_up()
        await caller.ended()
    await acme.post(f"/agents/{acme.extensions['101']}/resume")
    again = await in_line(carrier, number)
    back = await taken(bob, again)
    assert not anna.arrived
    await again.hang_up()
    await back.ended()


async def test_what_a_caller_needs_is_demanded_less_after_a_while(acme: Company) -> None:
    """Anna speaks some English, Bob none; the caller needs much of it, and hears music until less will do."""
    anna, bob = await acme.staff("101", "102")
    music = await acme.post("/greetings", name="Musique", language="fr", text=MUSIC)
    ident = await queue(acme, "101", "102", strategy="skills", relax_seconds=5, music_id=music["id"])
    able = await acme.api.patch(f"/agents/{acme.extensions['101']}", json={"skills": {"en": 1}})
    assert able.is_success, able.text
    await acme.settled()
    carrier, number = await line(acme, ident, skills={"en": 2})
    call = await in_line(carrier, number)
    await call.hears(await acme.spoken(MUSIC))
    served = await taken(anna, call, within=12)
    assert not bob.arrived
    await call.hang_up()
    await served.ended()
    left = [each["data"] for each in (await acme.last_call())["facts"] if each["kind"] == LEFT]
    assert [each["waited"] >= 5000 for each in left] == [True]
