"""One transfer in one place: Anna and a client talk, she passes him on, and all that comes of it is heard."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

from palabre.calls.facts import Kind
from palabre.features.transfer import facts
from tests.phone.company import Json
from tests.phone.kit.call import TALK_TONES, Call
from tests.phone.lanes import LONG, Lane

Way = Literal["phone", "keys", "api"]
MINE, THEIRS = TALK_TONES


@dataclass
class Transfer:
    """The client's side, hers, and the side on which she asks."""

    lane: Lane
    way: Way
    client: Call = field(init=False)
    anna: Call = field(init=False)
    asked: Call = field(init=False)
    call: str = field(init=False)
    caller: str = field(init=False)

    async def begin(self) -> None:
        """A client calls, and Anna picks up."""
        self.client, self.caller = await self.lane.client()
        self.anna = self.asked = await self.lane.anna.incoming(LONG)
        await self.anna.answer()
        await self.client.answered(LONG)
        self.call = await self._live(self.caller)
        await self.log(Kind.TALK_STARTED)

    async def _live(self, caller: str) -> str:
        for _ in range(100):
            found = (await self.lane.acme.get("/calls/live"))["items"]
            named = [each["id"] for each in found if each["caller"] == caller]
            if named:
                return str(named[0])
            await asyncio.sleep(0.1)
        raise AssertionError("no call in progress")

    async def ask(self, what: str = "", **more: str) -> None:
        """By a program."""
        await self.lane.acme.post(f"/calls/{self.call}/transfer{what}", by=self.lane.by, **more)

    async def blind(self, to: str) -> None:
        """The client shall go on with somebody else at once."""
        if self.way == "phone":
            await self.anna.transfer(self.anna_login(to))
        elif self.way == "keys":
            await self.anna.press(f"*{to}#")
        else:
            await self.ask(to=to)

    def anna_login(self, to: str) -> str:
        """An address in her company."""
        return self.lane.anna.login.address(to)

    async def consult(self, to: str) -> None:
        """She asks first."""
        if self.way == "phone":
            await self.anna.hold()
            self.asked = await self.lane.anna.dial(to)
        elif self.way == "keys":
            await self.anna.press(f"*{to}")
            await self.log(facts.CONSULTS)
        else:
            await self.ask(to=to, kind="attended")
            await self.log(facts.CONSULTS)

    async def complete(self) -> None:
        """The client shall have whomever she has asked."""
        if self.way == "phone":
            await self.asked.rings(LONG)
            await self.asked.connect_to(self.anna)
        elif self.way == "keys":
            await self.anna.hang_up()
        else:
            await self.ask("/complete")
        await asyncio.gather(self.anna.ended(LONG), self.asked.ended(LONG))
        await self.log(facts.TRANSFERRED)

    async def take_back(self) -> None:
        """She wants the client back."""
        if self.way == "phone":
            await self.asked.hang_up()
            await self.anna.unhold()
        elif self.way == "keys":
            await self.anna.press("*1")
        else:
            await self.ask("/take-back")

    async def story(self) -> list[tuple[Any, ...]]:
        """What the log says of it once the call is over: what she has done, and who has talked with him."""
        told: list[tuple[Any, ...]] = []
        own = await self.log(Kind.ENDED)
        left = next((each["data"] for each in own if _goes_elsewhere(each)), None)
        if left is not None:
            into = await self.log(Kind.ENDED, left["call"])
            own += into[next(place for place, each in enumerate(into) if each["data"].get("came")) + 1 :]
        for fact in own:
            line = _told(fact["kind"], fact["data"])
            if line is not None and line not in told[-1:]:
                told.append(line)
        return told

    async def log(self, kind: str, call: str | None = None) -> list[Json]:
        """The facts of the client's call, or of another one, once there is one of a kind."""
        told: list[Json] = []
        for _ in range(100):
            answer = await self.lane.acme.api.get(f"/calls/{call or self.call}")
            told = answer.json()["facts"] if answer.is_success else []
            if any(each["kind"] == kind for each in told):
                return told
            await asyncio.sleep(0.15)
        raise AssertionError(f"no {kind} in {told}")

    async def facts(self) -> list[Json]:
        """What the log says so far, for whoever looks why something failed."""
        answer = await self.lane.acme.api.get(f"/calls/{getattr(self, 'call', '')}")
        return list(answer.json().get("facts", ()))

    async def stop(self) -> None:
        """Everybody hangs up, whatever has gone wrong."""
        everybody = {self.client, self.anna, self.asked}
        await asyncio.gather(*(each.hang_up() for each in everybody), return_exceptions=True)


def _goes_elsewhere(fact: Json) -> bool:
    return fact["kind"] == facts.TRANSFERRED and fact["data"]["manner"] == "semi_attended"


def _told(kind: str, data: Json) -> tuple[Any, ...] | None:
    match kind:
        case facts.TRANSFERRED:
            return kind, data["by"], data["to"], data["manner"]
        case facts.RETURNED:
            return kind, data["to"], data["why"]
        case facts.REFUSED:
            return kind, data["by"], data["to"], data["why"]
        case Kind.TALK_STARTED:
            return kind, data["with"]
    return None


async def together(one: Call, other: Call) -> None:
    """They hear each other and nobody else, however long it takes until they do."""
    one.play_tone(MINE)
    other.play_tone(THEIRS)
    await asyncio.gather(one.hears_tone(THEIRS, LONG), other.hears_tone(MINE, LONG))
    await asyncio.gather(one.hears_only(THEIRS), other.hears_only(MINE))
    one.stop_playing()
    other.stop_playing()
