"""Messages that were cut by a kill of the call process or the death of the switch; and full mailboxes."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.call import World
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Kind
from palabre.calls.sounds import SilentSounds
from palabre.features.voicemail.lamps import Lamps
from palabre.features.voicemail.snapshot import Mailboxes
from palabre.features.voicemail.wake import wake
from palabre.kit.vault import Folder, StorageFull
from palabre.kit.virtual_time import VirtualClock
from palabre.phone.events import SwitchUp
from palabre.phone.recordings import mend
from palabre.routing.resume import resume
from palabre.routing.walk import follow
from tests.company import Company
from tests.ids import ident
from tests.stage import MONDAY_MORNING, Facts, Stage, on_stage

COMPANY: dict[str, Any] = {
    "extensions": {"101": {"phones": ["desk"]}, "102": {"phones": ["other"]}},
    "mailboxes": {"200": {"extension": "101", "max_messages": 2}},
}


async def restarted(stage: Stage) -> Facts:
    """The call process dies, and a new one takes up what its journal holds."""
    stage.running.cancel()
    await asyncio.sleep(0)
    (left,) = living(stage.facts.all)
    directory = await Company(COMPANY).directory()
    facts = Facts()
    world = World(stage.phone, SilentSounds(), VirtualClock(MONDAY_MORNING), Path())
    flows = {left.flow or "": stage.flow(left.flow or "")}

    def switched(up: SwitchUp) -> None:
        call = restore(world, directory.accounts[stage.account.id], left, facts)
        dispatcher.begin(call, adopt(call, left, up, lambda call, left: resume(call, left, flows)))
        wake(dispatcher, stage.facts.all)

    dispatcher = Dispatcher(Wiring(world, directory, follow, facts, lambda _: None, switched))
    stage.running = asyncio.create_task(dispatcher.run())
    return facts


async def speaking(stage: Stage) -> str:
    """Somebody speaks after the tone; his party."""
    stage.calls("other@acme.test", "200")
    await asyncio.sleep(8)
    assert Kind.RECORDING_STARTED in stage.facts.kinds()
    return next(iter(stage.phone.parties))


def left_behind(stage: Stage) -> None:
    """The switch has recorded so far."""
    (started,) = stage.facts.of(Kind.RECORDING_STARTED)
    stage.phone.left_behind[started["recording"]] = 6.5


def test_a_message_cut_by_a_kill_is_kept_up_to_there_and_its_caller_is_told() -> None:
    facts = Facts()

    async def play(stage: Stage) -> None:
        await speaking(stage)
        left_behind(stage)
        later = await restarted(stage)
        await later.ended.wait()
        facts.all.extend(later.all)

    on_stage(COMPANY, play)
    (recorded,) = facts.of(Kind.RECORDED)
    assert recorded["seconds"] == 6.5
    assert ["Votre message a été enregistré."] in [each["said"] for each in facts.of(Kind.PLAYED)]
    assert facts.kinds()[-1] == Kind.ENDED


def test_a_caller_who_hangs_up_while_the_process_is_dead_has_left_a_message_too() -> None:
    facts = Facts()

    async def play(stage: Stage) -> None:
        caller = await speaking(stage)
        left_behind(stage)
        stage.phone.parties.pop(caller)
        later = await restarted(stage)
        await later.ended.wait()
        facts.all.extend(later.all)

    on_stage(COMPANY, play)
    assert [each["seconds"] for each in facts.of(Kind.RECORDED)] == [6.5]
    assert facts.kinds()[-1] == Kind.ENDED


def test_a_message_cut_by_the_death_of_the_switch_is_kept() -> None:
    async def play(stage: Stage) -> None:
        await speaking(stage)
        left_behind(stage)
        stage.dispatcher.take(SwitchUp())  # a new switch, which holds nobody
        await stage.facts.ended.wait()

    stage = on_stage(COMPANY, play)
    assert [each["seconds"] for each in stage.facts.of(Kind.RECORDED)] == [6.5]


def test_a_recording_without_its_end_is_made_readable(tmp_path: Path) -> None:
    file = tmp_path / "cut.wav"
    head = b"RIFF" + bytes(4) + b"WAVEfmt " + bytes(20) + b"data" + bytes(4)
    file.write_bytes(head + bytes(32_000))
    assert mend(file) == 2.0
    assert file.read_bytes()[40:44] == (32_000).to_bytes(4, "little")


def test_two_who_speak_at_once_for_the_last_place_are_both_kept_and_the_next_one_is_told() -> None:
    async def play(stage: Stage) -> None:
        for _ in range(3):
            stage.calls("other@acme.test", "200")
            await asyncio.sleep(1)
        await asyncio.sleep(20)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)
        await asyncio.sleep(5)
        stage.calls("other@acme.test", "200")
        await asyncio.sleep(20)

    stage = on_stage(COMPANY, play)
    assert len(stage.facts.of(Kind.RECORDED)) == 3
    assert stage.phone.heard[-1].says == (
        "Cette messagerie est pleine et ne peut plus recevoir de messages.",
    )


@pytest.mark.parametrize("free", [True, False])
def test_a_full_disk_is_told_before_anybody_speaks(tmp_path: Path, free: bool) -> None:
    vault = Folder(tmp_path, reserve=0 if free else 10**18)
    codes = []
    try:
        vault.check_room()
    except StorageFull as full:
        codes.append(full.code)
    assert codes == ([] if free else ["storage_full"])


def test_a_full_disk_has_a_code_and_the_caller_is_told(tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        full = Folder(tmp_path, reserve=10**18)
        stage.dispatcher.world = replace(stage.dispatcher.world, vault=full)
        stage.calls("other@acme.test", "200")
        await stage.facts.ended.wait()

    stage = on_stage(COMPANY, play)
    assert [each["code"] for each in stage.facts.of(Kind.FAILED)] == ["storage_full"]
    assert stage.phone.heard[0].says == ("Une erreur est survenue. Veuillez rappeler plus tard.",)
    assert Kind.ANSWERED not in stage.facts.kinds()


def test_the_lamps_of_its_owners_phones_go_on_at_once_and_a_colleagues_does_not() -> None:
    async def play(stage: Stage) -> None:
        lamps = Lamps(stage.dispatcher.world, stage.directory, _Nowhere())
        caller = await speaking(stage)
        stage.phone.leave(caller)
        await stage.facts.ended.wait()
        await lamps.settle(stage.account.id)

    stage = on_stage(COMPANY, play)
    assert stage.phone.lamps == {"desk@acme.test": (1, 0)}


def test_a_new_switch_is_told_all_of_it_and_a_lamp_goes_out_when_its_owner_changes() -> None:
    shown: list[dict[str, tuple[int, int]]] = []

    async def play(stage: Stage) -> None:
        lamps = Lamps(stage.dispatcher.world, stage.directory, _Nowhere())
        stage.phone.leave(await speaking(stage))
        await stage.facts.ended.wait()
        await lamps.settle(stage.account.id)
        shown.append(dict(stage.phone.lamps))
        stage.phone.lamps.clear()
        lamps.switched()
        await lamps.settle(stage.account.id)
        shown.append(dict(stage.phone.lamps))
        mailbox = stage.account.part(Mailboxes).by_id.popitem()[1]
        others = replace(mailbox, extension=None, members={ident("102")})
        stage.account.part(Mailboxes).by_id[mailbox.id] = others
        await lamps.settle(stage.account.id)
        shown.append(dict(stage.phone.lamps))

    on_stage(COMPANY, play)
    assert shown == [
        {"desk@acme.test": (1, 0)},
        {"desk@acme.test": (1, 0)},
        {"desk@acme.test": (0, 0), "other@acme.test": (1, 0)},
    ]


class _Nowhere:
    """No database."""


def test_a_public_number_without_a_scenario_may_have_a_mailbox() -> None:
    company = {
        "trunks": ["orange"],
        "numbers": {"+2252720001000": None, "+2252720002000": None},
        "mailboxes": {"200": {"number": "+2252720001000"}},
    }

    async def play(stage: Stage) -> None:
        for number in ("+2252720001000", "+2252720002000"):
            stage.calls("trunk-orange", number)
            await asyncio.sleep(5)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)

    stage = on_stage(company, play)
    assert [each.says[0] for each in stage.phone.heard] == [
        "Laissez votre message après le bip.",
        "Le numéro que vous avez composé n'est pas attribué.",
    ]
