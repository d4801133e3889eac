"""The page of codes that a company prints: made of the codes themselves, so that it never lies.

`python -m palabre.features.feature_codes.page > docs/codes.md` writes it anew.
"""

import re
import sys

from palabre.kit.errors import LANGUAGES, Language
from palabre.routing.codes import Code, codes

TITLES: dict[Language, tuple[str, str, str, str]] = {
    "fr": ("Codes à composer sur le téléphone", "Code", "Ce qu'il fait", "Chaque société peut les changer."),
    "en": ("Codes to dial on the phone", "Code", "What it does", "Every company may change them."),
}
FOOT: dict[Language, str] = {
    "fr": "Un code suivi de … prend d'autres chiffres. Liste à jour d'une société : `GET /feature-codes`.",
    "en": "A code followed by … takes more digits. A company's own list: `GET /feature-codes`.",
}


def page() -> str:
    """The page in both languages, French first."""
    return "\n\n".join(_part(language) for language in LANGUAGES) + "\n"


def _part(language: Language) -> str:
    title, code, does, note = TITLES[language]
    rows = [_row(each, language) for each in sorted(codes().values(), key=lambda each: each.digits)]
    table = [f"| {code} | {does} |", "| --- | --- |", *rows]
    return f"# {title}\n\n{note}\n\n" + "\n".join(table) + f"\n\n{FOOT[language]}"


def _row(code: Code, language: Language) -> str:
    says = code.fr if language == "fr" else code.en
    rest = "…" if code.takes != "none" else ""
    return f"| `{code.digits}`{rest} | {plain(says)} |"


def plain(text: str) -> str:
    """A sentence whose stars and bars stay what they are in Markdown."""
    return re.sub(r"([*|_])", r"\\\1", text.rstrip(".") + ".")


if __name__ == "__main__":
    sys.stdout.write(page())
