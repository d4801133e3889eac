"""Trunks: their logins are in the database, where they register and call from is pushed."""

import asyncio
import re
from secrets import token_hex

import pytest

from palabre.phone.engine import Switch, SwitchSettings
from palabre.phone.engine.columns import TRUNK_AUTH, TRUNK_ENDPOINT
from palabre.phone.engine.tests.sip import SILENCE, Phone, header
from palabre.phone.engine.tests.tables import Tables

pytestmark = pytest.mark.asyncio(loop_scope="module")
WORDS = {"endpoint": "trunk-1", "username": "acme-account", "secret": "s", "host": "carrier.example"}
CHALLENGE = 'WWW-Authenticate: Digest realm="carrier",nonce="n",opaque="o",algorithm=MD5,qop="auth"\r\n'


def answer(request: str, code: str, extra: str = "") -> str:
    """The carrier's answer to what the switch asks."""
    names = ("Via", "From", "Call-ID", "CSeq")
    copied = "".join(f"{name}: {header(request, name)}\r\n" for name in names)
    return f"SIP/2.0 {code}\r\n{copied}To: {header(request, 'To')};tag=c\r\n{extra}Content-Length: 0\r\n\r\n"


async def registered(carrier: Phone) -> str:
    """Challenge a registration, accept it, and return the accepted request."""
    carrier.send(answer(await carrier.heard(5), "401 Unauthorized", CHALLENGE))
    request = await carrier.heard()
    carrier.send(answer(request, "200 OK", f"Contact: {header(request, 'Contact')};expires=120\r\n"))
    return request


def call(caller: Phone, uri: str) -> str:
    """An outside call to the company's number."""
    body = SILENCE.format(ip=caller.ip)
    return (
        f"INVITE {uri} SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP {caller.ip}:{caller.own_port};branch=z9hG4bK{token_hex(4)};rport\r\n"
        f"From: <sip:+22507@c.example>;tag=x\r\nTo: <sip:+22527@c.example>\r\nCall-ID: {token_hex(4)}\r\n"
        f"CSeq: 1 INVITE\r\nContact: <sip:c@{caller.ip}:{caller.own_port}>\r\nMax-Forwards: 70\r\n"
        f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )


async def final(caller: Phone) -> str:
    """The first line of the switch's final answer."""
    while (told := await caller.heard()).startswith("SIP/2.0 1"):
        pass
    return told.partition("\r\n")[0]


async def test_a_trunk_registers_with_its_login_and_takes_calls_by_its_token(
    switch: Switch, settings: SwitchSettings, tables: Tables
) -> None:
    await tables.insert("ps_endpoints", TRUNK_ENDPOINT, WORDS)
    await tables.insert("ps_auths", TRUNK_AUTH, WORDS)
    carrier = await Phone.at("127.0.0.1", settings.sip_port)
    server = f"sip:127.0.0.1:{carrier.own_port}"
    fields = {"server_uri": server, "client_uri": f"sip:acme-account@127.0.0.1:{carrier.own_port}"}
    fields |= {"outbound_auth": "trunk-1", "endpoint": "trunk-1", "line": "yes"}
    await switch.rest.push("registration", "trunk-1", fields | {"max_random_initial_delay": "0"})
    request = await registered(carrier)
    assert 'username="acme-account"' in request
    contact = re.search(r"<(sip:[^>]*)>", header(request, "Contact"))
    assert contact
    await asyncio.sleep(0.1)
    carrier.send(call(carrier, contact[1]))
    assert await final(carrier) == "SIP/2.0 503 Service Unavailable"
    carrier.send(call(carrier, contact[1].partition(";line")[0]))
    assert await final(carrier) == "SIP/2.0 401 Unauthorized"
    await switch.rest.drop("registration", "trunk-1")
    assert header(await carrier.heard(), "Expires") == "0"
    carrier.transport.close()


async def test_a_trunk_is_known_by_its_address(
    switch: Switch, settings: SwitchSettings, tables: Tables
) -> None:
    await tables.insert("ps_endpoints", TRUNK_ENDPOINT, WORDS | {"endpoint": "trunk-2"})
    await switch.rest.push("identify", "trunk-2", {"endpoint": "trunk-2", "match": "127.0.0.21"})
    told = {}
    for address in ("127.0.0.21", "127.0.0.22"):
        caller = await Phone.at(address, settings.sip_port)
        caller.send(call(caller, f"sip:+22527@127.0.0.1:{settings.sip_port}"))
        told[address] = await final(caller)
        caller.transport.close()
    assert told == {"127.0.0.21": "SIP/2.0 503 Service Unavailable", "127.0.0.22": "SIP/2.0 401 Unauthorized"}
