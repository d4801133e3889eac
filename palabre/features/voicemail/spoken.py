"""What callers of a mailbox and those who open it hear."""

from palabre.calls.spoken import Sentence

MESSAGE_OPTIONS = Sentence(
    "message_options",
    fr="Pour envoyer votre message, raccrochez ou tapez 1. Pour le réécouter, tapez 2. "
    "Pour le recommencer, tapez 3. S'il est urgent, tapez 4.",
    en="To send your message, hang up or press 1. To hear it again, press 2. "
    "To record it again, press 3. If it is urgent, press 4.",
)
MESSAGE_URGENT = Sentence(
    "message_urgent",
    fr="Votre message est marqué comme urgent.",
    en="Your message is marked as urgent.",
)
MESSAGE_NOT_URGENT = Sentence(
    "message_not_urgent",
    fr="Votre message n'est plus marqué comme urgent.",
    en="Your message is no longer marked as urgent.",
)
MAILBOX_NUMBER = Sentence(
    "mailbox_number",
    fr="Composez le numéro de la boîte vocale, puis dièse.",
    en="Enter the number of the mailbox, then the hash key.",
)
MAILBOX_UNKNOWN = Sentence(
    "mailbox_unknown",
    fr="Aucune boîte vocale ne porte ce numéro.",
    en="There is no mailbox of that number.",
)
MAILBOX_PIN = Sentence(
    "mailbox_pin",
    fr="Composez votre code secret, puis dièse.",
    en="Enter your PIN, then the hash key.",
)
MAILBOX_PIN_WRONG = Sentence(
    "mailbox_pin_wrong",
    fr="Ce code secret n'est pas le bon.",
    en="That PIN is not right.",
)
MAILBOX_LOCKED = Sentence(
    "mailbox_locked",
    fr="Trop de codes faux ont été composés. Veuillez réessayer plus tard.",
    en="Too many wrong PINs have been entered. Please try again later.",
)
MAILBOX_NO_PIN = Sentence(
    "mailbox_no_pin",
    fr="Cette boîte vocale n'a pas de code secret : elle s'ouvre seulement depuis les postes "
    "auxquels elle appartient.",
    en="This mailbox has no PIN: it opens only from the phones that it belongs to.",
)
MAILBOX_MENU = Sentence(
    "mailbox_menu",
    fr="Pour écouter vos messages, tapez 1. Pour changer de dossier, tapez 2. "
    "Pour vos options personnelles, tapez 0. Pour réentendre ce menu, tapez étoile. "
    "Pour quitter, tapez dièse.",
    en="To listen to your messages, press 1. To change folders, press 2. For your personal options, press 0. "
    "To hear this menu again, press star. To leave, press hash.",
)
MAILBOX_FOLDERS = Sentence(
    "mailbox_folders",
    fr="Pour les nouveaux messages, tapez 0. Pour les anciens messages, tapez 1.",
    en="For new messages, press 0. For old messages, press 1.",
)
MAILBOX_NO_MESSAGE = Sentence(
    "mailbox_no_message",
    fr="Il n'y a aucun message dans ce dossier.",
    en="There is no message in this folder.",
)
MAILBOX_NO_MORE = Sentence(
    "mailbox_no_more",
    fr="Il n'y a pas d'autre message.",
    en="There are no more messages.",
)
MAILBOX_URGENT = Sentence(
    "mailbox_urgent",
    fr="Message urgent.",
    en="Urgent message.",
)
MAILBOX_LISTENING = Sentence(
    "mailbox_listening",
    fr="Message précédent : 4. Répéter : 5. Message suivant : 6. Supprimer : 7. Transférer : 8. "
    "Ranger : 9. Autres options : 3. Retour : étoile. Quitter : dièse.",
    en="Previous message: 4. Repeat: 5. Next message: 6. Delete: 7. Forward: 8. "
    "Save: 9. More options: 3. Back: star. Leave: hash.",
)
MAILBOX_DELETED = Sentence(
    "mailbox_deleted",
    fr="Message supprimé.",
    en="Message deleted.",
)
MAILBOX_UNDELETED = Sentence(
    "mailbox_undeleted",
    fr="Message rétabli.",
    en="Message restored.",
)
MAILBOX_SAVED = Sentence(
    "mailbox_saved",
    fr="Message rangé.",
    en="Message saved.",
)
MAILBOX_ADVANCED = Sentence(
    "mailbox_advanced",
    fr="Pour rappeler l'auteur du message, tapez 2. Pour connaître la date et le numéro, tapez 3. "
    "Pour revenir, tapez étoile.",
    en="To call the sender back, press 2. For the date and the number, press 3. To go back, press star.",
)
MAILBOX_CALL_BACK = Sentence(
    "mailbox_call_back",
    fr="Pour rappeler ce numéro, tapez 1. Pour revenir, tapez étoile.",
    en="To call this number, press 1. To go back, press star.",
)
MAILBOX_NO_NUMBER = Sentence(
    "mailbox_no_number",
    fr="L'auteur de ce message a masqué son numéro.",
    en="The sender of this message has withheld his number.",
)
MAILBOX_FORWARD = Sentence(
    "mailbox_forward",
    fr="Composez le numéro de la boîte ou du poste à qui transférer le message, puis dièse.",
    en="Enter the number of the mailbox or extension to forward the message to, then the hash key.",
)
MAILBOX_FORWARDED = Sentence(
    "mailbox_forwarded",
    fr="Le message est transféré.",
    en="The message has been forwarded.",
)
MAILBOX_OPTIONS = Sentence(
    "mailbox_options",
    fr="Annonce quand vous êtes en ligne : 1. Annonce quand vous êtes absent : 2. "
    "Annonce temporaire : 3. Code secret : 4. Retour : étoile.",
    en="Greeting for when you are on a call: 1. Greeting for when you are away: 2. "
    "Temporary greeting: 3. PIN: 4. Back: star.",
)
MAILBOX_TEMPORARY_IS_SET = Sentence(
    "mailbox_temporary_is_set",
    fr="Une annonce temporaire est active. Pour la retirer, tapez 1. Pour la remplacer, tapez 2.",
    en="A temporary greeting is on. To remove it, press 1. To replace it, press 2.",
)
MAILBOX_TEMPORARY_REMOVED = Sentence(
    "mailbox_temporary_removed",
    fr="L'annonce temporaire est retirée.",
    en="The temporary greeting has been removed.",
)
MAILBOX_TEMPORARY_DAYS = Sentence(
    "mailbox_temporary_days",
    fr="Combien de jours doit-elle durer, aujourd'hui compris ? Composez le nombre, puis dièse. "
    "Sans fin : dièse.",
    en="How many days shall it last, today included? Enter the number, then the hash key. "
    "Without an end: the hash key.",
)
MAILBOX_GREETING_SET = Sentence(
    "mailbox_greeting_set",
    fr="Votre annonce est en service.",
    en="Your greeting is in use.",
)
NO_MESSAGE_BEING_LEFT = Sentence(
    "no_message_being_left",
    fr="Personne ne laisse de message en ce moment.",
    en="Nobody is leaving a message at the moment.",
)
MAILBOX_NEW_PIN = Sentence(
    "mailbox_new_pin",
    fr="Composez votre nouveau code secret, de quatre à dix chiffres, puis dièse.",
    en="Enter your new PIN, four to ten digits, then the hash key.",
)
MAILBOX_PIN_AGAIN = Sentence(
    "mailbox_pin_again",
    fr="Composez-le encore une fois, puis dièse.",
    en="Enter it once more, then the hash key.",
)
MAILBOX_PIN_SET = Sentence(
    "mailbox_pin_set",
    fr="Votre nouveau code secret est enregistré.",
    en="Your new PIN is saved.",
)
MAILBOX_PIN_NOT_SET = Sentence(
    "mailbox_pin_not_set",
    fr="Ce code ne convient pas. L'ancien reste en vigueur.",
    en="That PIN will not do. The old one stays in force.",
)
