"""How often a call was sent on: what carriers tell, and what we tell them."""

import pytest

from palabre.phone.diversion import Diversion, headers, hops


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", 0),
        (",|,,|,", 0),
        ("<sip:+22527@x>;reason=unconditional;counter=1,|,,|,", 1),
        ('"Awa, Koné" <sip:1@x>;reason=no-answer;counter=3,|,,|,', 3),
        ("<sip:1@x>;reason=user-busy,|,,|,", 1),
        ("<sip:1@x>;counter=2, <sip:2@x>;counter=4,|,,|,", 6),
        ("<sip:1@x>,|,<sip:9@x>;counter=1,|,", 10),
        (",|,,|,<sip:1@x>;index=1, <sip:2@x;cause=302>;index=1.1;mp=1", 1),
        (",|,,|,<sip:1@x>;index=1, <sip:2@x>;index=1.1;rc=1", 0),
        ("<sip:1@x>;counter=1,|,,|,<sip:1@x?Reason=SIP%3Bcause=486>;index=1,<sip:2@x>;index=1.1;mp=1", 2),
        ("<<<;counter=99999|||", 0),
    ],
)
def test_a_call_tells_how_often_it_was_sent_on(told: str, expected: int) -> None:
    assert hops(told) == expected


@pytest.mark.parametrize("times", [1, 2, 9])
def test_what_we_tell_is_what_we_understand(times: int) -> None:
    told = headers(Diversion("+2252720001000", "no-answer", times), "+2250707070707", "orange.test")
    assert told["Diversion"] == f"<sip:+2252720001000@orange.test>;reason=no-answer;counter={times}"
    assert told["History-Info"].startswith("<sip:+2252720001000@orange.test>;index=1, ")
    assert "<sip:+2250707070707@orange.test;cause=408>" in told["History-Info"]
    assert hops(f"{told['Diversion']},|,,|,") == times
    assert hops(f",|,,|,{told['History-Info']}") == times
