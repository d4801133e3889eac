"""Coded errors: expected trouble, told in the reader's language."""

import string
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class PalabreError(Exception):
    """Expected trouble with a stable code, an HTTP status and a text in each language.

    The placeholders of its texts are given as keyword arguments; `field` names the input that is wrong.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    fr: ClassVar[str] = "Une erreur est survenue."
    en: ClassVar[str] = "Something went wrong."

    def __init__(self, *, field: str | None = None, **values: Any) -> None:
        super().__init__(self.code)
        self.field = field
        self.values = values

    def text(self, language: Language) -> str:
        """The sentence to show, with its values filled in."""
        template = self.fr if language == "fr" else self.en
        return template.format(**self.values)

    def __str__(self) -> str:
        return f"{self.code}: {self.text('en')}"


class NotFound(PalabreError):
    """The thing asked for is not in this account."""

    code, status = "not_found", 404
    fr = "Introuvable : {what}."
    en = "Not found: {what}."


def all_errors(base: type[PalabreError] = PalabreError) -> Iterator[type[PalabreError]]:
    """Every kind of coded error that has been imported."""
    yield base
    for kind in base.__subclasses__():
        yield from all_errors(kind)


def placeholders(template: str) -> set[str]:
    """The names a text expects, for the test that both languages say the same."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
