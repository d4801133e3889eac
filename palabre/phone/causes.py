"""Why a call ended: ITU-T Q.850 causes and their SIP codes."""

from enum import IntEnum


class Cause(IntEnum):
    """The causes that we give or understand (Q.850)."""

    UNASSIGNED = 1
    NORMAL = 16
    BUSY = 17
    NO_RESPONSE = 18
    NO_ANSWER = 19
    ABSENT = 20
    REJECTED = 21
    ANSWERED_ELSEWHERE = 26
    OUT_OF_ORDER = 27
    INVALID_NUMBER = 28
    CONGESTION = 34
    NETWORK_DOWN = 38
    TEMPORARY_FAILURE = 41
    BEARER_MISSING = 58
    TIMER_EXPIRED = 102
    INTERWORKING = 127


def is_busy(cause: int) -> bool:
    """The called side was in a call or said so."""
    return cause == Cause.BUSY


def is_rejected(cause: int, sip: int) -> bool:
    """The called side refused the call."""
    return sip in (403, 603, 607) or cause == Cause.REJECTED


def is_number_refused(sip: int) -> bool:
    """A carrier may not let us show the number (RFC 3261 21.4.4, 21.6.2, 21.6.4; RFC 8197)."""
    return sip in (403, 603, 606, 607)


def is_trunk_trouble(cause: int, sip: int) -> bool:
    """The carrier failed, so that another trunk may do better: 5xx or no response (RFC 3261 21.5)."""
    if sip:
        return 500 <= sip < 600 or sip == 408
    return cause in {
        Cause.NO_RESPONSE,
        Cause.ABSENT,
        Cause.OUT_OF_ORDER,
        Cause.CONGESTION,
        Cause.NETWORK_DOWN,
        Cause.TEMPORARY_FAILURE,
        Cause.TIMER_EXPIRED,
        Cause.INTERWORKING,
    }
