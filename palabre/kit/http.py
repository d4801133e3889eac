"""Trouble as the API tells it: one shape, in the reader's language."""

import logging
import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, IntegrityError
from starlette.exceptions import HTTPException

from palabre.kit.db import DatabaseAway, is_away
from palabre.kit.errors import LANGUAGES, Language, NotFound, PalabreError
from palabre.kit.input_errors import first_of
from palabre.kit.rows import Conflict

_SPOKEN: dict[str, Language] = {str(each): each for each in LANGUAGES}
_log = logging.getLogger(__name__)


class Trouble(BaseModel):
    """What went wrong: a stable code, a sentence, the field that is wrong, and the sentence's values."""

    code: str
    message: str
    field: str | None
    values: dict[str, Any]


class TroubleBody(BaseModel):
    """The body of every answer that is not a success."""

    error: Trouble


class MethodWrong(PalabreError):
    """The address exists, the verb does not."""

    code, status = "method_not_allowed", 405
    fr = "Cette adresse n'accepte pas {method}."
    en = "This address does not accept {method}."


class Unexpected(PalabreError):
    """A fault of ours; the log tells more."""

    code, status = "unexpected", 500
    fr = "Une erreur inattendue est survenue."
    en = "An unexpected error happened."


def install_errors(app: FastAPI) -> None:
    """Render every kind of trouble in the one shape."""
    app.add_exception_handler(PalabreError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def language_of(request: Request) -> Language:
    """The first language of Accept-Language that we speak, else the user's, else French."""
    for word in re.findall(r"(?:^|,)\s*([a-z]{2})\b", request.headers.get("accept-language", "").lower()):
        if word in _SPOKEN:
            return _SPOKEN[word]
    return "en" if getattr(request.state, "language", "fr") == "en" else "fr"


def told(request: Request, error: PalabreError) -> JSONResponse:
    """The answer that tells a coded error."""
    language = language_of(request)
    values = jsonable_encoder(error.values)
    trouble = Trouble(code=error.code, message=error.text(language), field=error.field, values=values)
    headers: dict[str, str] = {"Content-Language": language}
    if "seconds" in error.values and error.status == 429:
        headers["Retry-After"] = str(error.values["seconds"])
    return JSONResponse(TroubleBody(error=trouble).model_dump(), error.status, headers)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, PalabreError)
    return told(request, error)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return told(request, first_of(error.errors()))


async def _database(request: Request, error: Exception) -> JSONResponse:
    """What a route did not expect of the database: it is away, or a change came in between."""
    assert isinstance(error, DBAPIError)
    if is_away(error):
        return told(request, DatabaseAway())
    if isinstance(error, IntegrityError):
        return told(request, Conflict())
    return await _unexpected(request, error)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, PalabreError):  # raised while the body was read
        return told(request, error.__cause__)
    if error.status_code == MethodWrong.status:
        return told(request, MethodWrong(method=request.method))
    if error.status_code == NotFound.status:
        return told(request, NotFound(what=request.url.path[:200]))
    return told(request, first_of([{"type": "json_invalid", "loc": ["body"]}]))


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return told(request, Unexpected())
