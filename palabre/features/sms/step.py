"""Sends a text message."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID, uuid4

from palabre.calls.call import Call
from palabre.features import numbers
from palabre.features.sms.parts import count
from palabre.features.sms.snapshot import Templates
from palabre.kit.errors import PalabreError
from palabre.routing.step import Ref, Step
from palabre.routing.variables import fill

ASKED = "sms_asked"
"""The fact: a message to be sent, whole; `listen` puts it into the outbox."""
MOST_PARTS = 10
SmsTemplateRef = Annotated[UUID, Ref("sms_template")]


class RecipientWrong(PalabreError):
    """A recipient that no message can reach: an anonymous caller, a short number."""

    code, status = "sms_recipient_wrong", 422
    fr = "Un SMS ne peut pas être envoyé à « {recipient} »."
    en = "A text message cannot be sent to “{recipient}”."


class SmsTooLong(PalabreError):
    """A text that would go in more parts than anybody wants to pay for."""

    code, status = "sms_too_long", 422
    fr = "Le SMS prendrait {parts} messages : {limit} au plus."
    en = "The text would take {parts} messages: {limit} at most."


class SmsEmpty(PalabreError):
    """A text of which nothing is left once its variables are filled in."""

    code, status = "sms_empty", 422
    fr = "Le SMS est vide."
    en = "The text message is empty."


class SendSms(Step):
    """Has a text message sent; the call goes on at once, and no restart loses the message."""

    type: ClassVar[str] = "sms"
    icon: ClassVar[str] = "message"
    group: ClassVar[str] = "data"
    takes_time: ClassVar[bool] = False

    template: SmsTemplateRef

    async def run(self, call: Call) -> Literal["done"]:
        """Fill the template in, and note it."""
        template = call.account.part(Templates).get(self.template)
        wanted, text = fill(template.recipient, call), fill(template.text, call).strip()
        recipient = numbers.e164(wanted, call.account.country)
        if recipient is None:
            raise RecipientWrong(recipient=wanted[:40])
        counted = count(text)
        if not text:
            raise SmsEmpty()
        if counted.parts > MOST_PARTS:
            raise SmsTooLong(parts=counted.parts, limit=MOST_PARTS)
        call.note(
            ASKED,
            message=str(uuid4()),
            template=str(template.id),
            sender=template.sender,
            recipient=recipient,
            text=text,
            encoding=counted.encoding,
            parts=counted.parts,
        )
        return "done"
