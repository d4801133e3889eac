"""Who is shut out for guessing passwords, and for how long."""

import pytest

from palabre.phone.engine.guesses import Guesses, failed_login
from palabre.phone.engine.settings import Brake

LINE = (
    '[2026-01-01 00:00:00.000] SECURITY[7] res_security_log.c: SecurityEvent="{event}",EventTV="x",'
    'Severity="Error",Service="PJSIP",EventVersion="1",AccountID="{account}",SessionID="s",'
    'LocalAddress="IPV4/UDP/192.0.2.1/5060",RemoteAddress="{source}",Challenge="c"'
)
HOME = "198.51.100.7"


@pytest.mark.parametrize(
    ("event", "source", "address"),
    [
        ("ChallengeResponseFailed", "IPV4/UDP/198.51.100.7/5060", HOME),
        ("ChallengeResponseFailed", "IPV6/TLS/2001:db8::1/5061", "2001:db8::1"),
        ("InvalidPassword", "IPV4/TCP/198.51.100.7/40000", HOME),
        ("ChallengeSent", "IPV4/UDP/198.51.100.7/5060", None),
        ("SuccessfulAuth", "IPV4/UDP/198.51.100.7/5060", None),
        ("InvalidAccountID", "IPV4/UDP/198.51.100.7/5060", None),
    ],
)
def test_a_wrong_password_counts_once_and_nothing_else_does(
    event: str, source: str, address: str | None
) -> None:
    assert failed_login(LINE.format(event=event, source=source, account="101")) == address


def test_a_user_name_cannot_pose_as_an_address() -> None:
    account = 'x",RemoteAddress="IPV4/UDP/192.0.2.99/1'
    line = LINE.format(event="ChallengeResponseFailed", source="IPV4/UDP/198.51.100.7/5060", account=account)
    assert failed_login(line) == HOME


@pytest.mark.parametrize(
    ("times", "shut_out"),
    [
        ([0, 1, 2], False),
        ([0, 1, 2, 3], True),
        ([0, 0, 0, 0], True),
        ([0, 20, 40, 59.9], True),
        ([0, 20, 40, 60], False),
        ([0, 30, 61, 91, 122, 152], False),
        ([0, 59, 60, 61, 62], True),
    ],
)
def test_more_than_three_failures_within_a_minute_shut_out(times: list[float], shut_out: bool) -> None:
    guesses = Guesses(Brake(failures=3, window=60, ban=300))
    assert any([guesses.failed(HOME, at) for at in times]) is shut_out


def test_addresses_count_apart() -> None:
    guesses = Guesses(Brake(failures=1))
    assert [guesses.failed(address, 0) for address in (HOME, "192.0.2.1", HOME)] == [False, False, True]


def test_who_is_shut_out_comes_back_after_its_time_with_a_clean_slate() -> None:
    guesses = Guesses(Brake(failures=1, window=60, ban=300))
    assert [guesses.failed(HOME, at) for at in (0, 1, 2, 3)] == [False, True, False, False]
    assert guesses.pardoned(300) == []
    assert guesses.pardoned(301) == [HOME]
    assert guesses.pardoned(302) == []
    assert [guesses.failed(HOME, at) for at in (302, 303)] == [False, True]


def test_trusted_networks_are_never_shut_out() -> None:
    guesses = Guesses(Brake(failures=0, trusted=("198.51.100.0/24", "::1/128")))
    assert [guesses.failed(address, 0) for address in (HOME, "::1", "203.0.113.9")] == [False, False, True]


def test_old_failures_are_forgotten() -> None:
    guesses = Guesses(Brake(window=60))
    for number in range(100):
        guesses.failed(f"192.0.2.{number}", 0)
    guesses.pardoned(61)
    assert guesses.failures == {}
