"""Why a call outside is not made: coded, and spoken to whoever has dialled it."""

from typing import ClassVar

from palabre.calls import spoken
from palabre.calls.spoken import Sentence
from palabre.features import accounts
from palabre.features.outbound import spoken as own
from palabre.kit.errors import PalabreError
from palabre.phone.causes import Cause
from palabre.routing.tell import Tell


class OutsideRefused(PalabreError):
    """A call outside that is not made."""

    code, status = "outside_refused", 409
    sentence: ClassVar[Sentence] = spoken.NOT_ALLOWED
    cause: ClassVar[Cause] = Cause.REJECTED

    def told(self) -> Tell:
        """The step that says it and ends the call."""
        return Tell(sentence=self.sentence, cause=self.cause, always=True)


class OutgoingSuspended(OutsideRefused):
    """The company's service is suspended."""

    code, status = "outgoing_suspended", 403
    fr = "Le service de ce compte est suspendu : seuls les numéros d'urgence peuvent être appelés."
    en = "The service of this account is suspended: only emergency numbers can be called."
    sentence = accounts.SERVICE_SUSPENDED


class CallerNumberMissing(OutsideRefused):
    """The account owns no number that could be shown."""

    code, status = "caller_number_missing", 409
    fr = "Aucun numéro du compte ne peut être présenté pour cet appel."
    en = "The account has no number that could be shown for this call."
    sentence = spoken.CALLER_NUMBER_MISSING


class NumberNotDiallable(OutsideRefused):
    """Digits that are no telephone number."""

    code, status = "number_not_diallable", 422
    fr = "« {number} » n'est pas un numéro de téléphone."
    en = "“{number}” is not a telephone number."
    sentence = spoken.NUMBER_UNKNOWN
    cause = Cause.INVALID_NUMBER


class DestinationForbidden(OutsideRefused):
    """The caller may not call so far."""

    code, status = "destination_forbidden", 403
    fr = "Les appels de ce type ({kind}) ne sont pas autorisés : l'autorisation est « {permission} »."
    en = "Calls of this kind ({kind}) are not allowed: the permission is “{permission}”."


class DestinationListed(OutsideRefused):
    """A list forbids to call the number."""

    code, status = "destination_listed", 403
    fr = "La liste « {name} » interdit d'appeler {number}."
    en = "The list “{name}” forbids calls to {number}."


class NumberForbidden(OutsideRefused):
    """The number that would be shown is not meant for calls so far."""

    code, status = "number_forbidden", 403
    fr = "Le numéro présenté {shown} n'est pas prévu pour les appels de ce type ({kind})."
    en = "The shown number {shown} is not meant for calls of this kind ({kind})."


class PrefixUnknown(OutsideRefused):
    """No number has the prefix."""

    code, status = "prefix_unknown", 404
    fr = "Aucun numéro n'a le préfixe {prefix}."
    en = "No number has the prefix {prefix}."
    sentence = own.PREFIX_UNKNOWN
    cause = Cause.INVALID_NUMBER


class PrefixNotForMobile(OutsideRefused):
    """Mobile extensions have no choice of number."""

    code, status = "prefix_not_for_mobile", 403
    fr = "Un poste mobile ne peut pas choisir son numéro par préfixe."
    en = "A mobile extension cannot choose its number by a prefix."
    sentence = own.PREFIX_UNKNOWN
    cause = Cause.INVALID_NUMBER


class NumberNotShowable(OutsideRefused):
    """Only what is one's own is ever shown."""

    code, status = "number_not_showable", 403
    fr = "Le numéro {number} ne peut pas être présenté : il n'est ni à vous, ni vérifié."
    en = "The number {number} cannot be shown: it is neither yours nor verified."


class PriceUnknown(OutsideRefused):
    """Where money is limited, nothing is called whose price nobody knows."""

    code, status = "price_unknown", 409
    fr = "Le prix d'un appel vers {number} n'est pas connu, et les dépenses sont limitées."
    en = "The price of a call to {number} is not known, and spending is limited."


class MoneySpent(OutsideRefused):
    """A spending limit is reached."""

    code, status = "spending_limit", 402
    fr = "La limite de dépenses est atteinte : {limit} {currency} ({period}, {whose})."
    en = "The spending limit is reached: {limit} {currency} ({period}, {whose})."
    sentence = own.MONEY_SPENT


class AllLinesBusy(OutsideRefused):
    """As many calls as there may be at once are going on."""

    code, status = "outgoing_lines_busy", 409
    fr = "Toutes les lignes sont occupées : {limit} appels à la fois au plus."
    en = "All lines are busy: {limit} calls at once at most."
    sentence = own.OUTGOING_LINES_BUSY
    cause = Cause.CONGESTION


class NoTrunk(OutsideRefused):
    """There is no line to a carrier."""

    code, status = "no_trunk", 409
    fr = "Aucune ligne vers un opérateur n'est en service."
    en = "There is no line to a carrier in service."
    sentence = spoken.TRUNK_FAILED
    cause = Cause.CONGESTION
