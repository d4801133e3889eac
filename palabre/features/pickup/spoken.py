"""What is said to who wants to take a colleague's call."""

from palabre.calls.spoken import Sentence

NOTHING_RINGS = Sentence(
    "nothing_rings",
    fr="Il n'y a aucun appel à prendre.",
    en="There is no call to pick up.",
)
NOT_TO_BE_PICKED_UP = Sentence(
    "not_to_be_picked_up",
    fr="Les appels de ce poste ne peuvent pas être pris par un collègue.",
    en="Calls of this extension cannot be picked up by a colleague.",
)
