"""The code under which a phone records a greeting."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.greetings.record import RecordGreeting
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def record(account: Account, extension: UUID, rest: str) -> Flow | None:
    """Any phone of the company may add a greeting to its list."""
    return single("record_greeting", RecordGreeting(extension=extension))


CODES = [
    Code(
        "record_greeting",
        "077",
        "none",
        record,
        fr="Enregistrer une annonce",
        en="Record a greeting",
    )
]
