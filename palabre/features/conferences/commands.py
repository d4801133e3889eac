"""What a moderator does with a room, over the portal or a program."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.features.conferences import facts
from palabre.features.conferences.room import Member, Room, Shown, room_of
from palabre.features.conferences.snapshot import Conferences
from palabre.kit.errors import NotFound, PalabreError


class ConferenceEmpty(PalabreError):
    """A lock on a room that nobody is in: the last one to leave opens it."""

    code, status = "conference_empty", 409
    fr = "Personne n'est dans cette conférence : il n'y a rien à fermer."
    en = "Nobody is in that conference: there is nothing to lock."


async def conference_room(
    dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]
) -> dict[str, Any]:
    """Who is in it: `{"conference": id}`; with `locked` it is locked or opened first."""
    room = _room(dispatcher, account, body)
    if body.get("locked") is not None:
        if not room.members:
            raise ConferenceEmpty()
        room.lock(body["locked"])
    return {"locked": room.locked, "members": [_shown(each) for each in room.members.values()]}


async def conference_member(
    dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]
) -> dict[str, Any]:
    """`{"conference": id, "call": id, "muted": flag}`, or `"muted": null` to show him the door."""
    room = _room(dispatcher, account, body)
    member = room.members.get(UUID(body["call"]))
    if member is None:
        raise NotFound(what=body["call"])
    if body["muted"] is None:
        member.call.inbox.put_nowait(Shown())
    else:
        member.muted = body["muted"]
        await dispatcher.world.phone.mute(member.call.party, member.muted)
        room.note(member.call, facts.MUTED, muted=member.muted)
    return {"member": _shown(member)}


def _room(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> Room:
    conference = account.part(Conferences).get(UUID(body["conference"]))
    return room_of(dispatcher.world, conference.id)


def _shown(member: Member) -> dict[str, Any]:
    call = member.call
    who = {"call": str(call.id), "caller": call.caller.number[:32], "name": call.caller.name[:32]}
    return {**who, "muted": member.muted, "since": member.since.isoformat()}


COMMANDS: dict[str, Command] = {
    "conference_room": conference_room,
    "conference_member": conference_member,
}
