"""What a route asks for: the user behind the request, with a right, and a session of his account."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from ipaddress import IPv4Network
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.bus import Bus
from palabre.kit.db import Database
from palabre.kit.security import Forbidden, Right, Who, recognise

COOKIE = "palabre_session"
_SAFE = ("GET", "HEAD", "OPTIONS")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False)
_bearer = HTTPBearer(auto_error=False)

Cookie = Annotated[str | None, Security(_cookie)]
Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


class Choices(Protocol):
    """What an installation has chosen, as far as routes ask."""

    @property
    def home(self) -> Path:
        """The data folder."""
        ...

    @property
    def base_domain(self) -> str:
        """Below which accounts have their SIP domains."""
        ...

    @property
    def guess_limit(self) -> int:
        """Wrong passwords a minute before an address is shut out."""
        ...

    @property
    def guess_exempt(self) -> list[IPv4Network]:
        """Networks never shut out."""
        ...


@dataclass(frozen=True)
class Web:
    """What the web process has open."""

    settings: Choices
    db: Database
    bus: Bus


@dataclass(frozen=True)
class Access(Web):
    """A permitted request: who asks, and a transaction of his account, committed before the answer goes."""

    who: Who
    session: AsyncSession


def web_of(request: Request) -> Web:
    """What the web process has open."""
    web: Web = request.app.state.web
    return web


async def who(request: Request, cookie: Cookie, bearer: Bearer) -> Who:
    """The user behind a request, by cookie or bearer token. Raises NotLoggedIn."""
    if not bearer and request.method not in _SAFE:
        _refuse_other_sites(request)
    found = await recognise(web_of(request).db, bearer.credentials if bearer else cookie)
    request.state.language = found.language
    return found


def _refuse_other_sites(request: Request) -> None:
    """A page of another site must not act with a browser's cookie, even where SameSite lets it through."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden()


def _with(right: Right) -> Callable[..., AsyncIterator[Access]]:
    async def access(request: Request, who: Annotated[Who, Depends(who)]) -> AsyncIterator[Access]:
        if not who.may(right):
            raise Forbidden()
        web = web_of(request)
        async with web.db.session(who.account) as session:
            yield Access(web.settings, web.db, web.bus, who, session)

    return access


Opened = Annotated[Web, Depends(web_of)]
Look = Annotated[Access, Depends(_with("look"), scope="function")]
Read = Annotated[Access, Depends(_with("read"), scope="function")]
Edit = Annotated[Access, Depends(_with("edit"), scope="function")]
