"""Connections that go to a checked address and end at a deadline, as a transport for httpx."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from indexes.errors import ReadError
from indexes.web.addresses import checked_address


class Clock:
    """When a fetch must be done; told anew for each."""

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """From now on there are so many seconds."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """The smaller of the timeout and what is left; ReadError if nothing is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise ReadError("takes too long: given up")
        return left if timeout is None else min(left, timeout)


class CheckedTransport(httpx.BaseTransport):
    """HTTP/1.1 over connections whose host name is resolved once, checked, and connected to by that address."""

    def __init__(self, clock: Clock, *, allow_private: bool) -> None:
        backend = _CheckedBackend(clock, allow_private=allow_private)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=backend,
            max_keepalive_connections=0,  # each request asks the name again and checks it again
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """As httpx's own transport does, over the checked connections."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        """Close its connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, clock: Clock, *, allow_private: bool) -> None:
        self._clock = clock
        self._allow_private = allow_private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        address = checked_address(host.strip("[]"), port, allow_private=self._allow_private)
        left = self._clock.left(timeout)
        return _TimedStream(self._sockets.connect_tcp(address, port, left), self._clock)


class _TimedStream(httpcore.NetworkStream):
    """A stream that ends at the deadline, however slowly the other side goes on."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _TimedStream(inner, self._clock)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the library has it
        return self._stream.get_extra_info(info)
