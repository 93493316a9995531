"""A page as the extraction of its text likes it: text in paragraphs, no tables for layout, no lines that only link."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml has no types of its own

_LONG = 600  # characters in one cell: a table for layout, not for figures
_PARTS = ("div", "section", "ul", "ol", "aside")
_COMMENTS = re.compile(
    r"(?:^|[-_\s])(?:(?:user|reader|article|all|post)[-_]?)?(?:comments?(?:[-_]?(?:list|area|section|wrapper|container|thread|area|box|body))?|"
    r"listadoComentarios|comentarios?|kommentare?|commentaires?|disqus[-_]thread|respond)(?:[-_\s]|$)",
    re.IGNORECASE,
)
_BARE = 120  # characters outside of any paragraph: more than a label or a button says
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
    _without(tree, _PARTS, _holds_comments)
    for table in list(tree.iter("table")):
        if any(len("".join(cell.itertext())) > _LONG for cell in table.iter("td")):
            for part in (table, *table.iter("tbody", "tr", "td", "th")):
                part.tag = "div"
    for cell in tree.xpath("//table//table//*[self::td or self::th]"):
        _end_with_space(cell)  # trafilatura takes the words of a table within a cell together
    for holder in list(tree.iter(*_HOLDERS)):
        if _has_double_break(holder) or _has_bare_text(holder):
            _break_up(holder)
    _without(tree, ("p",), _only_links)
    return tree


def _without(tree: Element, tags: tuple[str, ...], unwanted: Callable[[Element], bool]) -> None:
    for element in list(tree.iter(*tags)):
        if unwanted(element):
            element.drop_tree()


def _end_with_space(cell: Element) -> None:
    """A space after the last word of a cell."""
    if len(cell):
        cell[-1].tail = f"{cell[-1].tail or ''} "
    else:
        cell.text = f"{cell.text or ''} "


def _holds_comments(part: Element) -> bool:
    """Whether a part is named as the readers' comments and holds nothing of the story."""
    named = f"{part.get('class') or ''} {part.get('id') or ''}"
    if not _COMMENTS.search(named) or part.getparent() is None:
        return False
    return not part.xpath(
        ".//h1 | .//article[not(ancestor-or-self::*[contains(@class, 'comment')])] | .//*[@itemprop = 'articleBody']"
    )


def _only_links(paragraph: Element) -> bool:
    """Whether all of a paragraph between others is a link of several words: a teaser for another story."""
    words = "".join(paragraph.itertext()).split()
    linked = "".join("".join(link.itertext()) for link in paragraph.iter("a")).split()
    among = any(one is not None and one.tag == "p" for one in (paragraph.getprevious(), paragraph.getnext()))
    return len(words) > 3 and words == linked and among


def _has_double_break(holder: Element) -> bool:
    return any(_is_break(child) and _is_break(child.getnext()) and _is_blank(child.tail) for child in holder)


def _has_bare_text(holder: Element) -> bool:
    """Whether sentences stand beside paragraphs in no paragraph of their own: a lost `<p>`, a drop cap's container."""
    if not any(child.tag == "p" for child in holder):
        return False
    runs = [len((holder.text or "").strip())]
    for child in holder:
        if child.tag in _INLINE or not isinstance(child.tag, str):
            runs[-1] += (
                len("".join(child.itertext())) if child.tag != "a" and isinstance(child.tag, str) else 0
            )
        else:
            runs.append(0)
        runs[-1] += len((child.tail or "").strip())
    return max(runs) >= _BARE


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
