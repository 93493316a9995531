"""What a page's story is called: its headline, without the outlet's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from indexes.readers.linked_data import alike, plain, same_words

Element: TypeAlias = Any  # lxml has no types of its own

_SEPARATOR = re.compile(r"\s+(?:[|–—-]|::|»|›|•|·)\s+|\s*\|\s*")
_PREFIX = re.compile(r"^([^:]{2,40}):\s+(?=\S)")
_SAME = 0.6  # share of words from which two lines are the same headline
_RELATED = 0.3  # from which they are two headlines of one story: one for readers, one for search engines
_LONGEST = 300  # characters
_WORDLESS = (
    10  # characters from which a heading without spaces (Chinese, Japanese, Thai) is more than one word
)


def stated_titles(tree: Element, metas: Mapping[str, str]) -> list[str]:
    """What the page is called in its head, outlet's name and all."""
    named = [metas.get(name, "") for name in ("og:title", "twitter:title", "dc.title", "title")]
    element = tree.find(".//title")
    return [plain(title) for title in [*named, element.text if element is not None else ""] if title]


def headline_of(tree: Element, titles: Sequence[str], headline: str, outlet: str) -> str:
    """The headline on the page where it is the one that the page states; else the stated one. '' if there is none."""
    stated = [one for one in (headline, *titles) if one]
    shown = [text for text in map(_text, _headings(tree)) if 0 < len(text) <= _LONGEST]
    best = max(shown, key=lambda text: max((alike(text, one) for one in stated), default=0.0), default="")
    needed = (
        _SAME if len(set(shown)) > 1 else _RELATED
    )  # a lone heading is the headline, if it is not the outlet's name
    several = len(best.split()) > 1 or len(best) > _WORDLESS
    if several and any(same_words(_telling(best), one) >= needed for one in stated):
        return without_outlet(best, outlet)
    if not stated:
        return max(shown, key=len, default="")
    return without_outlet(stated[0], outlet)


def _telling(text: str) -> str:
    """Its words but the short ones, which any two titles share; all of them if there are hardly others."""
    words = [word for word in text.split() if len(word) > 3]
    return " ".join(words) if len(words) > 1 else text


def without_outlet(title: str, outlet: str) -> str:
    """'Bridge closed' of 'Bridge closed | Metro | The Courier' and of 'The Courier: Bridge closed'."""
    parts = _SEPARATOR.split(title)
    while len(parts) > 1 and (_is_outlet(parts[-1], outlet) or _is_section(parts)):
        parts.pop()
    kept = title[: title.rindex(parts[-1]) + len(parts[-1])] if len(parts) > 0 else title
    prefix = _PREFIX.match(kept)
    if prefix and outlet and _is_outlet(prefix.group(1), outlet):
        kept = kept[prefix.end() :]
    return kept.strip() or title


def outlet_in(titles: Sequence[str], host: str | None) -> str:
    """The outlet's name as a title gives it, where the host's name says that it is one. '' if none does."""
    letters = _letters((host or "").rpartition(".")[0])
    for title in titles:
        prefix = _PREFIX.match(title)
        for part in [*_SEPARATOR.split(title)[1:], *([prefix.group(1)] if prefix else [])]:
            known = _letters(part)
            if len(known) > 3 and (known in letters or known.removeprefix("the") in letters):
                return part.strip()
    return ""


def _headings(tree: Element) -> list[Element]:
    marked = tree.xpath("//*[@itemprop = 'headline'][not(self::meta)]")
    return [*tree.iter("h1"), *marked]


def _text(element: Element) -> str:
    return plain("".join(element.itertext()))


def _is_outlet(part: str, outlet: str) -> bool:
    a, b = _letters(part), _letters(outlet)
    return bool(a and b) and (a in b or b in a)


def _is_section(parts: list[str]) -> bool:
    """A last part of one or two words after a headline of several: 'News', 'World news', 'CNN Politics'."""
    return len(parts[-1].split()) <= 2 and len(parts[-1]) < 25 and len(" ".join(parts[:-1]).split()) >= 4


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
