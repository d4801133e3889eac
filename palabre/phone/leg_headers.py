"""What a call that we make tells the other side of who calls, beside its caller id."""

from palabre.phone.diversion import headers
from palabre.phone.events import Caller
from palabre.phone.port import Leg


def caller_id(caller: Caller) -> str:
    """The `Name <number>` form, without what could end the name or start a header."""
    name = "".join(each for each in caller.name if each.isprintable() and each not in '"<>\\')
    return f'"{name}" <{caller.number}>'


def headers_of(leg: Leg) -> dict[str, str]:
    """The channel variables that set them; a device gets none."""
    if leg.uri is None or leg.number is None:
        return {}
    host = leg.uri.partition("@")[2].partition(":")[0].partition(";")[0]
    added = {} if leg.diversion is None else headers(leg.diversion, leg.number, host)
    variables = {f"PJSIP_HEADER(add,{name})": value for name, value in added.items()}
    return variables | (_privacy(leg.caller.number, host) if leg.withheld else {})


def _privacy(number: str, host: str) -> dict[str, str]:
    """The carrier is told who calls, and that the called side shall not be (RFC 3325 9.1, RFC 3323 4.2)."""
    return {
        "CALLERID(pres)": "prohib",
        "CONNECTEDLINE(pres)": "prohib",
        "PJSIP_HEADER(add,P-Asserted-Identity)": f"<sip:{number}@{host}>",
        "PJSIP_HEADER(add,Privacy)": "id",
    }
