"""A transferred call that nobody has taken comes back to who has transferred it."""

from typing import ClassVar, Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.parties import Missed, talk
from palabre.calls.speaking import speak_to
from palabre.calls.spoken import Sentence
from palabre.features import extensions
from palabre.features.transfer import facts, spoken
from palabre.features.transfer.consult import why_not
from palabre.kit.errors import NotFound
from palabre.routing.flow import Flow
from palabre.routing.step import Step

REASONS = {"busy": spoken.BUSY, "full": spoken.BUSY, "no_answer": spoken.NO_ANSWER}


class ComeBack(Step):
    """Rings who has transferred the call, tells him why, and lets him talk with the other side again."""

    type: ClassVar[str] = "come_back"
    icon: ClassVar[str] = "arrow-back-up"
    group: ClassVar[str] = "people"

    extension: UUID

    async def run(self, call: Call) -> Literal["busy", "no_answer", "unavailable"] | Flow | None:
        """Where he does not answer either, the call goes on like any call that he misses."""
        extension = call.account.part(extensions.Extensions).by_id.get(self.extension)
        if extension is None:
            raise NotFound(what=str(self.extension))
        why = why_not(call)
        call.seat.shown = None
        label = extensions.label_of(call, extension)
        call.note(facts.RETURNED, to=label, why=why)
        attempt = await extensions.ring_extension(call, extension, extension.ring_seconds)
        if attempt.answered is None:
            missed = extensions.EXIT_OF[attempt.missed or Missed.UNAVAILABLE]
            return extensions.diverted(call, extension.id, missed) or missed
        await _tell(call, attempt.answered, REASONS.get(why, spoken.UNAVAILABLE))
        await talk(call, attempt.answered, label)
        return None


async def _tell(call: Call, party: str, sentence: Sentence) -> None:
    """Let one who has just picked up know, before he talks. Raises Gone."""
    sound = await call.world.sounds.sentence(sentence, call.language)
    started = call.now()
    await speak_to(call, party, [sound])
    lasted = round((call.now() - started).total_seconds() * 1000)
    call.note(Kind.PLAYED, said=[sound.says], ms=lasted, cut=False, party=party)
