"""Leaves a scenario for another one."""

from typing import ClassVar

from palabre.calls.call import Call
from palabre.kit.errors import NotFound
from palabre.routing.flow import Flow
from palabre.routing.plan import flow_of
from palabre.routing.step import ScenarioRef, Step


class GoTo(Step):
    """Goes to the published version of another scenario, without coming back."""

    type: ClassVar[str] = "goto"
    icon: ClassVar[str] = "arrow-right"
    group: ClassVar[str] = "flow"
    takes_time: ClassVar[bool] = False

    scenario: ScenarioRef

    async def run(self, call: Call) -> Flow:
        """Hand over."""
        flow = flow_of(call.account, "scenario", self.scenario)
        if flow is None:
            raise NotFound(what=str(self.scenario))
        return flow
