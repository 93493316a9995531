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
from ui.accounts import Role, accounts_of
from ui.collection import Collection
from ui.conversations import Conversations
from ui.gate import Gate
from ui.jobs import Jobs
from ui.readers import Readers
from ui.security import Security
from ui.uploads import Uploads

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

    from ui.answer_routes import answer_routes
    from ui.answering import Answering
    from ui.api import add_error_answers, api_router
    from ui.asking_routes import asking_routes
    from ui.chat import Chat
    from ui.collection_routes import collection_routes
    from ui.conversation_routes import conversation_routes
    from ui.page import mount_page
    from ui.threads import Threads

    conversations = Conversations(settings.conversations or conversations_of(assistant.index.path))
    threads = Threads(conversations, assistant.index)
    chat, gate, uploads = Chat(assistant, threads), Gate(settings.questions_per_minute), Uploads()
    app = FastAPI(
        title="Citewire",
        summary="Answers in exact quotes over a news archive.",
        docs_url=None,
        redoc_url=None,
        lifespan=lambda _: _living(chat, uploads),
    )
    add_error_answers(app)
    app.include_router(api_router(assistant, gate))
    app.include_router(conversation_routes(conversations, assistant.index))
    app.include_router(asking_routes(Answering(assistant, threads), threads, gate))
    app.include_router(answer_routes(chat, gate, settings.questions_per_minute))
    app.include_router(collection_routes(Collection(assistant.index, settings, Jobs()), uploads))
    mount_page(app, chat, settings)
    app.add_middleware(
        Readers,
        accounts=accounts_of(settings.auth.get_secret_value()),
        role=_role(settings),
        root_path=settings.root_path.rstrip("/"),
    )
    most = settings.max_upload_megabytes << 20
    app.add_middleware(Security, hosts=_host_names(settings), max_body=_MAX_BODY, max_upload=most)
    return app


@asynccontextmanager
async def _living(chat: Chat, uploads: Uploads) -> AsyncIterator[None]:
    """The application starts at once; what its first reader would wait for is loaded beside it."""
    threading.Thread(target=chat.warm_up, name="warm-up", daemon=True).start()
    yield
    uploads.clear()


def _role(settings: Settings) -> Role:
    """The most that a reader may do. Where anybody may come without a login, nobody changes anything."""
    open_to_all = not settings.auth.get_secret_value() and _is_public(settings)
    return Role.VIEWER if settings.read_only or open_to_all else Role.EDITOR


def listen(settings: Settings) -> socket.socket:
    """A listening socket on the configured address. Raises SettingsError."""
    host, port = settings.host, settings.port
    accounts_of(settings.auth.get_secret_value())  # a wrong line is said before a long start
    if not (settings.allow_public or settings.auth.get_secret_value()) and _is_public(settings):
        names = ", ".join(sorted(name for name in _host_names(settings) if not _is_loopback(name)))
        raise SettingsError(
            f"{names} can be reached by other machines and the page asks for no login. Serve on 127.0.0.1, give "
            "accounts in CITEWIRE_AUTH, or say --allow-public-without-login (CITEWIRE_ALLOW_PUBLIC=true) if "
            "everyone there may read the collection."
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


def _is_public(settings: Settings) -> bool:
    """Whether other machines reach the page: by its own address, or by a name that a proxy serves it under."""
    return not all(_is_loopback(name) for name in _host_names(settings))


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
