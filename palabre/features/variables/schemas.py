"""The shapes of account-wide variables in the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.kit.inputs import Input, Output, untouched
from palabre.routing.variables import Constant, Type, Value, VariableName

Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")]
OUT_OF_RANGE = "a value of its type: a text of at most 4000 characters, a number, or true or false"


class VariableNew(Input):
    """An account-wide variable; its name and type stay as they are, since scenarios rely on them."""

    name: VariableName
    type: Type = "string"
    value: Constant = Field(description=OUT_OF_RANGE)
    comment: Comment | None = None


class VariableChange(Input):
    """What can change of a variable."""

    value: Constant = untouched()
    comment: Comment | None = untouched()


class VariableOut(Output):
    """An account-wide variable; `changed_by_call` is the call that wrote its value, null: a person did."""

    id: UUID
    name: str
    type: Type
    value: Value
    comment: str | None
    changed_at: datetime
    changed_by_call: UUID | None
    created_at: datetime
    updated_at: datetime


class SystemVariable(Output):
    """A variable that every call has, and nobody sets."""

    name: str
    type: Type
