"""Takes a fax."""

from collections.abc import Iterator
from typing import ClassVar

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features.fax.snapshot import FaxLines
from palabre.kit.errors import PalabreError
from palabre.routing.step import FaxLineRef, Step

RECEIVED = "received"


class FaxNotTaken(PalabreError):
    """A call for a fax line, where faxes cannot be received yet."""

    code, status = "fax_not_taken", 501
    fr = "La ligne de télécopie « {line} » ne peut pas encore recevoir de documents."
    en = "The fax line “{line}” cannot receive documents yet."


class Fax(Step):
    """Receives a fax for a fax line; as long as it cannot, it sounds no fax tone and goes on by `failed`."""

    type: ClassVar[str] = "fax"
    icon: ClassVar[str] = "printer"
    group: ClassVar[str] = "voice"
    takes_time: ClassVar[bool] = False

    line: FaxLineRef

    def exits(self) -> tuple[str, ...]:
        """Where the call goes once faxes are taken."""
        return (RECEIVED,)

    def warnings_in(self, account: Account) -> Iterator[PalabreError]:
        """Nothing comes in over it yet."""
        line = account.part(FaxLines).by_id.get(self.line)
        if line is not None:
            yield FaxNotTaken(field="line", line=line.name)

    async def run(self, call: Call) -> None:
        """Say in the log why not."""
        raise FaxNotTaken(line=call.account.part(FaxLines).get(self.line).name)
