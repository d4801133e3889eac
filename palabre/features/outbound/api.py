"""Routes of calls outside: their rules, what they cost, and what would become of one."""

from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy import select

from palabre.features.outbound.explain import explain
from palabre.features.outbound.keep import (
    Place,
    add_rate,
    change_rate,
    change_settings,
    remove_rate,
    replace_rates,
    rule_at,
    set_rule,
    settings_of,
)
from palabre.features.outbound.models import OutgoingRule, Rate, VerifiedNumber
from palabre.features.outbound.schemas import (
    ExplainIn,
    ExplainOut,
    OutgoingRuleIn,
    OutgoingRuleOut,
    OutgoingSettingsChange,
    OutgoingSettingsOut,
    RateChange,
    RateNew,
    RateOut,
    RatesIn,
    RatesKept,
    SpendingsOut,
    VerifiedNumberConfirm,
    VerifiedNumberNew,
    VerifiedNumberOut,
)
from palabre.features.outbound.spending import spending
from palabre.features.outbound.verify import CodeWrong, add_verified, confirm, remove_verified, send_again
from palabre.kit.access import Edit, Read
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(tags=["outbound"])


@router.get("/outbound/settings")
async def get_outgoing_settings(access: Read) -> OutgoingSettingsOut:
    """What holds for all calls outside."""
    return OutgoingSettingsOut.model_validate(await settings_of(access.session))


@router.patch("/outbound/settings")
async def change_outgoing_settings(access: Edit, wanted: OutgoingSettingsChange) -> OutgoingSettingsOut:
    """Change the currency, the limits of the account, how trunks are chosen, and who gets calls back."""
    return OutgoingSettingsOut.model_validate(await change_settings(access.session, wanted.sent()))


@router.get("/outbound/rule")
async def get_outgoing_rule(access: Read) -> OutgoingRuleOut:
    """What the account says of its extensions' calls outside."""
    return _rule(await rule_at(access.session, Place()))


@router.put("/outbound/rule")
async def set_outgoing_rule(access: Edit, wanted: OutgoingRuleIn) -> OutgoingRuleOut:
    """Let the account say this."""
    return _rule(await set_rule(access.session, wanted, Place()))


@router.get("/extensions/{extension_id}/outbound")
async def get_extension_outgoing(access: Read, extension_id: UUID) -> OutgoingRuleOut:
    """What an extension says of its calls outside."""
    return _rule(await rule_at(access.session, Place(extension_id)))


@router.put("/extensions/{extension_id}/outbound")
async def set_extension_outgoing(access: Edit, extension_id: UUID, wanted: OutgoingRuleIn) -> OutgoingRuleOut:
    """Let an extension say this."""
    return _rule(await set_rule(access.session, wanted, Place(extension_id)))


@router.get("/extension-groups/{extension_group_id}/outbound")
async def get_group_outgoing(access: Read, extension_group_id: UUID) -> OutgoingRuleOut:
    """What a group says of its members' calls outside."""
    return _rule(await rule_at(access.session, Place(group=extension_group_id)))


@router.put("/extension-groups/{extension_group_id}/outbound")
async def set_group_outgoing(
    access: Edit, extension_group_id: UUID, wanted: OutgoingRuleIn
) -> OutgoingRuleOut:
    """Let a group say this."""
    return _rule(await set_rule(access.session, wanted, Place(group=extension_group_id)))


@router.post("/outbound/explain")
async def explain_outgoing(request: Request, access: Read, asked: ExplainIn) -> ExplainOut:
    """What number they will see, over which trunk, at which price, and why: without dialling."""
    return await explain(access.session, access.bus, asked, language_of(request))


@router.get("/outbound/spending")
async def get_spending(access: Read) -> SpendingsOut:
    """What was spent today and this month."""
    return await spending(access.session)


@router.get("/outbound/rates")
async def list_rates(access: Read, paging: Pages) -> Page[RateOut]:
    """The prices, of the account and of its trunks."""
    rows, following = await turn(access.session, select(Rate), Rate, paging)
    return Page(items=[RateOut.model_validate(each) for each in rows], next=following)


@router.post("/outbound/rates", status_code=201)
async def create_rate(access: Edit, new: RateNew) -> RateOut:
    """Add a price."""
    return RateOut.model_validate(await add_rate(access.session, new))


@router.put("/outbound/rates")
async def set_rates(access: Edit, wanted: RatesIn) -> RatesKept:
    """Put a whole price table in the place of the account's, or of a trunk's."""
    return RatesKept(count=await replace_rates(access.session, wanted))


@router.patch("/outbound/rates/{rate_id}")
async def change_a_rate(access: Edit, rate_id: UUID, wanted: RateChange) -> RateOut:
    """Change a price; conversations that go on keep theirs."""
    return RateOut.model_validate(await change_rate(access.session, rate_id, wanted.sent()))


@router.delete("/outbound/rates/{rate_id}", status_code=204)
async def delete_rate(access: Edit, rate_id: UUID) -> None:
    """Take a price out of its table."""
    await remove_rate(access.session, rate_id)


@router.get("/verified-numbers")
async def list_verified_numbers(access: Read, paging: Pages) -> Page[VerifiedNumberOut]:
    """Numbers at other operators that may be shown."""
    rows, following = await turn(access.session, select(VerifiedNumber), VerifiedNumber, paging)
    return Page(items=[VerifiedNumberOut.model_validate(each) for each in rows], next=following)


@router.post("/verified-numbers", status_code=201)
async def create_verified_number(access: Edit, new: VerifiedNumberNew) -> VerifiedNumberOut:
    """Send a code to a number, to prove that it is one's own."""
    return VerifiedNumberOut.model_validate(await add_verified(access.session, new))


@router.get("/verified-numbers/{verified_number_id}")
async def get_verified_number(access: Read, verified_number_id: UUID) -> VerifiedNumberOut:
    """One of them."""
    return VerifiedNumberOut.model_validate(await find(access.session, VerifiedNumber, verified_number_id))


@router.post("/verified-numbers/{verified_number_id}/code")
async def send_verification_code(access: Edit, verified_number_id: UUID) -> VerifiedNumberOut:
    """Send another code."""
    return VerifiedNumberOut.model_validate(await send_again(access.session, verified_number_id))


@router.post("/verified-numbers/{verified_number_id}/confirm")
async def confirm_verified_number(
    access: Edit, verified_number_id: UUID, given: VerifiedNumberConfirm
) -> VerifiedNumberOut:
    """Give the code that has come; wrong ones are counted."""
    row = await confirm(access.session, verified_number_id, given.code)
    if row is None:
        await access.session.commit()
        raise CodeWrong(field="code")
    return VerifiedNumberOut.model_validate(row)


@router.delete("/verified-numbers/{verified_number_id}", status_code=204)
async def delete_verified_number(access: Edit, verified_number_id: UUID) -> None:
    """Show a number no more."""
    await remove_verified(access.session, verified_number_id)


def _rule(rule: OutgoingRule | None) -> OutgoingRuleOut:
    return OutgoingRuleOut() if rule is None else OutgoingRuleOut.model_validate(rule)
