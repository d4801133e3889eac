"""The reasons of a decision, in words."""

from palabre.features.outbound.decide import Why
from palabre.kit.errors import Language

WORDS: dict[str, dict[Language, str]] = {
    "kind_emergency": {
        "fr": "{number} est un numéro d'urgence : rien n'arrête cet appel.",
        "en": "{number} is an emergency number: nothing stops this call.",
    },
    "kind_freephone": {"fr": "{number} est un numéro gratuit.", "en": "{number} is a free number."},
    "kind_local": {
        "fr": "{number} est un numéro fixe local.",
        "en": "{number} is a local landline number.",
    },
    "kind_mobile": {
        "fr": "{number} est un numéro mobile du pays ({country}).",
        "en": "{number} is a mobile number of the country ({country}).",
    },
    "kind_national": {
        "fr": "{number} est un numéro fixe d'une autre région du pays.",
        "en": "{number} is a landline number of another region of the country.",
    },
    "kind_special": {
        "fr": "{number} est un numéro spécial du pays ({country}).",
        "en": "{number} is a special number of the country ({country}).",
    },
    "kind_premium": {"fr": "{number} est un numéro surtaxé.", "en": "{number} is a premium-rate number."},
    "kind_international": {
        "fr": "{number} est un numéro à l'étranger ({country}).",
        "en": "{number} is a number abroad ({country}).",
    },
    "kind_satellite": {
        "fr": "{number} est un numéro de satellite.",
        "en": "{number} is a satellite number.",
    },
    "kind_service": {
        "fr": "{number} est le numéro court d'un service du pays ({country}).",
        "en": "{number} is the short code of a service of the country ({country}).",
    },
    "inside": {
        "fr": "{number} est un numéro court ou un code du compte : l'appel reste à l'intérieur.",
        "en": "{number} is a short number or a code of the account: the call stays inside.",
    },
    "not_asked": {
        "fr": "Un administrateur a choisi ce numéro : aucune autorisation n'est demandée.",
        "en": "An administrator has chosen this number: no permission is asked for.",
    },
    "allowed_extension": {
        "fr": "L'autorisation du poste suffit : {permission}.",
        "en": "The permission of the extension is enough: {permission}.",
    },
    "allowed_group": {
        "fr": "L'autorisation du groupe suffit : {permission}.",
        "en": "The permission of the group is enough: {permission}.",
    },
    "allowed_account": {
        "fr": "L'autorisation du compte suffit : {permission}.",
        "en": "The permission of the account is enough: {permission}.",
    },
    "allowed_standard": {
        "fr": "L'autorisation habituelle suffit : {permission}.",
        "en": "The usual permission is enough: {permission}.",
    },
    "shown_prefix": {
        "fr": "{shown} est présenté : son préfixe a été composé.",
        "en": "{shown} is shown: its prefix was dialled.",
    },
    "shown_asked": {
        "fr": "{shown} est présenté : il a été demandé pour cet appel.",
        "en": "{shown} is shown: it was asked for.",
    },
    "shown_region": {
        "fr": "{shown} est présenté : c'est votre numéro le plus proche de la destination.",
        "en": "{shown} is shown: it is your number nearest the called side.",
    },
    "shown_carousel": {
        "fr": "{shown} est présenté : c'est son tour.",
        "en": "{shown} is shown: it is its turn.",
    },
    "shown_extension": {
        "fr": "{shown} est présenté : c'est le numéro du poste.",
        "en": "{shown} is shown: it is the extension's number.",
    },
    "shown_group": {
        "fr": "{shown} est présenté : c'est le numéro du groupe.",
        "en": "{shown} is shown: it is the group's number.",
    },
    "shown_account": {
        "fr": "{shown} est présenté : c'est le numéro du compte.",
        "en": "{shown} is shown: it is the account's number.",
    },
    "shown_standard": {
        "fr": "{shown} est présenté : c'est le premier numéro du compte.",
        "en": "{shown} is shown: it is the first number of the account.",
    },
    "shown_emergency": {
        "fr": "{shown} est présenté : c'est le numéro du lieu pour les urgences.",
        "en": "{shown} is shown: it is the number of the place for emergencies.",
    },
    "withheld_asked": {
        "fr": "Le numéro est masqué : cela a été demandé pour cet appel.",
        "en": "The number is withheld: that was asked for.",
    },
    "withheld_rule": {
        "fr": "Le numéro est masqué : c'est ainsi réglé.",
        "en": "The number is withheld: that is the setting.",
    },
    "trunk_full": {
        "fr": "La ligne {trunk} est pleine ({limit} appels) : elle est passée.",
        "en": "The trunk {trunk} is full ({limit} calls): it is passed over.",
    },
    "trunks_all": {
        "fr": "Toutes les lignes sont essayées, l'une après l'autre ({count}).",
        "en": "All trunks are tried, one after the other ({count}).",
    },
    "trunk_only": {
        "fr": "Une seule ligne est essayée : {trunks}.",
        "en": "Only one trunk is tried: {trunks}.",
    },
    "trunks_ordered": {
        "fr": "Les lignes sont essayées dans leur ordre : {trunks}.",
        "en": "The trunks are tried in their order: {trunks}.",
    },
    "trunks_least_cost": {
        "fr": "Les lignes sont essayées de la moins chère à la plus chère : {trunks}.",
        "en": "The trunks are tried from the cheapest to the dearest: {trunks}.",
    },
    "price": {
        "fr": "Prix ({name}) : {per_minute} {currency} la minute, {set_up} {currency} à la réponse.",
        "en": "Price ({name}): {per_minute} {currency} a minute, {set_up} {currency} when answered.",
    },
    "price_unknown": {
        "fr": "Le prix d'un appel vers {number} n'est pas connu.",
        "en": "The price of a call to {number} is not known.",
    },
    "no_limit": {
        "fr": "Aucune limite de dépenses ne s'applique.",
        "en": "No spending limit applies.",
    },
    "money_left": {
        "fr": "Il reste {left} {currency} sur {limit} {currency} ({period}, {whose}).",
        "en": "{left} {currency} of {limit} {currency} are left ({period}, {whose}).",
    },
}


def told(why: Why, language: Language) -> str:
    """One reason as a sentence."""
    return WORDS[why.code][language].format(**why.values)
