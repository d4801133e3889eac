"""What a supervisor is told."""

from palabre.calls.spoken import Sentence

NOT_ALLOWED = Sentence(
    "may_not_listen",
    fr="Votre poste n'a pas le droit d'écouter cette conversation.",
    en="Your extension may not listen to this conversation.",
)
NOBODY_TALKS = Sentence(
    "nobody_talks_there",
    fr="Ce poste n'est pas en communication.",
    en="This extension is not in a conversation.",
)
CONVERSATION_OVER = Sentence(
    "listened_is_over",
    fr="La conversation est terminée.",
    en="The conversation is over.",
)
LISTENING = Sentence(
    "you_listen",
    fr="Vous écoutez. Votre micro est coupé. Touche deux pour souffler, trois pour participer.",
    en="You are listening. Your microphone is off. Press two to whisper, three to join in.",
)
