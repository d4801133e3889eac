"""Adds trunks to an account, changes and removes them."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.trunks.models import Trunk
from palabre.features.trunks.schemas import TrunkNew
from palabre.kit.db import changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import change, find, save
from palabre.kit.tables import new_id
from palabre.routing.uses import refuse_if_in_scenario


class LoginMissing(PalabreError):
    """A registration needs a login."""

    code, status = "trunk_login_missing", 422
    fr = "Une ligne par enregistrement a besoin d'un identifiant et d'un mot de passe."
    en = "A registration trunk needs a username and a secret."


class AddressesMissing(PalabreError):
    """Nothing tells which calls come over the trunk."""

    code, status = "trunk_addresses_missing", 422
    fr = "Une ligne par adresse a besoin d'au moins une adresse IP d'où viennent les appels."
    en = "An address trunk needs at least one IP address that calls come from."


class AddressTaken(PalabreError):
    """Calls from an address can mean one trunk only, in the whole installation."""

    code, status = "trunk_address_taken", 409
    fr = "L'une des adresses est déjà celle d'une autre ligne de cette installation."
    en = "One of the addresses already belongs to another trunk of this installation."


async def add_trunk(session: AsyncSession, new: TrunkNew) -> Trunk:
    """Add a trunk. Raises LoginMissing, AddressesMissing, AddressTaken."""
    trunk_id = new_id()
    trunk = Trunk(id=trunk_id, endpoint=f"trunk-{trunk_id}", **new.model_dump())
    session.add(trunk)
    await _keep(session, trunk)
    return trunk


async def change_trunk(session: AsyncSession, trunk_id: UUID, values: dict[str, Any]) -> Trunk:
    """Change a trunk. Raises NotFound, LoginMissing, AddressesMissing, AddressTaken."""
    trunk = await find(session, Trunk, trunk_id)
    change(trunk, values)
    await _keep(session, trunk)
    return trunk


async def remove_trunk(session: AsyncSession, trunk_id: UUID) -> None:
    """Remove a trunk. Raises NotFound, UsedByScenario."""
    trunk = await find(session, Trunk, trunk_id)
    await refuse_if_in_scenario(session, trunk_id, trunk.name)
    await session.delete(trunk)
    changed(session, [trunk.endpoint])


async def check_owned(session: AsyncSession, trunk_id: UUID | None) -> None:
    """Raises NotFound for a trunk that is not the account's; None is fine."""
    if trunk_id:
        await find(session, Trunk, trunk_id, "trunk_id")


async def _keep(session: AsyncSession, trunk: Trunk) -> None:
    if trunk.kind == "registration" and not (trunk.username and trunk.secret):
        raise LoginMissing(field="secret" if trunk.username else "username")
    if trunk.kind == "address" and not trunk.addresses:
        raise AddressesMissing(field="addresses")
    trunk.addresses = list(dict.fromkeys(trunk.addresses))
    await save(session, trunk_addresses_pkey=AddressTaken(field="addresses"))
    changed(session, [trunk.endpoint])
