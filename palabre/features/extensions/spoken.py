"""What phones hear when they change how their extension is reached."""

from palabre.calls.spoken import Sentence

LEFT_IN_PEACE = Sentence(
    "left_in_peace",
    fr="Ne pas déranger est activé. Votre poste ne sonnera plus.",
    en="Do not disturb is on. Your phone will not ring.",
)
CALLED_AGAIN = Sentence(
    "called_again",
    fr="Ne pas déranger est désactivé. Votre poste sonnera de nouveau.",
    en="Do not disturb is off. Your phone will ring again.",
)
