"""Who sends a request: the middleware that names its reader, and what the reader may do, to all that follows.

Without accounts a reader is a browser with a random id, in a cookie that scripts cannot read and other sites
cannot send along with a post. Only its digest is stored: who can read the server's disk cannot take a
browser's place. With accounts it is the one who has logged in.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Final

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexes.errors import CitewireError
from ui.accounts import Account, Accounts, Role, credentials
from ui.rates import Rate

HEADER: Final = "x-citewire-reader"  # set here alone: what a client sends under these names is dropped
ROLE: Final = "x-citewire-role"
CLIENT: Final = "x-citewire-client"  # whose questions are counted: a login or an address
COOKIE: Final = "citewire-browser"
_HOST: Final = "__Host-"  # before the cookie's name by https: browsers take such a one from no other domain
_OPEN: Final = ("/healthz",)  # asked by those who watch the server; tells no word of an article
_NAME: Final = 200  # characters of a login's name that are looked at
_SECONDS: Final = 400 * 24 * 3600  # as long as browsers keep any cookie
_ID: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_TRIES: Final = 10  # passwords tried in a minute for one name from one address, before any is hashed
_TRIES_OF_ALL: Final = 100  # and for all names from that address, which may be a proxy's
_HASHING: Final = 2  # passwords hashed at once: each takes 64 MB, and a thread that questions need too


class NoReader(CitewireError):
    """A request that names no reader: the browser keeps no cookie."""


class MayNotChange(CitewireError):
    """A reader who may not change the collection tried to."""


class Readers:
    """ASGI middleware. `role` is that of everybody where there are no accounts, and the most that anybody gets.

    `root_path` is the path below which a proxy serves the page; it cuts it off before it passes requests on.
    """

    def __init__(self, app: ASGIApp, *, accounts: Accounts, role: Role, root_path: str = "") -> None:
        self._root_path = root_path
        self._app = app
        self._accounts = accounts
        self._role = role
        self._tries, self._tries_of_all = Rate(_TRIES), Rate(_TRIES_OF_ALL)
        self._hashing = asyncio.Semaphore(_HASHING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its reader; ask for a login, or give a new browser its id, where there is none."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        scope = {**scope, "root_path": self._root_path or scope.get("root_path", "")}
        if self._accounts and scope["path"] not in _OPEN:
            return await self._logged_in(scope, receive, send)
        browser = browser_id(Headers(scope=scope).get("cookie", ""), _cookie_name(scope))
        if browser is None and scope["type"] == "http" and scope["path"] == "/":
            browser = secrets.token_urlsafe(32)
            send = _with_cookie(send, _cookie(browser, scope))
        reader = reader_of(browser) if browser else ""
        await self._app(_named(scope, reader, self._role, address_of(scope)), receive, send)

    async def _logged_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        authorization = Headers(scope=scope).get("authorization", "")
        account = self._accounts.remembered(authorization) if authorization else None
        if account is None and authorization:
            tried = await self._login(authorization, address_of(scope))
            if isinstance(tried, int):
                after = {"Retry-After": str(tried)}
                return await _answer(scope, receive, send, 429, "Too many wrong passwords.", after)
            account = tried
        if account is None:
            asking = {"WWW-Authenticate": 'Basic realm="Citewire", charset="UTF-8"'}
            return await _answer(scope, receive, send, 401, "Log in to read this collection.", asking)
        role = Role.VIEWER if Role.VIEWER in (self._role, account.role) else Role.EDITOR
        reader = f"login:{account.name}"
        await self._app(_named(scope, reader, role, reader), receive, send)

    async def _login(self, authorization: str, client: str) -> Account | int | None:
        """The account; None if the login is wrong; the seconds to wait where too many were tried.

        A page sends many requests with its first login at once: all but the first find it remembered.
        """
        name = f"{client} {credentials(authorization)[0][:_NAME]}"
        async with self._hashing:
            if account := self._accounts.remembered(authorization):
                return account
            if wait := max(self._tries.wait(name), self._tries_of_all.wait(client)):
                return wait
            self._tries.count(name)
            self._tries_of_all.count(client)
            return await to_thread.run_sync(self._accounts.login, authorization)


def may_change(headers: Mapping[str, str]) -> bool:
    """Whether the request's reader may change the collection."""
    return headers.get(ROLE) == Role.EDITOR


def address_of(scope: Scope) -> str:
    """The address that a request comes from."""
    return str((scope.get("client") or ("unknown",))[0])


def browser_id(cookies: str, name: str = COOKIE) -> str | None:
    """The browser's id in a Cookie header, if there is a well-formed one."""
    try:
        morsel = SimpleCookie(cookies).get(name)
    except CookieError:
        return None
    return morsel.value if morsel and _ID.fullmatch(morsel.value) else None


def reader_of(browser: str) -> str:
    """The name under which a browser's conversations are kept."""
    return f"browser:{hashlib.sha256(browser.encode()).hexdigest()}"


def _named(scope: Scope, reader: str, role: Role, client: str) -> Scope:
    ours = {HEADER: reader, ROLE: role.value, CLIENT: client}
    headers = [(key, value) for key, value in scope["headers"] if key.lower().decode("latin-1") not in ours]
    named = [(key.encode(), value.encode()) for key, value in ours.items() if value]
    return {**scope, "headers": [*headers, *named]}


def _cookie_name(scope: Scope) -> str:
    """Below a path of its own the cookie keeps to it, which a `__Host-` cookie may not."""
    alone = scope.get("scheme") == "https" and not scope.get("root_path")
    return f"{_HOST}{COOKIE}" if alone else COOKIE


def _cookie(browser: str, scope: Scope) -> str:
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    path = scope.get("root_path") or "/"
    return f"{_cookie_name(scope)}={browser}; Path={path}; Max-Age={_SECONDS}; HttpOnly; SameSite=Lax{secure}"


def _with_cookie(send: Send, cookie: str) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return adding


async def _answer(
    scope: Scope, receive: Receive, send: Send, status: int, reason: str, headers: dict[str, str]
) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await JSONResponse({"detail": reason}, status, headers)(scope, receive, send)
