"""The ASGI application (page, API, security) and the server that runs it on one address."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from indexes.errors import SettingsError
from qa.settings import Settings, conversations_of
from ui.conversations import Conversations
from ui.readers import Readers
from ui.security import Security

if TYPE_CHECKING:
    from fastapi import FastAPI

    from qa.assistant import NewsAssistant
    from ui.chat import Chat

_MAX_BODY: Final = 256 * 1024  # bytes: room for the longest question and a long history
_BACKLOG: Final = 512  # connections that wait to be accepted


def create_app(assistant: NewsAssistant, settings: Settings) -> FastAPI:
    """The application: `/api/*` and `/healthz`, described by `/openapi.json`, and the page at `/`."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = (
        "False"  # read when gradio is imported; it would look up its hosts
    )
    from fastapi import FastAPI

    from ui.api import add_error_answers, api_router
    from ui.chat import Chat
    from ui.conversation_routes import conversation_routes
    from ui.page import mount_page

    conversations = Conversations(settings.conversations or conversations_of(assistant.index.path))
    chat = Chat(assistant, conversations)
    app = FastAPI(
        title="Citewire",
        summary="Answers in exact quotes over a news archive.",
        docs_url=None,
        redoc_url=None,
        lifespan=lambda _: _warming_up(chat),
    )
    add_error_answers(app)
    app.include_router(api_router(assistant))
    app.include_router(conversation_routes(conversations))
    mount_page(app, chat, settings)
    app.add_middleware(Readers)
    app.add_middleware(Security, hosts=_host_names(settings), max_body=_MAX_BODY)
    return app


@asynccontextmanager
async def _warming_up(chat: Chat) -> AsyncIterator[None]:
    """The application starts at once; what its first reader would wait for is loaded beside it."""
    threading.Thread(target=chat.warm_up, name="warm-up", daemon=True).start()
    yield


def listen(settings: Settings) -> socket.socket:
    """A listening socket on the configured address. Raises SettingsError."""
    host, port = settings.host, settings.port
    if not settings.allow_public and not _is_loopback(host):
        raise SettingsError(
            f"{host} can be reached by other machines and the page asks for no login. Serve on 127.0.0.1, "
            "or say --allow-public (CITEWIRE_ALLOW_PUBLIC=true) if everyone there may read the collection."
        )
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise SettingsError(
            f"Cannot listen on {host} port {port}: {error.strerror or error}. Choose another with "
            "--host or --port (--port 0 takes any free one)."
        ) from error


def address(listening: socket.socket) -> str:
    """'http://127.0.0.1:7860'."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(app: FastAPI, listening: socket.socket) -> None:
    """Run the application on the socket until interrupted."""
    import uvicorn

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                print(f"Citewire is ready at {address(listening)}", flush=True)

    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
    Announcing(config).run([listening])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_names(settings: Settings) -> frozenset[str]:
    named = {name.strip().lower() for name in settings.trusted_hosts.split(",")}
    return frozenset({settings.host.lower(), *named} - {""})
