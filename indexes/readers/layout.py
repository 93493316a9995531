"""Lines of printed pages to running text: paragraphs put together, hyphens and page furniture taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?$", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[a-zäöüßéèáàçñ])[-\u00ad\u2010]$")
_ITEM = re.compile(r"\s*(?:[•·▪►*–—-]\s|\(?\d{1,3}[.)]\s)")
_EDGE = 2  # lines at the top and the bottom of a page that may be furniture
_SHORT = 0.75  # of the usual width: a line that ends so early and with a full stop ends a paragraph


def text_of_pages(pages: Sequence[str]) -> str:
    """The text of pages whose lines are as printed. '' if there is none."""
    lines = [line for page in _without_furniture(pages) for line in page]
    width = _width(lines)
    paragraphs: list[str] = [""]
    for line in lines:
        if not line:
            paragraphs.append("")
        elif _begins(paragraphs[-1], line, width):
            paragraphs.append(line)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line)
    return "\n\n".join(filter(None, _mended(paragraphs)))


def _without_furniture(pages: Sequence[str]) -> list[list[str]]:
    """The pages' lines without numbers and running heads, which stand on most pages in the same place."""
    split = [[" ".join(line.split()) for line in page.strip().split("\n")] for page in pages]
    edges = Counter(line for page in split for line in {*page[:_EDGE], *page[-_EDGE:]} if line)
    running = {line for line, count in edges.items() if len(pages) >= 3 and count > len(pages) / 2}
    kept = []
    for page in split:
        inner = range(_EDGE, len(page) - _EDGE)
        kept.append(
            [
                line
                for n, line in enumerate(page)
                if n in inner or not (line in running or (len(pages) > 1 and _NUMBER.match(line)))
            ]
        )
    return kept


def _width(lines: Sequence[str]) -> int:
    """How long a full line is: four of five are no longer. Last lines of paragraphs are many and short."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 4 // 5] if lengths else 0


def _begins(before: str, line: str, width: int) -> bool:
    """Whether a line begins a paragraph: an item, or what was before had ended early."""
    last = before.rpartition("\n")[2]
    if not before or _ITEM.match(line):
        return True
    return len(last) < _SHORT * width and not _runs_on(last, line)


def _runs_on(last: str, line: str) -> bool:
    return not _ENDED.search(last) and (line[:1].islower() or bool(_HYPHEN.search(last)))


def _joined(before: str, line: str) -> str:
    """The paragraph with the next line, kept as a line of its own until all are known."""
    return f"{before}\n{line}" if before else line


def _mended(paragraphs: Sequence[str]) -> list[str]:
    """Each on one line, divided words whole again; a sentence that a page's end cut in two put together."""
    mended: list[str] = []
    for paragraph in paragraphs:
        text = ""
        for line in paragraph.split("\n"):
            text = _glued(text, line)
        if mended and text and text[0].islower() and not _ENDED.search(mended[-1]) and len(mended[-1]) > 60:
            mended[-1] = _glued(mended[-1], text)
        elif text:
            mended.append(text)
    return mended


def _glued(text: str, line: str) -> str:
    if _HYPHEN.search(text) and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}" if text else line
