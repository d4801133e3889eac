"""What can go wrong on the way to a switch; each text says what to do by hand."""

from palabre.kit.errors import PalabreError


class SwitchUnsuitable(PalabreError):
    """The switch that the settings name cannot be used."""

    code, status = "switch_unsuitable", 500
    fr = (
        "Le commutateur {program} ne convient pas ({found}). Il faut Asterisk {oldest} ou plus récent, "
        "avant {limit}. Corrigez PALABRE_ASTERISK, ou effacez-le pour que Palabre en télécharge un."
    )
    en = (
        "The switch {program} cannot be used ({found}). Asterisk {oldest} or newer, before {limit}, is "
        "needed. Correct PALABRE_ASTERISK, or clear it and Palabre will fetch one."
    )


class PackageToolsMissing(PalabreError):
    """This system has no apt or no dpkg to fetch with."""

    code, status = "package_tools_missing", 500
    fr = (
        "Il manque {tools} pour télécharger {what}. Installez-les, ou installez {what} vous-même "
        "et indiquez-le par {setting}."
    )
    en = (
        "{tools} are missing to fetch {what}. Install them, or install {what} yourself and name it in "
        "{setting}."
    )


class NoMirror(PalabreError):
    """The system's apt configuration names no Debian mirror to fetch from."""

    code, status = "no_mirror", 500
    fr = (
        "La configuration d'apt ne nomme aucun miroir Debian pour télécharger {what}. Indiquez-en un par "
        "PALABRE_DEBIAN_MIRROR, ou installez {what} vous-même et indiquez-le par {setting}."
    )
    en = (
        "The configuration of apt names no Debian mirror to fetch {what} from. Name one in "
        "PALABRE_DEBIAN_MIRROR, or install {what} yourself and name it in {setting}."
    )


class FetchFailed(PalabreError):
    """The mirror did not deliver, or what it delivered could not be unpacked."""

    code, status = "fetch_failed", 502
    fr = (
        "Le téléchargement de {what} a échoué : {reason}. Relancez pour reprendre où il s'est arrêté, ou "
        "installez {what} vous-même et indiquez-le par {setting}."
    )
    en = (
        "Fetching {what} failed: {reason}. Start again to go on where it stopped, or install {what} yourself "
        "and name it in {setting}."
    )
