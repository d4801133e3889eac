"""What is said about parked calls."""

from palabre.calls.spoken import Sentence

NOTHING_PARKED = Sentence(
    "nothing_parked",
    fr="Aucun appel n'est parqué sous ce numéro.",
    en="No call is parked under this number.",
)
PARKING_FULL = Sentence(
    "parking_full",
    fr="Toutes les places de parcage sont occupées.",
    en="All parking places are taken.",
)


def parked_at(slot: str) -> Sentence:
    """Where a call waits, for who has put it there."""
    return Sentence("parked_at", fr=f"L'appel est parqué au {slot}.", en=f"The call is parked at {slot}.")
