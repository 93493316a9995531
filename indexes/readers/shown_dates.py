"""The day that a page shows beside its headline, in `<time>` elements or in a line of its own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeAlias

from indexes.dates import parse_published
from indexes.errors import ReadError
from indexes.readers.written_days import month_of, written_day

Element: TypeAlias = Any  # lxml has no types of its own

_CHANGED = ("updat", "modif", "lastmod", "edited", "aktualisiert", "mis à jour", "actualiza", "aggiorna")
_MARKED = ("publish", "entry-date", "posted", "dateline")
_LISTING = re.compile(
    r"(?:^|[-_\s])(?:comments?|captions?|repl(?:y|ies)|related|recommend\w*|teasers?|more|latest|popular|trending|sidebar|widget|next|prev\w*|"
    r"newsletter|events?)(?:[-_\s]|$)",
    re.IGNORECASE,
)
_SAME = 0.5  # of a heading's words that the page's title has too
_NEAR = 60  # elements from the headline within which a story's own date stands
_LINE = 120  # characters of a line that tells a date and perhaps who wrote it, and no more
_ENDS = (".", "!", "?", "”", '"', ":")  # of a sentence, which may tell the day of anything
_LINES = ("p", "div", "span", "li", "small", "em", "td", "dd", "h4", "h5", "h6", "address", "font", "b")
_ZONES = timedelta(days=1)  # what a zone may make of one moment
_APART_TAGS = (
    "aside",
    "nav",
    "footer",
    "blockquote",
    "figure",
    "figcaption",
)  # a picture has a day of its own
_MOST = 100  # `<time>` elements of a page that are looked at
_TELLING = 4  # longer words in small letters that such a line has at most: one with more is a sentence
_WORD = re.compile(r"[^\W\d_]{4,}")
_LOOKED_AT = 50  # elements of an item, and characters of a link's texts, that are looked at
_NAMES = 500  # characters of a class and an id
_NAME = 4  # words of a link to who wrote the story


def shown_times(tree: Element) -> list[str]:
    """What `<time>` elements of the story say: those beside the headline first, then those marked as its publication."""
    order = {one: n for n, one in enumerate(tree.iter())}
    headline = headline_in(tree)
    here = None if headline is None else order[headline]
    first = islice(tree.iter("time"), _MOST)
    times = [one for one in first if not says(one, _CHANGED) and not is_elsewhere(one, headline)]
    times.sort(
        key=lambda one: (
            here is not None and abs(order[one] - here) > _NEAR,
            any(around.tag == "li" for around in one.iterancestors()),
            not _is_marked(one),
        )
    )
    return [_said(one) for one in times[:2]]


def shown_day(tree: Element) -> str:
    """The day in a short line beside the headline that nothing marks; '' if none is. A change is none."""
    headline = headline_in(tree)
    if headline is None:
        return ""
    for one in _following(headline):
        line = " ".join("".join(one.itertext()).split()) if one.tag in _LINES else ""
        if one.tag == "p" and len(line) > _LINE:
            break  # the story has begun
        day = written_day(line) if len(line) <= _LINE and not _is_sentence(line) else None
        apart = _shows_picture(one) or is_elsewhere(one, headline)
        if day and not _tells_change(one, line) and not apart:
            return day.isoformat()
    return ""


def _is_sentence(line: str) -> bool:
    """Whether it tells something, a summary perhaps, in which a day is that of an event."""
    telling = [word for word in _WORD.findall(line) if word.islower() and month_of(word) is None]
    return line.endswith(_ENDS) or len(telling) > _TELLING


def says(element: Element, words: tuple[str, ...] = _CHANGED) -> bool:
    """Whether an element, or the one around it, is named or labelled so."""
    around = element.getparent()
    named = " ".join(
        f"{one.get('itemprop') or ''} {one.get('class') or ''} {one.get('id') or ''} {one.get('data-testid') or ''}"
        for one in (element, around)
        if one is not None
    )
    label = "" if around is None else (around.text or "")[-20:]
    before = element.getprevious()
    label += "" if before is None else f"{before.tail or ''}{before.text or ''}"[-20:]
    return any(word in f"{named} {label}".lower() for word in words)


def _tells_change(element: Element, line: str) -> bool:
    return says(element) or any(word in line.lower() for word in _CHANGED)


def headline_in(tree: Element) -> Element | None:
    """The `<h1>` that says what the page's title says, or the first if it has none: outlets' names are in others."""
    title = set((tree.findtext(".//title") or "").casefold().split())

    def fits(heading: Element) -> float:
        words = "".join(heading.itertext()).casefold().split()
        return sum(word in title for word in words) / max(len(words), 1)

    best = max(tree.iter("h1"), key=fits, default=None)
    return best if best is not None and (not title or fits(best) > _SAME) else None


def _following(headline: Element) -> list[Element]:
    """The elements after the headline, in the order of the page."""
    found = headline.xpath(f"following::*[position() <= {_NEAR}]")
    return [one for one in found if isinstance(one.tag, str)]


def _said(time: Element) -> str:
    """What an element states; what it shows, where that is a whole other day: the attribute may be the last change."""
    stated, shown = time.get("datetime"), " ".join("".join(time.itertext()).split())[:_LINE]
    day = written_day(shown)
    if stated and (day is None or _is_near(stated, day)):
        return str(stated)
    return shown if day is None else day.isoformat()


def _is_near(stated: str, day: date) -> bool:
    try:
        return abs(parse_published(stated).date() - day) <= _ZONES
    except ReadError:
        return False


def _is_marked(time: Element) -> bool:
    return time.get("pubdate") is not None or says(time, _MARKED)


def is_elsewhere(element: Element, headline: Element | None) -> bool:
    """Whether it belongs to a comment, to a post that the story quotes or to another story that the page lists."""
    above = set() if headline is None else set(headline.iterancestors())
    apart = _APART_TAGS + (("article",) if any(one.tag == "article" for one in above) else ())
    return any(
        _is_apart(one, apart) or _is_teaser(one)
        for one in element.iterancestors()
        if one not in above and one.tag not in ("body", "html")
    )


def _shows_picture(line: Element) -> bool:
    """Whether it is or holds the words below a picture."""
    inside = islice(line.iter(), _LOOKED_AT)
    return any(one.tag == "figcaption" or "caption" in (one.get("class") or "") for one in inside)


def _is_apart(part: Element, tags: tuple[str, ...]) -> bool:
    named = f"{part.get('class') or ''} {part.get('id') or ''}"[:_NAMES]
    return part.tag in tags or _LISTING.search(named) is not None


def _is_teaser(item: Element) -> bool:
    """Whether an item of a list links to a story: one that names a writer or a day has no heading and no long link."""
    if item.tag != "li":
        return False
    inside = list(islice(item.iter(), 1, _LOOKED_AT))
    return any(
        one.tag in ("h2", "h3", "h4", "p") or (one.tag == "a" and _words(one) > _NAME) for one in inside
    )


def _words(link: Element) -> int:
    texts = (text[:_LOOKED_AT] for text in islice(link.itertext(), _LOOKED_AT))
    return len("".join(texts).split())
