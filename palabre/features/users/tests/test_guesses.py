"""The brake on guessing passwords."""

from datetime import timedelta
from ipaddress import IPv4Network

import pytest

from palabre.features.users.log_in import COLLEAGUES, Attempt, Guesses
from palabre.kit.clock import clock
from palabre.kit.security_brake import TooManyGuesses


def guess(name: str = "awa", address: str = "192.0.2.1") -> Attempt:
    return Attempt(f"{name}@acme.test", "guess", address)


def test_a_name_is_shut_out_at_one_address_only(moved_clock: None) -> None:
    guesses = Guesses(3, [])
    for _ in range(3):
        guesses.attempt(guess())
    with pytest.raises(TooManyGuesses) as refused:
        guesses.attempt(guess())
    assert 0 < refused.value.values["seconds"] <= 60
    guesses.attempt(guess(address="192.0.2.2"))
    guesses.attempt(guess("yao"))


def test_a_right_password_forgives_the_wrong_ones(moved_clock: None) -> None:
    guesses = Guesses(3, [])
    for _ in range(5):
        guesses.attempt(guess())
        guesses.attempt(guess())
        guesses.forgive(guess())


def test_an_address_cannot_try_many_names(moved_clock: None) -> None:
    guesses = Guesses(3, [])
    for count in range(3 * COLLEAGUES):
        guesses.attempt(guess(f"person{count}"))
    with pytest.raises(TooManyGuesses):
        guesses.attempt(guess("somebody else"))
    clock.move(clock.now() + timedelta(seconds=61))
    guesses.attempt(guess("somebody else"))


def test_exempt_networks_and_odd_addresses(moved_clock: None) -> None:
    guesses = Guesses(1, [IPv4Network("10.0.0.0/8")])
    for _ in range(5):
        guesses.attempt(guess(address="10.1.2.3"))
    guesses.attempt(guess(address="testclient"))
    with pytest.raises(TooManyGuesses):
        guesses.attempt(guess(address="testclient"))


def test_what_is_remembered_is_bounded(moved_clock: None) -> None:
    guesses = Guesses(1, [])
    for count in range(12_000):
        guesses.attempt(guess(f"person{count}", f"address {count}"))
    assert len(guesses._brake._attempts) <= 10_000
