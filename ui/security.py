"""What stands in front of every request: Host and Origin checks, a size limit, and the security headers.

Gradio accepts any Host (DNS rebinding), executes posts from other sites, answers CORS requests and serves
routes this page has no use for (uploads, a proxy). Pure ASGI, so that streamed answers pass unbuffered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
UPLOAD: Final = "/page/upload"
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_POSTS: Final = (
    "/api/ask",
    "/page/",
    "/gradio_api/queue/join",
    "/gradio_api/run/",
    "/gradio_api/cancel",
    "/gradio_api/reset",
)
_CLOSED: Final = ("/gradio_api/proxy=", "/gradio_api/vibe-code", "/gradio_api/runs")
_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio's page does not run without either
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is turned away: an HTTP status and a reason that repeats nothing of the request."""

    status: int
    reason: str


class Security:
    """ASGI middleware. `hosts` are host names without port; `max_body` and `max_upload` (a file's) are in bytes."""

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], max_body: int, max_upload: int | None = None
    ) -> None:
        self._app = app
        self._hosts = hosts | LOOPBACK
        self._max_body = max_body
        self._max_upload = max_upload or max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or let it through with the headers added to its response."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, _limited(receive, self._most(scope)), _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await _refuse(refusal, _with_headers(send))

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_name(hosts[0]) is None:
            return Refusal(400, "A request needs one valid Host header.")
        if host_name(hosts[0]) not in self._hosts:
            return Refusal(
                421, "This server does not answer to that host name. Add it to CITEWIRE_TRUSTED_HOSTS."
            )
        if _acts(scope) and not _same_origin(headers, hosts[0]):
            return Refusal(403, "Requests from other sites are refused.")
        return _closed(scope) or _too_large(headers, self._most(scope))

    def _most(self, scope: Scope) -> int:
        """The bytes that a body may have."""
        return self._max_upload if scope["path"] == UPLOAD else self._max_body


def host_name(netloc: str) -> str | None:
    """The lower-case name of 'name', 'name:port' or '[v6]:port'; None if it is none of these."""
    name, port = netloc, ""
    if netloc.startswith("["):
        name, bracket, port = netloc[1:].partition("]")
        if not bracket or (port and not port.startswith(":")):
            return None
        port = port[1:]
    elif ":" in netloc:
        name, _, port = netloc.partition(":")
    if not name or not (port.isdecimal() or port == "") or any(c in name for c in "/@?# "):
        return None
    return name.lower().rstrip(".")


def _acts(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in _SAFE_METHODS


def _same_origin(headers: Headers, host: str) -> bool:
    """True for the page's own requests and for programs, which send neither Origin nor Sec-Fetch-Site."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    scheme, _, netloc = origin.partition("://")
    return scheme in ("http", "https") and _with_port(netloc, scheme) == _with_port(host, scheme)


def _with_port(netloc: str, scheme: str) -> str:
    has_port = netloc.rpartition("]")[2].count(":") == 1
    return (netloc if has_port else f"{netloc}:{443 if scheme == 'https' else 80}").lower()


def _closed(scope: Scope) -> Refusal | None:
    path: str = scope["path"]
    if path.startswith(_CLOSED):
        return Refusal(404, "Not found.")
    if _acts(scope) and not any(
        path == way or (way.endswith("/") and path.startswith(way)) for way in _OPEN_POSTS
    ):
        return Refusal(405, "Nothing here takes that method.")
    return None


def _too_large(headers: Headers, limit: int) -> Refusal | None:
    length = headers.get("content-length", "0")
    if not length.isdecimal():
        return Refusal(400, "Content-Length is not a number.")
    return Refusal(413, _larger(limit)) if int(length) > limit else None


def _larger(limit: int) -> str:
    return (
        f"It is larger than {limit >> 20} MB." if limit >= 1 << 20 else f"It is larger than {limit >> 10} KB."
    )


def _limited(receive: Receive, limit: int) -> Receive:
    """`receive`, counting: a body sent in chunks has no length to check beforehand."""
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, _larger(limit))
        return message

    return counting


def _with_headers(send: Send) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]  # Gradio lets other sites read what it answers
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return adding


async def _refuse(refusal: Refusal, send: Send) -> None:
    body = json.dumps({"detail": refusal.reason}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
