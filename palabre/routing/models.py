"""The tables of scenarios and of their published versions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.clock import clock
from palabre.kit.tables import Named, Owned


class Scenario(Named):
    """A drawn routing: its draft, and which version calls follow."""

    __tablename__ = "scenarios"

    draft: Mapped[dict[str, Any]]
    published_version: Mapped[int | None]


class ScenarioVersion(Owned):
    """What was published once; a call keeps the version it began with."""

    __tablename__ = "scenario_versions"

    scenario_id: Mapped[UUID] = mapped_column(ForeignKey("scenarios.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_by: Mapped[UUID | None]
