"""Adds webhooks to an account, changes them, and sends again what was given up."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.webhooks.deliver import CHANNEL
from palabre.features.webhooks.listen import PATIENCE
from palabre.features.webhooks.models import Delivery, Webhook
from palabre.features.webhooks.schemas import WebhookNew
from palabre.features.webhooks.sign import new_secret
from palabre.kit.clock import clock
from palabre.kit.db import announce
from palabre.kit.errors import NotFound
from palabre.kit.outside import UrlWrong
from palabre.kit.outside_guard import place_of
from palabre.kit.rows import change, find, save


async def add_webhook(session: AsyncSession, new: WebhookNew) -> Webhook:
    """Add a webhook with a secret of its own. Raises UrlWrong."""
    _check(new.url)
    webhook = Webhook(**new.model_dump(), secret=new_secret())
    session.add(webhook)
    await save(session)
    return webhook


async def change_webhook(session: AsyncSession, webhook_id: UUID, values: dict[str, Any]) -> Webhook:
    """Change a webhook. Raises NotFound, UrlWrong."""
    webhook = await find(session, Webhook, webhook_id)
    if "url" in values:
        _check(values["url"])
    if "url" in values or values.get("enabled"):
        values |= {"rests_until": None, "failures": 0}
    change(webhook, values)
    await save(session)
    announce(session, CHANNEL)
    return webhook


async def send_again(session: AsyncSession, webhook_id: UUID, delivery_id: UUID) -> Delivery:
    """Let a delivery wait anew, whatever became of it, with a whole day of patience. Raises NotFound."""
    delivery = await delivery_of(session, webhook_id, delivery_id)
    now = clock.now()
    change(delivery, {"state": "waiting", "due_at": now, "patience_until": now + PATIENCE})
    change(await find(session, Webhook, webhook_id), {"rests_until": None})
    await save(session)
    announce(session, CHANNEL)
    return delivery


async def delivery_of(session: AsyncSession, webhook_id: UUID, delivery_id: UUID) -> Delivery:
    """A delivery of that webhook. Raises NotFound."""
    delivery = await find(session, Delivery, delivery_id)
    if delivery.webhook_id != webhook_id:
        raise NotFound(what=str(delivery_id))
    return delivery


def _check(url: str) -> None:
    """That it is an address at all; whether it may be reached is seen when it is reached for."""
    try:
        place_of(url)
    except UrlWrong:
        raise UrlWrong(field="url") from None
