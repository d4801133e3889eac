"""What is said to who wants to go on with a call at another phone."""

from palabre.calls.spoken import Sentence

NO_CALL_TO_MOVE = Sentence(
    "no_call_to_move",
    fr="Aucune conversation n'est en cours sur vos autres téléphones.",
    en="No conversation is going on at your other phones.",
)
