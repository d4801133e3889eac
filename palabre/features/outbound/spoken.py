"""What callers hear whose calls outside are not made, or end because of the money."""

from palabre.calls.spoken import Sentence

PREFIX_UNKNOWN = Sentence(
    "prefix_unknown",
    fr="Aucun de vos numéros ne correspond à ce préfixe.",
    en="None of your numbers has this prefix.",
)
MONEY_SPENT = Sentence(
    "money_spent",
    fr="Votre appel ne peut pas aboutir, car la limite de dépenses est atteinte.",
    en="Your call cannot be made, because the spending limit has been reached.",
)
MONEY_LOW = Sentence(
    "money_low",
    fr="La limite de dépenses est presque atteinte. Votre appel sera coupé dans quelques instants.",
    en="The spending limit is almost reached. Your call will end in a few moments.",
)
OUTGOING_LINES_BUSY = Sentence(
    "outgoing_lines_busy",
    fr="Toutes les lignes de votre entreprise sont occupées. Veuillez réessayer dans quelques instants.",
    en="All lines of your company are busy. Please try again in a few moments.",
)
