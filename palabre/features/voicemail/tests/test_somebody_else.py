"""What one has begun to say is not the message of who takes his place."""

import asyncio

from palabre.calls.facts import Kind
from palabre.features.voicemail.snapshot import Mailboxes
from palabre.features.voicemail.take_message import interrupted
from tests.company import ident
from tests.stage import Stage, on_stage


def test_who_comes_in_the_middle_of_a_recording_begins_anew() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("desk@acme.test", "200")
        await asyncio.sleep(0.1)
        (call,) = (each.call for each in stage.dispatcher.sessions.values())
        mailbox = call.account.part(Mailboxes).get(ident("200"))
        call.note(Kind.RECORDING_STARTED, recording="r", mailbox=str(mailbox.id), message="m")
        assert interrupted(call, mailbox) is not None
        call.note(Kind.PARTY_MOVED, party="p", before="q", caller="", caller_name="")
        assert interrupted(call, mailbox) is None

    on_stage({"extensions": {"101": {"phones": ["desk"]}}, "mailboxes": {"200": {}}}, play)
