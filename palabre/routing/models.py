"""The tables of scenarios: what is drawn, what was published, what was drawn before, templates, tries."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.clock import clock
from palabre.kit.tables import Named, Owned


class Scenario(Named):
    """A drawn routing: its draft, which version calls follow, who has locked it, and where undo stands."""

    __tablename__ = "scenarios"

    draft: Mapped[dict[str, Any]]
    published_version: Mapped[int | None]
    archived_at: Mapped[datetime | None]
    locked_by: Mapped[UUID | None]
    locked_at: Mapped[datetime | None]
    locked_until: Mapped[datetime | None]
    history_entry: Mapped[int | None]


class ScenarioVersion(Owned):
    """What was published once; a call keeps the version it began with."""

    __tablename__ = "scenario_versions"

    scenario_id: Mapped[UUID] = mapped_column(ForeignKey("scenarios.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_by: Mapped[UUID | None]
    note: Mapped[str | None]


class HistoryEntry(Owned):
    """A draft as it was saved once; `entry` counts within the scenario."""

    __tablename__ = "scenario_history"

    scenario_id: Mapped[UUID] = mapped_column(ForeignKey("scenarios.id"), primary_key=True)
    entry: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    saved_by: Mapped[UUID | None]


class ScenarioTemplate(Named):
    """A drawing that the account begins new scenarios with."""

    __tablename__ = "scenario_templates"

    description: Mapped[str | None]
    document: Mapped[dict[str, Any]]


class ScenarioTry(Named):
    """A scripted call into a scenario and what must become of it."""

    __tablename__ = "scenario_tries"

    scenario_id: Mapped[UUID]
    script: Mapped[dict[str, Any]]
    expects: Mapped[dict[str, Any]]
