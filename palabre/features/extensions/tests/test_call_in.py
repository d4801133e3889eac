"""A colleague calls in from outside; who guesses at his PIN is locked out for a while."""

import asyncio

from palabre.features.extensions.call_in import CALLED_IN
from palabre.phone.script import Moment, Press, Script
from tests.stage import Stage, on_stage

NUMBER, MOBILE = "+2252720001000", "+2250700000001"
COMPANY = {
    "extensions": {"101": {"kind": "mobile", "outside": MOBILE, "rings": "phones", "pin": "4711"}, "102": {}},
    "trunks": ["orange"],
    "numbers": {NUMBER: "main"},
    "scenarios": {
        "main": {
            "document": {
                "start": "in",
                "steps": {
                    "in": {"type": "call_in", "exits": {"refused": "end"}},
                    "end": {"type": "hang_up"},
                },
            }
        }
    },
}
GUESSES = Script(presses=tuple(Press("1234#", Moment(prompt=prompt)) for prompt in (1, 3, 5)))
KNOWS = Script(presses=(Press("4711#", Moment(prompt=1)), Press("102#", Moment(prompt=2))))


async def calls_in(stage: Stage, script: Script) -> None:
    """A call from the mobile, to its end."""
    stage.facts.ended.clear()
    stage.calls("trunk-orange", NUMBER, script)
    await stage.facts.ended.wait()


def test_many_wrong_pins_lock_the_extension_for_a_while_even_with_the_right_one() -> None:
    let_in = []

    async def play(stage: Stage) -> None:
        for script in (KNOWS, *[GUESSES] * 4, KNOWS):
            await calls_in(stage, script)
            let_in.append(stage.facts.kinds().count(CALLED_IN))
        await asyncio.sleep(15 * 60)
        await calls_in(stage, KNOWS)
        let_in.append(stage.facts.kinds().count(CALLED_IN))

    stage = on_stage(COMPANY, play)
    assert let_in == [1, 1, 1, 1, 1, 1, 2]
    assert not {"4", "7"} & {fact.data["key"] for fact in stage.facts.all if fact.kind == "key_pressed"}
