"""A company on the fake switch: a client talks with Anna (101), who transfers him in each of the ways."""

import asyncio
from collections.abc import Mapping
from typing import Any, Literal

from palabre.calls.call import Call
from palabre.calls.facts import Fact
from palabre.features.transfer.commands import consultation, transfer
from palabre.phone.script import Answers, Behaviour, Rings, Script
from tests.company import ident
from tests.stage import Stage

How = Literal["phone", "keys", "api"]
CLIENT, ANNA = "trunk-orange", "anna@acme.test"
OUTSIDE = "+2250701020304"
COMPANY: dict[str, Any] = {
    "numbers": {"+2252720001000": "main"},
    "trunks": ["orange"],
    "extensions": {
        "101": {"name": "Anna", "phones": ["anna"], "ring_seconds": 20},
        "102": {"name": "Bob", "phones": ["bob"]},
        "103": {"name": "Carol", "phones": ["carol"], "ring_seconds": 20},
        "104": {"name": "Dan", "phones": ["dan"]},
    },
    "queues": {
        "sales": {"number": "600", "agents": ["104"], "ring_seconds": 10},
        "night": {"number": "601", "agents": []},
    },
    "conferences": {"open": {"number": "800"}},
    "mailboxes": {"200": {"max_seconds": 20}},
    "scenarios": {
        "main": {
            "document": {
                "start": "anna",
                "steps": {"anna": {"type": "dial_extension", "fields": {"extension": str(ident("101"))}}},
            }
        },
        "menu": {
            "number": "300",
            "document": {
                "start": "menu",
                "steps": {
                    "menu": {
                        "type": "menu",
                        "fields": {"prompt": {"text": "Tapez 1."}, "keys": ["1"], "repeats": 5},
                        "exits": {"1": "bye", "no_key": "bye", "wrong_key": "bye"},
                    },
                    "bye": {"type": "hang_up"},
                },
            },
        },
    },
}


def script(phones: Mapping[str, Behaviour] | None = None) -> Script:
    """Anna answers after a second; what the others do."""
    return Script(phones={ANNA: Answers(1), **(phones or {})}, others=Rings())


class Desk:
    """The client and Anna talk; what she does then."""

    def __init__(self, stage: Stage, how: How = "keys") -> None:
        self.stage = stage
        self.how = how

    async def begin(self) -> None:
        """The client calls, and Anna picks up."""
        self.stage.calls(CLIENT, "+2252720001000")
        await asyncio.sleep(3)
        (self.call,) = (each.call for each in self.stage.dispatcher.sessions.values())
        self.client, self.anna = self.call.party, self.party("anna")
        assert self.stage.phone.together(self.client) == {self.anna}

    def party(self, phone: str) -> str:
        """The newest party of a phone."""
        found = self.parties(phone)
        assert found, f"{phone} is in no call"
        return found[-1]

    def parties(self, phone: str) -> list[str]:
        """All of them."""
        lines = self.stage.dispatcher.world.lines
        of = lines.of(phone if phone.startswith("trunk") else f"{phone}@acme.test")
        return [each for each in self.stage.phone.parties if each in of]

    async def blind(self, to: str) -> None:
        """The client shall go on with somebody else, and Anna is no longer interested."""
        if self.how == "keys":
            self.stage.phone.press(self.anna, f"*{to}#".replace("+", "00"))
        elif self.how == "phone":
            self.stage.phone.refer(self.anna, to)
        else:
            await self.ask(to, attended=False)
        await asyncio.sleep(2)

    async def consult(self, to: str) -> None:
        """Anna asks somebody else first."""
        if self.how == "keys":
            self.stage.phone.press(self.anna, f"*{to}".replace("+", "00"))
            await asyncio.sleep(len(to) / 10 + 2.6)
        elif self.how == "phone":
            self.stage.calls(ANNA, to)
            await asyncio.sleep(0.1)
            self.second = self.parties("anna")[-1]
        else:
            await self.ask(to, attended=True)
        await asyncio.sleep(0.1)

    async def complete(self) -> None:
        """Whomever she has asked shall talk with the client."""
        if self.how == "keys":
            self.stage.phone.leave(self.anna)
        elif self.how == "phone":
            self.stage.phone.refer(self.anna, "", self.second)
        else:
            await self.ends("complete")
        await asyncio.sleep(0.5)

    async def ends(self, how: str) -> None:
        """By a program: what becomes of a consultation."""
        body = {"call": str(self.call.id), "by": "101", "how": how}
        await consultation(self.stage.dispatcher, self.call.account, body)

    async def take_back(self) -> None:
        """She wants the client back."""
        if self.how == "keys":
            self.stage.phone.press(self.anna, "*1")
        elif self.how == "phone":
            self.stage.phone.leave(self.second)
        else:
            await self.ends("take_back")
        await asyncio.sleep(0.5)

    async def ask(self, to: str, attended: bool) -> None:
        """By a program."""
        body = {"call": str(self.call.id), "by": "101", "to": to, "attended": attended}
        await transfer(self.stage.dispatcher, self.call.account, body)

    def call_with(self, party: str) -> Call:
        """The call that a party is in."""
        line = self.stage.dispatcher.world.lines.parties[party]
        return self.stage.dispatcher.sessions[line.call].call

    def facts(self, kind: str) -> list[dict[str, Any]]:
        """What all facts of a kind say."""
        return [each.data for each in self.stage.facts.all if each.kind == kind]

    def log(self) -> list[Fact]:
        """The facts of the client's call."""
        return self.call.log.facts

    async def everybody_leaves(self) -> None:
        """All phones are hung up, and nothing is left."""
        for each in list(self.stage.phone.parties):
            self.stage.phone.leave(each)
        await asyncio.sleep(8)
        assert self.stage.leftovers() == []
