"""A piece of HTML, or of a news agency's XML, to text: all of it, block by block, as a reader would see it.

For feeds, mails and agency formats, where everything is the article. Whole pages go to trafilatura (`html.py`).
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml and the standard library have no common type

_WORDS = (
    "address article aside blockquote bq block body dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hl2 hr html li main nav ol p pre section table tr ul"
)
_BLOCKS = frozenset(_WORDS.split())
_UNSEEN = "audio head iframe math media noscript object picture script style svg template title video"
_SKIPPED = frozenset(_UNSEEN.split())
_CELLS = ("td", "th")
_BREAK = "\x0b"  # a `<br>`, told from the white space of the source


def text_of_markup(markup: str) -> str:
    """The text of an HTML fragment; '' if there is none."""
    from lxml import etree, html

    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return text_of_tree(tree)


def text_of_tree(tree: Element) -> str:
    """The text of an lxml element: paragraphs with a blank line between them, `•` before items, `|` between cells."""
    from lxml import etree

    blocks: list[list[str]] = [[]]
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            if _name(element) in _SKIPPED and element is not tree:
                walker.skip_subtree()
            else:
                _begin(element, blocks)
        elif event == "end":
            _end(element, blocks)
        if event != "start" and element is not tree:
            blocks[-1].append(element.tail or "")
    return "\n\n".join(filter(None, map(_words, blocks)))


def _begin(element: Element, blocks: list[list[str]]) -> None:
    name = _name(element)
    if name in _BLOCKS:
        blocks.append([])
    if name == "br":
        blocks[-1].append(_BREAK)
    elif name == "li":
        blocks[-1].append("• ")
    elif name in _CELLS and blocks[-1]:
        blocks[-1].append(" | ")
    blocks[-1].append(element.text or "")


def _end(element: Element, blocks: list[list[str]]) -> None:
    if _name(element) in _BLOCKS:
        blocks.append([])


def _words(pieces: list[str]) -> str:
    """One block, white space as a browser shows it; empty if nothing in it is said."""
    words = re.sub(r"[ \t\r\n\f]+", " ", "".join(pieces))
    words = re.sub(r" ?\x0b ?", "\n", words).strip(" |\n")
    return "" if words == "•" else words


def _name(element: Element) -> str:
    """'p' of `p` and of `{http://www.w3.org/1999/xhtml}p`."""
    return str(element.tag).rpartition("}")[2].lower()
