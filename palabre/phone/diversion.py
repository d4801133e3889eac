"""Calls that were sent on: how often, as carriers tell us, and what we tell them (RFC 5806, RFC 7044)."""

import re
from dataclasses import dataclass
from typing import Literal

Reason = Literal["unconditional", "user-busy", "no-answer", "unavailable"]

CAUSE_OF: dict[Reason, int] = {
    "unconditional": 302,
    "user-busy": 486,
    "no-answer": 408,
    "unavailable": 503,
}
"""The reasons in a History-Info entry (RFC 4458 2)."""
MOST_HEADERS = 10
"""A call with so many Diversion headers has been sent on at least so often."""
ENTRY = re.compile(r"<[^<>]*>[^,<>]*")
COUNTER = re.compile(r";\s*counter\s*=\s*([0-9]{1,2})")
SENT_ON = re.compile(r"(?:[;?]|%3B)\s*cause=[0-9]|;\s*mp=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Diversion:
    """Who sends a call on (a number), why, and how often it has been sent on by then."""

    by: str
    reason: Reason = "unconditional"
    hops: int = 1


def hops(told: str) -> int:
    """How often a call was sent on before it came, out of `Diversion|its tenth header|History-Info`."""
    diverted, tenth, history = [*told.split("|"), "", ""][:3]
    entries = ENTRY.findall(diverted)
    counted = sum(int(found[1]) if (found := COUNTER.search(each)) else 1 for each in entries)
    retargeted = sum(SENT_ON.search(each) is not None for each in ENTRY.findall(history))
    return max(counted, retargeted, MOST_HEADERS if "<" in tenth else 0)


def headers(diversion: Diversion, target: str, host: str) -> dict[str, str]:
    """What goes with a call to a number behind a carrier; one Diversion stands for all (RFC 5806 7.2)."""
    by, cause = f"sip:{diversion.by}@{host}", CAUSE_OF[diversion.reason]
    before = [f"<{by}>;index=1"]
    index = "1"
    for _ in range(diversion.hops - 1):
        index += ".1"
        before.append(f"<{by};cause={CAUSE_OF['unconditional']}>;index={index}")
    index += ".1"
    entry = f"<sip:{target}@{host};cause={cause}>;index={index};mp={index.rpartition('.')[0]}"
    return {
        "Diversion": f"<{by}>;reason={diversion.reason};counter={min(diversion.hops, 99)}",
        "History-Info": ", ".join([*before, entry]),
    }
