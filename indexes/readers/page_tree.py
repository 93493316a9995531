"""A page as the extraction of its text likes it: no tables for layout, no double line breaks, no lines that only link."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml has no types of its own

_LONG = 600  # characters in one cell: a table for layout, not for figures
_HOLDERS = ("div", "td", "article", "section", "span", "font", "body", "center", "p", "main")
_INLINE = (
    "a",
    "abbr",
    "b",
    "em",
    "font",
    "i",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "br",
    "img",
    "cite",
    "q",
    "time",
)


def modernized(tree: Element) -> Element:
    """The same tree, changed in place."""
    for table in list(tree.iter("table")):
        if any(len("".join(cell.itertext())) > _LONG for cell in table.iter("td")):
            for part in (table, *table.iter("tbody", "tr", "td", "th")):
                part.tag = "div"
    for holder in list(tree.iter(*_HOLDERS)):
        if _has_double_break(holder):
            _break_up(holder)
    for paragraph in list(tree.iter("p")):
        if _only_links(paragraph):
            paragraph.drop_tree()
    return tree


def _only_links(paragraph: Element) -> bool:
    """Whether all of a paragraph between others is a link of several words: a teaser for another story."""
    words = "".join(paragraph.itertext()).split()
    linked = "".join("".join(link.itertext()) for link in paragraph.iter("a")).split()
    among = any(one is not None and one.tag == "p" for one in (paragraph.getprevious(), paragraph.getnext()))
    return len(words) > 3 and words == linked and among


def _has_double_break(holder: Element) -> bool:
    return any(_is_break(child) and _is_break(child.getnext()) and _is_blank(child.tail) for child in holder)


def _break_up(holder: Element) -> None:
    """What lies between two double line breaks becomes a paragraph; blocks stay where they are."""
    made = [_paragraph(holder, holder.text)]
    holder.text = None
    ended = False
    for child in list(holder):
        double = _is_break(child) and _is_blank(child.tail) and _is_break(child.getnext())
        tail, child.tail = child.tail, None
        if double or (ended and _is_break(child)):
            ended = True
            made.append(_paragraph(holder, tail))
        else:
            ended = False
            inline = child.tag in _INLINE or not isinstance(child.tag, str)
            if inline:
                child.tail = tail
                made[-1].append(child)
            else:
                made += [child, _paragraph(holder, tail)]
        if child.getparent() is holder:
            holder.remove(child)
    holder.extend(one for one in made if one.tag != "p" or len(one) or not _is_blank(one.text))
    if holder.tag in ("p", "font", "span"):
        holder.tag = "div"


def _paragraph(holder: Element, text: str | None) -> Element:
    paragraph = holder.makeelement("p", {})
    paragraph.text = text
    return paragraph


def _is_break(element: Element | None) -> bool:
    return element is not None and element.tag == "br"


def _is_blank(text: str | None) -> bool:
    return not (text or "").strip()
