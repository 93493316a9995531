"""A saved mail, such as a newsletter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.decoding import decode
from indexes.readers.fields import article_from
from indexes.readers.markup import text_of_markup
from indexes.readers.sources import OnFailure, Source

_PARTS = 200  # of a mail: more are looked at by no mail program either
_LONGEST = 8_192  # characters of a header that is read: the library takes the square of them in time
_READ = (
    "content-disposition",
    "content-language",
    "content-transfer-encoding",
    "content-type",
    "date",
    "from",
    "subject",
)
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]*:", re.MULTILINE)
_FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)


def read_mail(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a mail: its subject is the title, its sender the outlet, attachments are left out."""
    data = source.read()
    if not _HEADER.search(data[:4096]):
        raise ReadError("has no mail headers: is it a mail?")
    mail = BytesParser(policy=policy.default).parsebytes(data)
    _check_headers(mail)
    fields = {
        "title": _FORWARDED.sub("", _header(mail, "subject")),
        "text": _text(mail),
        "source": _sender(mail),
        "published": _header(mail, "date"),
        "language": _header(mail, "content-language"),
    }
    known = {name: value for name, value in fields.items() if value}
    yield article_from(known, source.origin(), lambda reason: on_failure(source.failure(reason)))


def _check_headers(mail: EmailMessage) -> None:
    """ReadError if a header is longer than any mail's."""
    for part in islice(mail.walk(), _PARTS):
        for name, value in part.raw_items():
            if name.lower() in _READ and len(value) > _LONGEST:
                raise ReadError(f"its header {name} is longer than {_LONGEST:,} characters: no mail's is")


def _text(mail: EmailMessage) -> str:
    """The text of the HTML part, else of the plain one; the plain one of newsletters is often a stump."""
    parts = [part for part in islice(mail.walk(), _PARTS) if not part.is_attachment()]
    pages = (text_of_markup(_content(part)) for part in parts if part.get_content_type() == "text/html")
    plain = (_content(part) for part in parts if part.get_content_type() == "text/plain")
    return next(filter(None, pages), "") or next(filter(str.strip, plain), "")


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return decode(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _sender(mail: EmailMessage) -> str:
    """The sender's name, else the domain."""
    addresses: tuple[Address, ...] = getattr(mail["from"], "addresses", ()) if mail["from"] else ()
    return (addresses[0].display_name or addresses[0].domain) if addresses else ""


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name) or "")
    except (ValueError, TypeError, IndexError, AttributeError):  # the library trips over some broken headers
        return ""
