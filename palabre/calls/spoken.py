"""What Palabre itself says to a caller, where the subscriber has recorded nothing of his own.

What only one feature says stands in its own `spoken.py`.
"""

from dataclasses import dataclass

from palabre.kit import discover
from palabre.kit.errors import Language


@dataclass(frozen=True)
class Sentence:
    """One thing said to a caller; `name` identifies it in facts and names its file."""

    name: str
    fr: str
    en: str

    def text(self, language: Language) -> str:
        """The words to speak."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True)
class Tone:
    """A signal played to a caller: `frequency` in Hz, length in seconds."""

    name: str
    frequency: float
    seconds: float


BEEP = Tone("beep", 1000, 0.4)

NUMBER_UNKNOWN = Sentence(
    "number_unknown",
    fr="Le numéro que vous avez composé n'est pas attribué.",
    en="The number you have dialled is not in use.",
)
EXTENSION_UNAVAILABLE = Sentence(
    "extension_unavailable",
    fr="Votre correspondant n'est pas joignable pour le moment.",
    en="The person you are calling cannot be reached at the moment.",
)
EXTENSION_BUSY = Sentence(
    "extension_busy",
    fr="Votre correspondant est déjà en ligne.",
    en="The person you are calling is on another call.",
)
NO_ANSWER = Sentence(
    "no_answer",
    fr="Votre correspondant ne répond pas.",
    en="The person you are calling is not answering.",
)
NOT_ALLOWED = Sentence(
    "not_allowed",
    fr="Votre poste n'est pas autorisé à appeler ce numéro.",
    en="Your phone is not allowed to call this number.",
)
CALLER_NUMBER_MISSING = Sentence(
    "caller_number_missing",
    fr="Cet appel est impossible, car votre poste n'a pas de numéro à présenter. "
    "Adressez-vous à votre administrateur.",
    en="This call cannot be made, because your phone has no number to show. "
    "Please contact your administrator.",
)
CALLER_ANONYMOUS = Sentence(
    "caller_anonymous",
    fr="Votre correspondant n'accepte pas les appels masqués. Veuillez rappeler en affichant votre numéro.",
    en="The person you are calling does not accept withheld numbers. Please call again showing your number.",
)
TRUNK_FAILED = Sentence(
    "trunk_failed",
    fr="Votre appel n'a pas pu aboutir. Veuillez réessayer dans quelques instants.",
    en="Your call could not be completed. Please try again in a few moments.",
)
LINES_BUSY = Sentence(
    "lines_busy",
    fr="Toutes nos lignes sont occupées. Veuillez rappeler dans quelques instants.",
    en="All our lines are busy. Please call back in a few moments.",
)
ERROR = Sentence(
    "error",
    fr="Une erreur est survenue. Veuillez rappeler plus tard.",
    en="Something went wrong. Please call again later.",
)
SERVICE_UNAVAILABLE = Sentence(
    "service_unavailable",
    fr="Ce service est momentanément indisponible. Veuillez rappeler plus tard.",
    en="This service is temporarily unavailable. Please call again later.",
)
CLOSED = Sentence(
    "closed",
    fr="Nos bureaux sont actuellement fermés.",
    en="Our offices are currently closed.",
)
INVALID_KEY = Sentence(
    "invalid_key",
    fr="Ce choix n'est pas valable.",
    en="That is not a valid choice.",
)
NO_KEY = Sentence(
    "no_key",
    fr="Nous n'avons pas reçu votre choix.",
    en="We did not receive your choice.",
)
NOT_UNDERSTOOD = Sentence(
    "not_understood",
    fr="Cette réponse n'est pas valable.",
    en="That is not a valid answer.",
)
YOU_TYPED = Sentence(
    "you_typed",
    fr="Vous avez tapé :",
    en="You have typed:",
)
CONFIRM = Sentence(
    "confirm",
    fr="Pour confirmer, tapez 1. Pour recommencer, tapez 2.",
    en="To confirm, press 1. To start again, press 2.",
)
PLEASE_WAIT = Sentence(
    "please_wait",
    fr="Veuillez patienter, nous transférons votre appel.",
    en="Please hold while we transfer your call.",
)
LEAVE_MESSAGE = Sentence(
    "leave_message",
    fr="Laissez votre message après le bip.",
    en="Please leave your message after the tone.",
)
MAILBOX_FULL = Sentence(
    "mailbox_full",
    fr="Cette messagerie est pleine et ne peut plus recevoir de messages.",
    en="This mailbox is full and cannot take any more messages.",
)
MESSAGE_SAVED = Sentence(
    "message_saved",
    fr="Votre message a été enregistré.",
    en="Your message has been saved.",
)
MESSAGE_EMPTY = Sentence(
    "message_empty",
    fr="Nous n'avons entendu aucun message.",
    en="We did not hear a message.",
)
RECORD_GREETING = Sentence(
    "record_greeting",
    fr="Enregistrez votre annonce après le bip, puis appuyez sur dièse.",
    en="Record your greeting after the tone, then press the hash key.",
)
GREETING_REVIEW = Sentence(
    "greeting_review",
    fr="Voici votre annonce.",
    en="Here is your greeting.",
)
GREETING_CHOICE = Sentence(
    "greeting_choice",
    fr="Pour la conserver, tapez 1. Pour recommencer, tapez 2.",
    en="To keep it, press 1. To record it again, press 2.",
)
GREETING_KEPT = Sentence(
    "greeting_kept",
    fr="Votre annonce est enregistrée. Vous la trouverez dans la liste des annonces.",
    en="Your greeting is saved. You will find it in the list of greetings.",
)
GOODBYE = Sentence(
    "goodbye",
    fr="Merci de votre appel. Au revoir.",
    en="Thank you for calling. Goodbye.",
)
FAX_NOT_TAKEN = Sentence(
    "fax_not_taken",
    fr="Cette ligne ne peut pas encore recevoir de télécopies.",
    en="This line cannot receive faxes yet.",
)
SCHEDULE_UNKNOWN = Sentence(
    "schedule_unknown",
    fr="Il n'y a pas d'horaire de cet indice.",
    en="There is no schedule of that index.",
)
USUAL_HOURS_OPEN = Sentence(
    "usual_hours_open",
    fr="Les horaires habituels s'appliquent de nouveau. C'est ouvert.",
    en="The usual hours apply again. It is open.",
)
USUAL_HOURS_CLOSED = Sentence(
    "usual_hours_closed",
    fr="Les horaires habituels s'appliquent de nouveau. C'est fermé.",
    en="The usual hours apply again. It is closed.",
)
UNTIL_TOMORROW = Sentence(
    "until_tomorrow",
    fr="Jusqu'à demain.",
    en="Until tomorrow.",
)
UNTIL_FURTHER_NOTICE = Sentence(
    "until_further_notice",
    fr="Jusqu'à nouvel ordre.",
    en="Until further notice.",
)
ACCEPT_CALL = Sentence(
    "accept_call",
    fr="Vous avez un appel de la file d'attente. Tapez 1 pour le prendre.",
    en="You have a call from the queue. Press 1 to take it.",
)
NEXT_IN_LINE = Sentence(
    "next_in_line",
    fr="Vous êtes le prochain correspondant.",
    en="You are next in line.",
)
CALL_BACK_KEPT = Sentence(
    "call_back_kept",
    fr="Nous vous rappellerons à ce numéro dès que votre tour viendra. Au revoir.",
    en="We will call you back at this number when it is your turn. Goodbye.",
)
CALL_BACK_BEGINS = Sentence(
    "call_back_begins",
    fr="Rappel d'un client de la file d'attente. Ne quittez pas.",
    en="Calling back a client from the queue. Please hold.",
)
ROBOT_NOTICE = Sentence(
    "robot_notice",
    fr="Rappel d'un appel manqué. Ne quittez pas, nous appelons le client.",
    en="Calling back a missed call. Please hold while we call the client.",
)
ROBOT_GREETS = Sentence(
    "robot_greets",
    fr="Bonjour, vous avez cherché à nous joindre. Ne quittez pas, un conseiller va vous répondre.",
    en="Hello, you have tried to reach us. Please hold, somebody will be with you in a moment.",
)
ROBOT_SORRY = Sentence(
    "robot_sorry",
    fr="Veuillez nous excuser, notre conseiller n'est plus disponible. Nous vous rappellerons.",
    en="We are sorry, our colleague is not available any more. We will call you again.",
)

ENTER_PIN = Sentence(
    "enter_pin",
    fr="Composez le code de la conférence.",
    en="Please enter the conference code.",
)
PIN_WRONG = Sentence(
    "pin_wrong",
    fr="Ce code n'est pas le bon.",
    en="That code is not right.",
)
CONFERENCE_LOCKED = Sentence(
    "conference_locked",
    fr="Cette conférence est fermée et n'admet plus personne.",
    en="This conference is locked and takes nobody more.",
)
CONFERENCE_FULL = Sentence(
    "conference_full",
    fr="Cette conférence est complète.",
    en="This conference is full.",
)


def position_in_line(position: int) -> Sentence:
    """Where a caller stands; 1 is next."""
    if position == 1:
        return NEXT_IN_LINE
    return Sentence(
        "position_in_line",
        fr=f"Vous êtes le numéro {position} dans la file d'attente.",
        en=f"You are number {position} in the queue.",
    )


def expected_wait(seconds: float) -> Sentence:
    """How long it will take, in whole minutes."""
    minutes = max(1, round(seconds / 60))
    return Sentence(
        "expected_wait",
        fr=f"L'attente est estimée à {minutes} minute{'s' if minutes > 1 else ''}.",
        en=f"The expected wait is {minutes} minute{'s' if minutes > 1 else ''}.",
    )


NO_LAST_CALLER = Sentence(
    "no_last_caller",
    fr="Aucun appelant extérieur n'est connu pour votre poste.",
    en="No outside caller is known for your extension.",
)
LAST_CALLER_HIDDEN = Sentence(
    "last_caller_hidden",
    fr="Votre dernier appelant a masqué son numéro : il ne peut pas être bloqué.",
    en="Your last caller has hidden his number: it cannot be blocked.",
)


def all_sentences() -> tuple[Sentence, ...]:
    """The whole catalogue, with what features bring, to render it ahead of the first call."""
    catalogues = [globals(), *(vars(each) for each in discover.modules("palabre.features", "spoken"))]
    said = (value for each in catalogues for value in each.values() if isinstance(value, Sentence))
    return tuple(dict.fromkeys(said))
