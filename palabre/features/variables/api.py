"""Routes of account-wide variables."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import func, select

from palabre.features.variables.models import Variable
from palabre.features.variables.schemas import SystemVariable, VariableChange, VariableNew, VariableOut
from palabre.kit.access import Access, Edit, Read
from palabre.kit.clock import clock
from palabre.kit.db import changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import Page, Pages, TooManyThings, find, save, turn
from palabre.routing.uses import refuse_if_named_in_scenario
from palabre.routing.variables import SYSTEM, Type, Value, VariableReadOnly, fit, text_of

LIMIT = 500
router = APIRouter(tags=["variables"], prefix="/variables")


class VariableNameTaken(PalabreError):
    """Another account-wide variable has that name."""

    code, status = "variable_name_taken", 409
    fr = "Une variable « {name} » existe déjà."
    en = "There is already a variable “{name}”."


@router.get("")
async def list_variables(access: Read, paging: Pages) -> Page[VariableOut]:
    """The account-wide variables."""
    rows, following = await turn(access.session, select(Variable), Variable, paging)
    return Page(items=[VariableOut.model_validate(each) for each in rows], next=following)


@router.get("/system")
async def list_system_variables(access: Read) -> list[SystemVariable]:
    """What every call knows of itself, under which names."""
    return [SystemVariable(name=name, type=each.type) for name, each in SYSTEM.items()]


@router.post("", status_code=201)
async def create_variable(access: Edit, new: VariableNew) -> VariableOut:
    """Add an account-wide variable."""
    if new.name in SYSTEM:
        raise VariableReadOnly(field="name", name=new.name)
    if (await access.session.scalar(select(func.count()).select_from(Variable)) or 0) >= LIMIT:
        raise TooManyThings(limit=LIMIT)
    text = _written(new.name, new.value, new.type)
    variable = Variable(name=new.name, type=new.type, text=text, comment=new.comment)
    access.session.add(variable)
    return await _kept(access, variable)


@router.get("/{variable_id}")
async def get_variable(access: Read, variable_id: UUID) -> VariableOut:
    """One account-wide variable with what it holds."""
    return VariableOut.model_validate(await find(access.session, Variable, variable_id))


@router.patch("/{variable_id}")
async def change_variable(access: Edit, variable_id: UUID, wanted: VariableChange) -> VariableOut:
    """Give it another value; the next call sees it."""
    variable = await find(access.session, Variable, variable_id)
    sent = wanted.sent()
    if "value" in sent:
        kind: Type = VariableOut.model_validate(variable).type
        variable.text = _written(variable.name, sent["value"], kind)
        variable.changed_at, variable.changed_by_call = clock.now(), None
    if "comment" in sent:
        variable.comment = sent["comment"]
    return await _kept(access, variable)


@router.delete("/{variable_id}", status_code=204)
async def delete_variable(access: Edit, variable_id: UUID) -> None:
    """Delete it; refused while a scenario names it."""
    variable = await find(access.session, Variable, variable_id)
    await refuse_if_named_in_scenario(access.session, variable.name)
    await access.session.delete(variable)
    changed(access.session)


def _written(name: str, value: Value, kind: Type) -> str:
    try:
        return text_of(fit(name, value, kind))
    except PalabreError as refusal:
        refusal.field = "value"
        raise


async def _kept(access: Access, variable: Variable) -> VariableOut:
    taken = VariableNameTaken(field="name", name=variable.name)
    await save(access.session, variables_account_id_name_key=taken)
    changed(access.session)
    return VariableOut.model_validate(variable)
