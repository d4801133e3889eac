"""Decides who guesses passwords: failed logins in, addresses to shut out and to let in again out."""

import re
from collections import deque
from ipaddress import ip_address, ip_network

from palabre.phone.engine.settings import Brake

# Exactly one per wrong password, whether the user exists or not; the first request of a login is no failure.
FAILED = re.compile(
    r'SecurityEvent="(?:ChallengeResponseFailed|InvalidPassword)".*RemoteAddress="IPV[46]/\w+/([^/"]+)/'
)


def failed_login(line: str) -> str | None:
    """The source address of a failed login in a line of the security log."""
    found = FAILED.search(line)
    return found[1] if found else None


class Guesses:
    """Counts failures per address over the last minute; times are seconds on any one clock."""

    def __init__(self, brake: Brake) -> None:
        self.brake = brake
        self.trusted = [ip_network(network) for network in brake.trusted]
        self.failures: dict[str, deque[float]] = {}
        self.banned: dict[str, float] = {}

    def failed(self, address: str, at: float) -> bool:
        """Count a failure; true if this one makes the address be shut out."""
        if address in self.banned or self.is_trusted(address):
            return False
        times = self.failures.setdefault(address, deque())
        times.append(at)
        while times[0] <= at - self.brake.window:
            times.popleft()
        if len(times) <= self.brake.failures:
            return False
        del self.failures[address]
        self.banned[address] = at + self.brake.ban
        return True

    def pardoned(self, at: float) -> list[str]:
        """The addresses whose time is over; they start anew. Forgets failures that no longer count."""
        over = [address for address, until in self.banned.items() if until <= at]
        for address in over:
            del self.banned[address]
        old = at - self.brake.window
        self.failures = {address: times for address, times in self.failures.items() if times[-1] > old}
        return over

    def is_trusted(self, address: str) -> bool:
        """Whether an address is never shut out."""
        source = ip_address(address)
        return any(source in network for network in self.trusted)
