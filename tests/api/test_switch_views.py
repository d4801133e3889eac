"""What the switch reads follows devices and trunks, in exactly the columns that it was told."""

from typing import Any

import asyncpg

from palabre.kit.database_address import Address
from palabre.phone.engine.columns import (
    DEVICE_AOR,
    DEVICE_AUTH,
    DEVICE_ENDPOINT,
    LAMP_AOR,
    TRUNK_AUTH,
    TRUNK_ENDPOINT,
)
from tests.portal import Company

Columns = dict[str, str | None]


async def seen(address: Address, view: str) -> list[dict[str, Any]]:
    """What the switch finds in a view, with its own login and search path."""
    connection = await asyncpg.connect(**address.role("palabre_switch"))
    try:
        return [dict(row) for row in await connection.fetch(f"select * from {view} order by id")]
    finally:
        await connection.close()


def filled(columns: Columns, words: dict[str, str]) -> Columns:
    """The columns as the switch's list of them says."""
    return {name: value and value.format_map(words) for name, value in columns.items()}


async def phone(acme: Company, name: str = "Awa") -> dict[str, str]:
    extension = await acme.made("/extensions", number="101", name=name)
    device = await acme.made(f"/extensions/{extension['id']}/devices", name="Desk")
    return {**device, "extension": extension["id"], "domain": "acme.test", "name": name, "number": "101"}


async def test_a_device_appears_at_once_with_the_columns_of_the_list(acme: Company, address: Address) -> None:
    words = await phone(acme)
    assert await seen(address, "ps_endpoints") == [filled(DEVICE_ENDPOINT, words)]
    assert await seen(address, "ps_auths") == [filled(DEVICE_AUTH, words)]
    assert await seen(address, "ps_aors") == [filled(DEVICE_AOR, words), filled(LAMP_AOR, words)]


async def test_a_device_is_gone_at_once_when_it_or_its_extension_is_switched_off(
    acme: Company, address: Address
) -> None:
    words = await phone(acme)
    for path in (f"/devices/{words['id']}", f"/extensions/{words['extension']}"):
        await acme.api.patch(path, json={"enabled": False})
        for view in ("ps_endpoints", "ps_auths", "ps_aors"):
            assert await seen(address, view) == []
        await acme.api.patch(path, json={"enabled": True})
    await acme.api.delete(f"/devices/{words['id']}")
    assert await seen(address, "ps_endpoints") == []


async def test_a_name_cannot_break_out_of_the_caller_id(acme: Company, address: Address) -> None:
    await phone(acme, 'Awa" <911> \\')
    assert [row["callerid"] for row in await seen(address, "ps_endpoints")] == ['"Awa 911 " <101>']


async def test_a_trunk_appears_with_the_columns_of_the_list(acme: Company, address: Address) -> None:
    login = {"host": "sip.carrier.test", "username": "acme", "secret": "s3cret"}
    trunk = await acme.made("/trunks", name="Carrier", kind="registration", **login)
    words = {**login, "endpoint": f"trunk-{trunk['id']}"}
    assert await seen(address, "ps_endpoints") == [filled(TRUNK_ENDPOINT, words)]
    assert await seen(address, "ps_auths") == [filled(TRUNK_AUTH, words)]
    assert await seen(address, "ps_aors") == []


async def test_keys_travel_as_the_phone_and_the_carrier_send_them(acme: Company, address: Address) -> None:
    words = await phone(acme)
    place = {"host": "192.0.2.9", "addresses": ["192.0.2.9"]}
    trunk = await acme.made("/trunks", name="Carrier", kind="address", dtmf="inband", **place)
    await acme.api.patch(f"/devices/{words['id']}", json={"dtmf": "inband"})
    desk, carrier = await seen(address, "ps_endpoints")
    assert (desk["dtmf_mode"], desk["allow"]) == ("inband", "alaw,ulaw")
    assert (carrier["id"], carrier["dtmf_mode"]) == (f"trunk-{trunk['id']}", "inband")
    await acme.api.patch(f"/devices/{words['id']}", json={"dtmf": "info"})
    assert (await seen(address, "ps_endpoints"))[0]["dtmf_mode"] == "info"
    assert (await acme.api.patch(f"/devices/{words['id']}", json={"dtmf": "smoke"})).status_code == 422


async def test_a_trunk_without_login_is_used_without_one(acme: Company, address: Address) -> None:
    place = {"host": "192.0.2.9", "addresses": ["192.0.2.9"]}
    await acme.made("/trunks", name="Carrier", kind="address", **place)
    (row,) = await seen(address, "ps_endpoints")
    assert (row["outbound_auth"], row["from_user"]) == (None, None)
    assert await seen(address, "ps_auths") == []
