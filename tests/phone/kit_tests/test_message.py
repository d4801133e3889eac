"""Headers are read as SIP writes them."""

import pytest

from tests.phone.kit.message import Address, Message

INVITE = (
    "INVITE sip:+2252720001000@127.0.0.1:5060 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 127.0.0.2:5070;rport;branch=z9hG4bK1\r\n"
    'f: "Awa \\"K\\"" <sip:+2250700000001@127.0.0.2>;tag=1\r\n'
    "Subject: one\r\n  two\r\n"
    'Reason: SIP;cause=487\r\nReason: Q.850;cause=16;text="bye"\r\n\r\nv=0\r\n'
)


@pytest.mark.parametrize(
    ("text", "name", "number", "parameters"),
    [
        ('"Awa K." <sip:101@acme.example>;tag=a', "Awa K.", "101", "tag=a"),
        ("Awa <sips:101@acme.example;transport=tls>", "Awa", "101", ""),
        ("<sip:+2250700000001@127.0.0.2:5070>", "", "+2250700000001", ""),
        ("sip:101@acme.example;tag=a", "", "101", "tag=a"),
        ("sip:acme.example", "", "", ""),
        (r'"a \"b\" \\c" <sip:1@x>', r'a "b" \c', "1", ""),
    ],
)
def test_an_address_has_a_name_and_a_number(text: str, name: str, number: str, parameters: str) -> None:
    address = Address.parse(text)
    assert (address.name, address.number, address.parameters) == (name, number, parameters)


def test_a_request_is_read() -> None:
    message = Message.parse(INVITE)
    assert (message.method, message.code, message.body) == ("INVITE", 0, "v=0\n")
    assert message.address("FROM") == Address('Awa "K"', "sip:+2250700000001@127.0.0.2", "tag=1")
    assert message.get("subject") == "one two"
    assert message.get("x-none") is None
    assert message.address("x-none") is None
    assert message.cause == 16


def test_a_response_is_read() -> None:
    message = Message.parse("SIP/2.0 486 Busy Here\r\nTo: <sip:1@x>\r\n\r\n")
    assert (message.method, message.code, message.cause) == ("", 486, None)
