"""What callers and called phones do, as scenarios for sipp, put together from a few gestures."""

from collections.abc import Iterable

SOUND = """v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
"""
OUTSIDE = "[field0]@[local_ip]:[local_port]"
"""A caller behind the trunk: his number comes from a list."""
DEVICE = "105@bench.test"
"""A phone of the company's own, which proves who it is."""
VIA = "Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK[pid]-[call_number]-{}"
"""CANCEL, and ACK of a refusal, repeat the branch of their INVITE (RFC 3261 9.1, 17.1.1.3)."""
MAYBE = '<recv response="{}" optional="true"/>'
PICKED_UP = "".join(map(MAYBE.format, (100, 180, 183))) + '<recv response="200" rrs="true"/>'
TALK = "<pause/>"


def pause(seconds: float) -> str:
    """Wait."""
    return f'<pause milliseconds="{round(seconds * 1000)}"/>'


def request(method: str, who: str, extra: Iterable[str] = (), count: int = 1, body: str = "") -> str:
    """A request of the caller, within the dialogue once there is one."""
    alone = method in ("INVITE", "CANCEL")
    begins = method == "INVITE"
    lines = [
        f"{method} {'sip:[service]@[remote_ip]:[remote_port]' if alone else '[next_url]'} SIP/2.0",
        VIA.format(count if alone else f"{count}-{method}"),
        "Max-Forwards: 70",
        f"From: <sip:{who}>;tag=[call_number]",
        f"To: <sip:[service]@[remote_ip]:[remote_port]>{'' if alone else '[peer_tag_param]'}",
        "Call-ID: [call_id]",
        f"CSeq: {count} {method}",
        "Contact: <sip:caller@[local_ip]:[local_port]>",
        *extra,
        *(["Content-Type: application/sdp"] if begins else []),
        "Content-Length: [len]",
    ]
    return _send(lines, SOUND if begins else body, again=method != "ACK")


def answer(status: str, body: str = "", again: bool = False) -> str:
    """A response of the called phone."""
    tag = "" if status.endswith("OK") and not body else ";tag=[call_number]"
    copied = ["[last_Via:]", "[last_From:]", f"[last_To:]{tag}", "[last_Call-ID:]", "[last_CSeq:]"]
    kind = ["Content-Type: application/sdp"] if body else []
    contact = "Contact: <sip:callee@[local_ip]:[local_port]>"
    return _send([f"SIP/2.0 {status}", *copied, contact, *kind, "Content-Length: [len]"], body, again)


def refused(who: str) -> str:
    """The acknowledgement of a refusal, which is part of the INVITE."""
    lines = [
        "ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0",
        VIA.format(1),
        "Max-Forwards: 70",
        f"From: <sip:{who}>;tag=[call_number]",
        "To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]",
        "Call-ID: [call_id]",
        "CSeq: 1 ACK",
        "Content-Length: 0",
    ]
    return _send(lines, "", again=False)


def _send(lines: Iterable[str], body: str, again: bool) -> str:
    text = "\n".join([*lines, "", body])
    retransmits = ' retrans="500"' if again else ""
    return f"<send{retransmits}><![CDATA[\n{text}\n]]></send>"


def expect(*responses: int) -> str:
    """The last of some responses; those before it may come or not."""
    *maybe, last = responses
    return "".join(map(MAYBE.format, maybe)) + f'<recv response="{last}"/>'


def hear(*requests: str) -> str:
    """Requests that the called phone waits for."""
    return "".join(f'<recv request="{each}"/>' for each in requests)


def answered(who: str, *doing: str, count: int = 1) -> tuple[str, ...]:
    """From the 200 to the end of a call; `count` is that of the INVITE."""
    return (
        PICKED_UP,
        request("ACK", who, count=count),
        *doing,
        request("BYE", who, count=9),
        expect(200),
    )


PRESS_1 = request(
    "INFO", OUTSIDE, ["Content-Type: application/dtmf-relay"], 2, "Signal=1\r\nDuration=160\r\n"
) + expect(200)
SPEAK = '<nop><action><exec rtp_stream="speech.al,-1,8"/></action></nop>'
LOGIN = (
    request("INVITE", DEVICE),
    MAYBE.format(100),
    '<recv response="401" auth="true"/>',
    refused(DEVICE),
    request("INVITE", DEVICE, ["[authentication username=105 password=secret]"], 2),
)

SCENARIOS: dict[str, tuple[str, ...]] = {
    "caller": (request("INVITE", OUTSIDE), *answered(OUTSIDE, TALK)),
    "phone_caller": (*LOGIN, *answered(DEVICE, TALK, count=2)),
    "refused_caller": (request("INVITE", OUTSIDE), expect(100, 180, 486), refused(OUTSIDE)),
    "impatient_caller": (
        request("INVITE", OUTSIDE),
        expect(100, 180),
        pause(1),
        request("CANCEL", OUTSIDE),
        expect(200),
        expect(487),
        refused(OUTSIDE),
    ),
    "menu_caller": (request("INVITE", OUTSIDE), *answered(OUTSIDE, pause(1), PRESS_1, TALK)),
    "leaving_a_menu": (request("INVITE", OUTSIDE), *answered(OUTSIDE, pause(1))),
    "leaving_a_message": (request("INVITE", OUTSIDE), *answered(OUTSIDE, SPEAK, pause(8))),
    "callee": (
        hear("INVITE"),
        answer("180 Ringing"),
        answer("200 OK", SOUND, again=True),
        hear("ACK", "BYE"),
        answer("200 OK"),
    ),
    "busy_callee": (hear("INVITE"), answer("486 Busy Here", again=True), hear("ACK")),
    "absent_callee": (
        hear("INVITE"),
        answer("180 Ringing"),
        hear("CANCEL"),
        answer("200 OK"),
        '<send retrans="500"><![CDATA[\nSIP/2.0 487 Request Terminated\n[last_Via:]\n[last_From:]\n'
        "[last_To:];tag=[call_number]\n[last_Call-ID:]\nCSeq: [last_cseq_number] INVITE\n"
        "Content-Length: 0\n\n]]></send>",
        hear("ACK"),
    ),
}


def scenario(name: str) -> str:
    """The text of a scenario file."""
    gestures = "\n".join(SCENARIOS[name])
    return f'<?xml version="1.0" encoding="UTF-8" ?>\n<scenario name="{name}">\n{gestures}\n</scenario>\n'
