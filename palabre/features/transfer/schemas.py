"""The shapes of transfers in the API."""

from typing import Annotated, Literal

from pydantic import Field

from palabre.kit.inputs import Digits, Input, Output, untouched


class TransferNew(Input):
    """Who transfers (`by`, the short number of one side), and where to.

    `blind`: the other side is on its way at once. `attended`: who transfers talks with the target first,
    and the other side hears music; when he hangs up, both go on together.
    """

    by: Digits
    target: Annotated[str, Field(alias="to", pattern=r"^\+?[0-9*]{1,32}$", max_length=33)]
    kind: Literal["blind", "attended"] = "blind"


class ConsultationEnd(Input):
    """Who is asking a target at the moment, by his short number."""

    by: Digits


class ConsultationTurn(ConsultationEnd):
    """With whom he talks from now on: the target, the other side, or all together."""

    partner: Annotated[Literal["target", "other", "all"], Field(alias="to")]


class TransferSettingsOut(Output):
    """How the account transfers: whether codes pressed in a conversation count, and whom the target sees."""

    by_keys: bool
    shows_caller: bool


class TransferSettingsChange(Input):
    """What shall change."""

    by_keys: bool = untouched()
    shows_caller: bool = untouched()
