"""Which network addresses may be reached: public ones, unless the user allows others."""

from __future__ import annotations

import ipaddress
import socket

from indexes.errors import ReadError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NOT_PUBLIC = tuple(  # whatever the version of Python says of them
    ipaddress.ip_network(block)
    for block in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "::/3",
        "4000::/2",
        "8000::/1",
        "3fff::/20",
        "2001:db8::/32",
    )
)
_COMPATIBLE = ipaddress.ip_network("::/96")  # IPv4-compatible, long out of use


def checked_address(host: str, port: int, *, allow_private: bool) -> str:
    """An address of the host, to connect to as it is: asking the name again could give another.

    ReadError if the name is not known, or if any of its addresses is not public and that is not allowed.
    """
    addresses = _resolved(host, port)
    for address in addresses:
        if not allow_private and not is_public(address):
            raise ReadError(
                f"its host {host} is at {address}, which is not a public address: set "
                "CITEWIRE_ALLOW_PRIVATE_ADDRESSES=true if that is meant"
            )
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Whether it is on the public internet, and so is the IPv4 address that an IPv6 one may stand for."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    if any(address in network for network in _NOT_PUBLIC if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: Address) -> Address | None:
    """The IPv4 address within a mapped, 6to4, Teredo, NAT64 or IPv4-compatible one."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _resolved(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    except (OSError, UnicodeError, ValueError) as error:
        raise ReadError(f"its host {host} is not known ({error})") from None
