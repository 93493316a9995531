"""Who may log in: names, hashes of passwords (Argon2) and roles. `python -m ui.accounts NAME` makes a line.

The browser asks for name and password itself (HTTP Basic), so there is no form to forge and no session to
steal. Serve through https where others can listen.
"""

from __future__ import annotations

import base64
import binascii
import getpass
import hashlib
import hmac
import secrets
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from indexes.errors import SettingsError

_HASHER: Final = PasswordHasher()
_REMEMBERED: Final = 1000  # logins that need no hashing again


class Role(StrEnum):
    """What a reader may do: an editor changes the collection, a viewer only asks and reads."""

    EDITOR = "editor"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class Account:
    """One who may log in."""

    name: str
    hash: str
    role: Role


class Accounts:
    """All accounts. Safe to use from several threads."""

    def __init__(self, accounts: list[Account]) -> None:
        self._accounts = {account.name: account for account in accounts}
        self._nobody = _HASHER.hash(
            secrets.token_hex()
        )  # so that an unknown name takes as long as a known one
        self._key = secrets.token_bytes(32)
        self._known: dict[bytes, Account] = {}

    def __bool__(self) -> bool:
        return bool(self._accounts)

    def remembered(self, authorization: str) -> Account | None:
        """The account of a header that has been right before; costs nothing."""
        return self._known.get(self._mark(authorization))

    def login(self, authorization: str) -> Account | None:
        """The account whose name and password a 'Basic' header holds; None if they are wrong. Takes some 50 ms."""
        name, password = credentials(authorization)
        account = self._accounts.get(name)
        try:
            _HASHER.verify(account.hash if account else self._nobody, password)
        except VerificationError:
            return None
        if account is not None:
            while len(self._known) >= _REMEMBERED:
                self._known.pop(next(iter(self._known)))
            self._known[self._mark(authorization)] = account
        return account

    def _mark(self, authorization: str) -> bytes:
        return hmac.digest(self._key, authorization.encode("utf-8", "replace"), hashlib.sha256)


def accounts_of(lines: str) -> Accounts:
    """The accounts of `name:hash` or `name:hash:viewer`, separated by line ends or spaces. Raises SettingsError."""
    return Accounts([_account(line) for line in lines.split()])


def credentials(authorization: str) -> tuple[str, str]:
    """Name and password of a 'Basic' header; two empty strings if it is none."""
    kind, _, coded = authorization.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(coded, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return name, password


def _account(line: str) -> Account:
    name, _, rest = line.partition(":")
    hashed, _, role = rest.partition(":")
    try:
        _HASHER.check_needs_rehash(hashed)
        return Account(name, hashed, Role(role or "editor"))
    except (InvalidHashError, ValueError):
        raise SettingsError(
            f"CITEWIRE_AUTH: the line of {name!r} is not name:hash or name:hash:viewer with a hash of Argon2. "
            "Make one with: python -m ui.accounts NAME"
        ) from None


def _main() -> None:
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if not name or any(character in name for character in ": \t\r\n"):
        raise SystemExit("usage: python -m ui.accounts NAME  (a name without spaces and colons)")
    password = getpass.getpass("Password: ")
    if len(password) < 8:
        raise SystemExit("Take at least 8 characters.")
    sys.stdout.write(f"{name}:{_HASHER.hash(password)}\n")


if __name__ == "__main__":
    _main()
