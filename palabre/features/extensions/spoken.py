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

YOUR_SHORT_NUMBER = Sentence(
    "your_short_number",
    fr="Composez votre numéro court, puis dièse.",
    en="Please enter your short number, then the hash key.",
)
YOUR_PIN = Sentence(
    "your_pin",
    fr="Composez votre code personnel, puis dièse.",
    en="Please enter your personal code, then the hash key.",
)
NOT_LET_IN = Sentence(
    "not_let_in",
    fr="Ce numéro ou ce code n'est pas le bon.",
    en="That number or that code is not right.",
)
NUMBER_TO_CALL = Sentence(
    "number_to_call",
    fr="Composez le numéro à appeler, puis dièse.",
    en="Please enter the number to call, then the hash key.",
)
