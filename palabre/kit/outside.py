"""Asking a web server of somebody else: what is asked, what comes back, and what can go wrong."""

from dataclasses import dataclass
from typing import Protocol

from palabre.kit.errors import PalabreError

ANSWER_BYTES = 64 * 1024
"""More of an answer is never read: what a call needs of a customer record is far below."""


@dataclass(frozen=True)
class Question:
    """One HTTP request; `seconds` is the time for all of it, from the name look-up to the last byte.

    `asker` is who may have only so many questions open at once; nobody in particular when it is empty.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    seconds: float = 5
    asker: str = ""


@dataclass(frozen=True)
class Answer:
    """What a server said, whether it liked the question or not."""

    status: int
    body: bytes


class Outside(Protocol):
    """The world outside this installation."""

    async def ask(self, question: Question) -> Answer:
        """Raises UrlWrong, AddressForbidden, Unreachable, TooSlow, TooManyQuestions or AnswerTooLarge."""
        ...

    async def addresses(self, host: str, port: int) -> list[str]:
        """Where a host may be connected to. Raises AddressForbidden, Unreachable."""
        ...


class UrlWrong(PalabreError):
    """An address that no web server can have."""

    code, status = "url_wrong", 422
    fr = "L'adresse doit avoir la forme https://serveur/chemin, sans mot de passe."
    en = "The address must look like https://server/path, without a password."


class HeaderWrong(PalabreError):
    """A header that could change the meaning of the request."""

    code, status = "header_wrong", 422
    fr = "L'en-tête « {name} » n'est pas admis, ou sa valeur contient un caractère interdit."
    en = "The header “{name}” is not allowed, or its value has a character that is not."


class AddressForbidden(PalabreError):
    """A host inside the machine or its network: scenarios must not reach what only we may reach."""

    code, status = "address_forbidden", 403
    fr = "« {host} » se trouve à l'intérieur du réseau : l'accès est refusé."
    en = "“{host}” is inside the network: it may not be reached."


class Unreachable(PalabreError):
    """A server that does not exist, does not take the connection, or breaks it off."""

    code, status = "unreachable", 502
    fr = "Le serveur « {host} » n'est pas joignable ({reason})."
    en = "The server “{host}” cannot be reached ({reason})."


class TooSlow(PalabreError):
    """A server that has not answered in time."""

    code, status = "too_slow", 504
    fr = "Le serveur « {host} » n'a pas répondu en {seconds:g} s."
    en = "The server “{host}” did not answer within {seconds:g} s."


class TooManyQuestions(PalabreError):
    """One asker waits for more servers at once than leaves room for others."""

    code, status = "too_many_questions", 429
    fr = "Trop de requêtes attendent une réponse en même temps : {limit} au plus."
    en = "Too many requests wait for an answer at the same time: {limit} at most."


class AnswerTooLarge(PalabreError):
    """An answer of more bytes than are ever read."""

    code, status = "answer_too_large", 502
    fr = "La réponse du serveur « {host} » dépasse {kilobytes} Ko."
    en = "The answer of the server “{host}” is larger than {kilobytes} kB."


class Nowhere:
    """No world outside: for calls that only happen in thought."""

    async def ask(self, question: Question) -> Answer:
        """Nobody is there."""
        raise Unreachable(host="", reason="no network")

    async def addresses(self, host: str, port: int) -> list[str]:
        """Whatever was thought of is there."""
        return [host]
