"""The parts of an HTTP request as a scenario words them, and as they are sent for one call."""

import json
import re
from typing import Annotated, Literal
from urllib.parse import quote, quote_plus

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from palabre.calls.call import Call
from palabre.calls.variables import Value, text_of
from palabre.features.http_request.path import LONGEST, parse
from palabre.kit.errors import PalabreError
from palabre.routing.variables import Filled, VariableWritten, fill

BodyKind = Literal["json", "form", "text"]
CONTENT_TYPES: dict[BodyKind, str] = {
    "json": "application/json",
    "form": "application/x-www-form-urlencoded",
    "text": "text/plain; charset=utf-8",
}
_SERVER = re.compile(r"https?://[^/?#{}]+([/?#]|$)", re.IGNORECASE)


class ServerNotFixed(PalabreError):
    """A URL whose server a variable could choose."""

    code, status = "server_not_fixed", 422
    fr = "L'adresse doit commencer par http:// ou https:// et un serveur sans variable."
    en = "The address must begin with http:// or https:// and a server without a variable."


class BodyNotJson(PalabreError):
    """A body that says it is JSON and is none, whatever the variables hold."""

    code, status = "body_not_json", 422
    fr = "Le corps de la requête n'est pas du JSON valable."
    en = "The body of the request is not valid JSON."


def _is_path(path: str) -> str:
    parse(path)
    return path


class Header(BaseModel):
    """One header; its value may name variables."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=80)
    value: Filled = Field(max_length=2000, json_schema_extra={"widget": "secret"})


class Taken(BaseModel):
    """A value of the answer (`customer.phones[0]`), and the variable that takes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Annotated[str, Field(max_length=LONGEST), AfterValidator(_is_path)]
    variable: VariableWritten


def url_of(url: str, call: Call) -> str:
    """The URL for one call: no value of a variable can change its server, path or other values."""
    return fill(url, call, lambda value: quote(text_of(value), safe=""))


def body_of(body: str, kind: BodyKind, call: Call) -> str:
    """The body for one call: no value of a variable can end the text that it stands in."""
    return fill(body, call, _WRITTEN[kind])


def server_is_fixed(url: str) -> bool:
    """Whether variables stand behind the server only."""
    return _SERVER.match(url) is not None


def is_json(body: str) -> bool:
    """Whether a body is JSON once its variables are filled in."""
    try:
        json.loads(re.sub(r"\{\{[^{}]*\}\}", "0", body))
    except ValueError:
        return False
    return True


def _inside_json(value: Value) -> str:
    """A text as it stands between the quotes of a JSON string."""
    return json.dumps(value)[1:-1] if isinstance(value, str) else text_of(value)


_WRITTEN = {"json": _inside_json, "form": lambda value: quote_plus(text_of(value)), "text": text_of}
