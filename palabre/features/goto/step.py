"""Leaves a scenario for another one."""

from collections.abc import Iterator
from typing import ClassVar

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.kit.errors import NotFound, PalabreError
from palabre.routing.flow import Flow
from palabre.routing.plan import flow_of
from palabre.routing.step import ScenarioRef, Step


class NothingPublished(PalabreError):
    """A step leads to a scenario that calls cannot follow yet."""

    code, status = "nothing_published", 422
    fr = "Le scénario désigné n'est pas publié : les appelants entendront une excuse."
    en = "The scenario named is not published: callers will hear an apology."


class GoTo(Step):
    """Goes to the published version of another scenario, without coming back."""

    type: ClassVar[str] = "goto"
    icon: ClassVar[str] = "arrow-right"
    group: ClassVar[str] = "flow"
    takes_time: ClassVar[bool] = False

    scenario: ScenarioRef

    async def run(self, call: Call) -> Flow:
        """Hand over."""
        flow = self.goes_on_in(call.account)
        if flow is None:
            raise NotFound(what=str(self.scenario))
        return flow

    def goes_on_in(self, account: Account) -> Flow | None:
        """The other scenario, as calls follow it now."""
        return flow_of(account, "scenario", self.scenario)

    def warnings_in(self, account: Account) -> Iterator[PalabreError]:
        """It may be published later than this one."""
        if self.goes_on_in(account) is None:
            yield NothingPublished(field="scenario")
