"""The shapes of what is going on now."""

from datetime import datetime
from uuid import UUID

from palabre.kit.inputs import Output


class RegistrationOut(Output):
    """A registered phone: where it is reached, and what it says it is."""

    device_id: UUID
    device_name: str
    endpoint: str
    extension_id: UUID
    extension_name: str
    number: str | None
    address: str
    user_agent: str | None
    since: datetime
