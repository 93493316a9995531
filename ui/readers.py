"""Who sends a request: the middleware that gives a browser its id, and names its reader to all that follows.

The id is random, in a cookie that scripts cannot read and other sites cannot send along with a post. Only its
digest is stored: who can read the server's disk cannot take a browser's place.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexes.errors import CitewireError

HEADER: Final = "x-citewire-reader"  # set here alone: what a client sends under that name is dropped
COOKIE: Final = "citewire-browser"
_SECONDS: Final = 400 * 24 * 3600  # as long as browsers keep any cookie
_ID: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class NoReader(CitewireError):
    """A request that names no reader: the browser keeps no cookie."""


class Readers:
    """ASGI middleware: names the reader in the header `x-citewire-reader` of every request that has one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its reader; a browser that opens the page without an id is given one."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        browser = browser_id(Headers(scope=scope).get("cookie", ""))
        if browser is None and scope["type"] == "http" and scope["path"] == "/":
            browser = secrets.token_urlsafe(32)
            send = _with_cookie(send, _cookie(browser, scope))
        await self._app(_named(scope, reader_of(browser) if browser else ""), receive, send)


def browser_id(cookies: str) -> str | None:
    """The browser's id in a Cookie header, if there is a well-formed one."""
    try:
        morsel = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel and _ID.fullmatch(morsel.value) else None


def reader_of(browser: str) -> str:
    """The name under which a browser's conversations are kept."""
    return f"browser:{hashlib.sha256(browser.encode()).hexdigest()}"


def _named(scope: Scope, reader: str) -> Scope:
    name = HEADER.encode()
    headers = [(key, value) for key, value in scope["headers"] if key.lower() != name]
    return {**scope, "headers": [*headers, (name, reader.encode())] if reader else headers}


def _cookie(browser: str, scope: Scope) -> str:
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    path = scope.get("root_path") or "/"
    return f"{COOKIE}={browser}; Path={path}; Max-Age={_SECONDS}; HttpOnly; SameSite=Lax{secure}"


def _with_cookie(send: Send, cookie: str) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return adding
