"""The shapes of templates in the API."""

from uuid import UUID

from palabre.kit.inputs import Digits, Input, Name, Output, untouched
from palabre.routing.flow import Document
from palabre.routing.schemas import Version
from palabre.routing.schemas_versions import Note


class TemplateNew(Input):
    """A scenario whose drawing others shall begin with; `version` unset: its draft."""

    name: Name
    description: Note | None = None
    scenario_id: UUID
    version: Version | None = None


class TemplateChange(Input):
    """What can change of an own template."""

    name: Name = untouched()
    description: Note | None = untouched()


class TemplateOut(Output):
    """A template: one of the account's own, or (`stock`) one that comes along."""

    id: str
    stock: bool
    name: str
    description: str


class TemplateDrawn(TemplateOut):
    """A template with its drawing."""

    document: Document


class FromTemplate(Input):
    """A new scenario: its name, unless it has that of the template, and its short number."""

    name: Name | None = None
    number: Digits | None = None
