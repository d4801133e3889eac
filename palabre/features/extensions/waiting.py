"""Call waiting: whether somebody who is in a call is offered one more."""

from palabre.features.extensions.snapshot import Extension

ON_A_CALL = "on_a_call"


def takes_one_more(extension: Extension, calls: int) -> bool:
    """Whether an extension that is in so many calls rings for another one; its phones wait as they can."""
    return calls < (extension.calls_at_once if extension.call_waiting else 1)
