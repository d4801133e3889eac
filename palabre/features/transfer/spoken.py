"""What who transfers a call hears."""

from palabre.calls.spoken import Sentence

BUSY = Sentence(
    "transfer_busy",
    fr="Le poste demandé est occupé. Vous reprenez votre correspondant.",
    en="The person you called is busy. You have your caller back.",
)
NO_ANSWER = Sentence(
    "transfer_no_answer",
    fr="Le poste demandé ne répond pas. Vous reprenez votre correspondant.",
    en="The person you called does not answer. You have your caller back.",
)
UNAVAILABLE = Sentence(
    "transfer_unavailable",
    fr="Le poste demandé n'est pas joignable. Vous reprenez votre correspondant.",
    en="The person you called cannot be reached. You have your caller back.",
)
NOTHING_TO_TAKE_BACK = Sentence(
    "nothing_to_take_back",
    fr="Vous n'avez aucun appel transféré à reprendre.",
    en="You have no transferred call to take back.",
)
