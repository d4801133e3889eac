"""Routes of webhooks and of what was sent to them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select

from palabre.features.webhooks.hooks import add_webhook, change_webhook, delivery_of, send_again
from palabre.features.webhooks.models import Delivery, Webhook
from palabre.features.webhooks.schemas import (
    DeliveryOut,
    DeliveryWhole,
    State,
    WebhookChange,
    WebhookMade,
    WebhookNew,
    WebhookOut,
)
from palabre.features.webhooks.sign import new_secret
from palabre.kit.access import Edit, Read
from palabre.kit.rows import Page, Pages, find, save, turn

router = APIRouter(tags=["webhooks"], prefix="/webhooks")
ONE = "/{webhook_id}/deliveries/{delivery_id}"


@router.get("")
async def list_webhooks(access: Read, paging: Pages) -> Page[WebhookOut]:
    """The account's webhooks."""
    rows, following = await turn(access.session, select(Webhook), Webhook, paging)
    return Page(items=[WebhookOut.model_validate(each) for each in rows], next=following)


@router.post("", status_code=201)
async def create_webhook(access: Edit, new: WebhookNew) -> WebhookMade:
    """Add a webhook; the answer alone shows its secret."""
    return WebhookMade.model_validate(await add_webhook(access.session, new))


@router.get("/{webhook_id}")
async def get_webhook(access: Read, webhook_id: UUID) -> WebhookOut:
    """One webhook."""
    return WebhookOut.model_validate(await find(access.session, Webhook, webhook_id))


@router.patch("/{webhook_id}")
async def change_a_webhook(access: Edit, webhook_id: UUID, wanted: WebhookChange) -> WebhookOut:
    """Change a webhook."""
    return WebhookOut.model_validate(await change_webhook(access.session, webhook_id, wanted.sent()))


@router.post("/{webhook_id}/secret")
async def renew_webhook_secret(access: Edit, webhook_id: UUID) -> WebhookMade:
    """Give a webhook another secret, in force at once."""
    webhook = await find(access.session, Webhook, webhook_id)
    webhook.secret = new_secret()
    await save(access.session)
    return WebhookMade.model_validate(webhook)


@router.delete("/{webhook_id}", status_code=204)
async def delete_webhook(access: Edit, webhook_id: UUID) -> None:
    """Delete a webhook with its log; what waits for it is not sent."""
    await access.session.delete(await find(access.session, Webhook, webhook_id))


@router.get("/{webhook_id}/deliveries")
async def list_deliveries(
    access: Read, webhook_id: UUID, paging: Pages, state: Annotated[State | None, Query()] = None
) -> Page[DeliveryOut]:
    """What a webhook was told or is to be told, newest first."""
    await find(access.session, Webhook, webhook_id)
    query = select(Delivery).where(Delivery.webhook_id == webhook_id)
    if state is not None:
        query = query.where(Delivery.state == state)
    if paging.cursor:
        last = await find(access.session, Delivery, paging.cursor, "cursor")
        query = query.where(Delivery.position < last.position)
    query = query.order_by(Delivery.position.desc()).limit(paging.limit + 1)
    rows = list(await access.session.scalars(query))
    items = [DeliveryOut.model_validate(each) for each in rows[: paging.limit]]
    return Page(items=items, next=str(items[-1].id) if len(rows) > paging.limit else None)


@router.get(ONE)
async def get_delivery(access: Read, webhook_id: UUID, delivery_id: UUID) -> DeliveryWhole:
    """One delivery, with what is sent."""
    return DeliveryWhole.model_validate(await delivery_of(access.session, webhook_id, delivery_id))


@router.post(ONE + "/again")
async def deliver_again(access: Edit, webhook_id: UUID, delivery_id: UUID) -> DeliveryOut:
    """Send an event once more, also one that was given up."""
    return DeliveryOut.model_validate(await send_again(access.session, webhook_id, delivery_id))
