"""One article written in every format that can be read."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

TITLE = "Saltmarsh sluice fails its test"
PARAGRAPHS = (
    "The sluice at Saltmarsh failed its yearly test on Thursday, the water board said.",
    "“The lower gate did not close,” said engineer Ines Kolb. Repairs will cost €240,000.",
    "The board meets again on 3 June to decide whether the harbour stays open through the summer.",
)
TEXT = "\n\n".join(PARAGRAPHS)
OUTLET = "Saltmarsh Observer"
AUTHOR = "Peta Lund"
DATE = "2025-05-08T09:30:00+00:00"
URL = "https://observer.example/news/sluice"
RECORD = {
    "title": TITLE, "text": TEXT, "source": OUTLET, "author": AUTHOR, "published": DATE, "url": URL,
}  # fmt: skip
_PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(**changes: str) -> bytes:
    """A web page; `head` and `body` may be given instead."""
    story = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": DATE,
        "author": {"@type": "Person", "name": AUTHOR}, "publisher": {"name": OUTLET}, "url": URL,
    }  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(story)}</script><title>{TITLE}</title>'
    body = f"<nav>Home</nav><article><h1>{TITLE}</h1>{_PARAGRAPHS}</article>"
    parts = {"head": head, "body": body, **changes}
    opening = '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    return f"{opening}{parts['head']}</head><body>{parts['body']}</body></html>".encode()


def text() -> bytes:
    return f"{TITLE}\n\nBy {AUTHOR}\n8 May 2025\n\n{TEXT}".encode()


def markdown() -> bytes:
    return f"---\ntitle: {TITLE}\nsource: {OUTLET}\nauthor: {AUTHOR}\ndate: {DATE}\nurl: {URL}\n---\n\n{TEXT}".encode()


def record() -> bytes:
    return json.dumps(RECORD).encode()


def table(delimiter: str = ",") -> bytes:
    def quoted(value: str) -> str:
        return '"' + value.replace('"', '""') + '"'

    return f"{delimiter.join(RECORD)}\r\n{delimiter.join(map(quoted, RECORD.values()))}\r\n".encode()


def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet as library

    stream = io.BytesIO()
    library.write_table(pyarrow.Table.from_pylist([RECORD]), stream)
    return stream.getvalue()


def rss() -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><title>{OUTLET}</title><language>en-gb</language><item><title>{TITLE}</title><link>{URL}</link>
    <dc:creator>{AUTHOR}</dc:creator><pubDate>Thu, 08 May 2025 09:30:00 GMT</pubDate>
    <description>The sluice failed.</description><content:encoded><![CDATA[{_PARAGRAPHS}]]></content:encoded>
    </item></channel></rss>""".encode()


def atom() -> bytes:
    escaped = _PARAGRAPHS.replace("<", "&lt;")
    return f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <title>{OUTLET}</title><entry><title>{TITLE}</title><link rel="alternate" href="{URL}"/><id>urn:x:1</id>
    <author><name>{AUTHOR}</name></author><published>{DATE}</published><updated>2025-05-09T00:00:00Z</updated>
    <content type="html">{escaped}</content></entry></feed>""".encode()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = TITLE
    message["From"] = f"{OUTLET} <news@observer.example>"
    message["Date"] = "Thu, 08 May 2025 09:30:00 +0000"
    message.set_content("Read this mail in your browser.")
    message.add_alternative(
        f"<html><body><table><tr><td>{_PARAGRAPHS}</td></tr></table></body></html>", "html"
    )
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="x.pdf")
    return message.as_bytes()


def nitf() -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
    <nitf xml:lang="en"><head><title>{TITLE}</title><docdata><doc-id id-string="obs-1"/>
    <date.issue norm="20250508T093000Z"/></docdata><pubdata name="{OUTLET}" ex-ref="{URL}"/></head>
    <body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By <person>{AUTHOR}</person></byline></body.head>
    <body.content>{_PARAGRAPHS}<media><media-caption>The sluice</media-caption></media></body.content>
    </body></nitf>""".encode()


def newsml(status: str = "usable") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:observer.example:1" version="2" xml:lang="en">
    <itemMeta><itemClass qcode="ninat:text"/><provider><name>{OUTLET}</name></provider>
    <versionCreated>2025-05-09T00:00:00Z</versionCreated><firstCreated>{DATE}</firstCreated>
    <pubStatus qcode="stat:{status}"/></itemMeta>
    <contentMeta><headline>{TITLE}</headline><by>By {AUTHOR}</by><language tag="en-GB"/></contentMeta>
    <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
    <head><title>x</title></head><body>{_PARAGRAPHS}</body></html></inlineXML></contentSet></newsItem>""".encode()


def web_archive(status: str = "200 OK", body: bytes | None = None) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    for address, kind, content in (
        ("https://observer.example/logo.png", "image/png", b"\x89PNG"),
        (URL, "text/html; charset=utf-8", page() if body is None else body),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(content), http_headers=headers
        )
        writer.write_record(record)
    return stream.getvalue()


def word(paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    from datetime import datetime

    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.author = AUTHOR
    document.core_properties.created = datetime(2025, 5, 8, 9, 30)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(lines: tuple[str, ...] | None = None) -> bytes:
    """A page set in Times, in lines as a paper prints them, with a date and an author in its properties."""
    wrapped = lines or (
        TITLE, "",
        "The sluice at Saltmarsh failed its yearly test on Thursday, the wa-",
        "ter board said.", "",
        "“The lower gate did not close,” said engineer Ines Kolb. Repairs",
        "will cost €240,000.", "",
        "The board meets again on 3 June to decide whether the harbour",
        "stays open through the summer.",
    )  # fmt: skip
    shown = "".join(f"({line}) Tj T* " for line in wrapped).encode("cp1252")
    content = b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Author (%s) /CreationDate (D:20250508093000Z) >>" % AUTHOR.encode(),
    ]
    made, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size %d /Root 1 0 R /Info 6 0 R >>" % (len(objects) + 1)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, trailer, len(made),
    )  # fmt: skip


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: dict[str, bytes], *, links: tuple[str, ...] = ()) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    return stream.getvalue()


EXAMPLES: dict[str, Callable[[], bytes]] = {
    "a.txt": text,
    "a.md": markdown,
    "a.html": page,
    "a.json": record,
    "a.jsonl": record,
    "a.csv": table,
    "a.tsv": lambda: table("\t"),
    "a.parquet": parquet,
    "a.rss": rss,
    "a.atom": atom,
    "b.xml": rss,
    "a.eml": mail,
    "a.nitf": nitf,
    "a.xml": newsml,
    "a.warc": web_archive,
    "a.docx": word,
    "a.pdf": pdf,
    "a.zip": lambda: zipped({"news/a.json": record()}),
    "a.tar": lambda: tarred({"news/a.json": record()}),
    "a.tgz": lambda: gzip.compress(tarred({"news/a.html": page()})),
}
"""A whole example of each format, by the name that a file of it has."""
