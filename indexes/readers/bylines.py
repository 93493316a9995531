"""Who wrote a page's story: persons before organisations, names without roles, addresses and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from indexes.readers.linked_data import plain

Element: TypeAlias = Any  # lxml has no types of its own

_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "byline",
    "search.byline",
    "og:author",
)
_BYLINE = re.compile(
    r"(?:^|[-_\s])(?:by-?line(?:s|_+names?|_+name|-?author|-?info)?|authors?|author-?name|contributors?|writer)(?:$|[-_\s])",
    re.IGNORECASE,
)
_LINES = ("p", "div", "span", "cite", "address", "h2", "h3", "h4", "h5", "td", "b", "strong", "em", "a")
_UNRELATED = ("footer", "nav", "aside", "li", "form")
_LEAD = re.compile(
    r"^(?:(?:written|reported|story|words|posted|published|text|analysis|review|exclusive)\s+)?(?:by|par|por|von)\b[\s:]*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:(?:senior|chief|associate|assistant|deputy|special|guest|managing|executive|political|foreign|news|sports?|business|"
    r"staff|contributing|freelance|national|health|science|technology|environment|education|crime|city|local|digital|"
    r"data|investigative|features?|opinion|world|economics?|washington|white house|capitol hill)\s+)*"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|journalists?|producers?|critics?|"
    r"photographers?|fellow|bureau chief|staff|news service|for .{2,40}|of .{2,40}|in [A-Z].{2,30}|Ph\.?D\.?|M\.?[ADS]\.?|MPH|R\.?N\.?)$",
    re.IGNORECASE,
)
_TRAILING_ROLE = re.compile(
    r"(?<=[\w.])\s+(?:(?:Senior|Chief|Associate|Assistant|Deputy|Special|Managing|Executive|Political|Foreign|National|Staff|"
    r"Contributing|Business|Sports?|Science|Health|Technology|Washington|White House)\s+)*"
    r"(?:Writers?|Reporters?|Correspondents?|Editors?|Columnists?|Journalists?)\b.*$|\s+[Ee]nvoyée?s? sp[ée]cia.*$|\s+(?:on|at|in)$"
)  # 'Jane Doe Senior Correspondent': capitals, so that a name such as 'Reporter' within words is none
_DATED = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\b(?:published|updated|posted|last|mis à jour)\b|\d{1,2}[:/.]\d\d|\b(?:19|20)\d\d\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?\.?\s+\d{1,2}\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = re.compile(
    r"https?:|@|\bfollow\b|\bshare\b|\d|^(?:admin|editor|staff|none|null|unknown|n/a)$|^\S+\.[a-z]{2,4}$|"
    r"^(?:more|learn|view|read|see|all|about|log|sign|subscribe|contact|e-?mail|your?|account|welcome|click|comments?)\b|"
    r"\b(?:author|page|profile|logged|articles|stories|posts)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(  # 'By Jane Doe' and 'By JANE DOE and John Roe', and nothing else but a role or a date
    r"^(?:By|BY|Par|Von)[:\s]+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]*){1,3}(?:\s*(?:,|&|and|et|und)\s*[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]*){1,3}){0,3}"
    r"(?:\s*[,|–—].{0,60}|\s+\d.{0,40})?$"
)
_AGENCY = re.compile(
    r"^(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|bloomberg|pa media|press association|dpa|efe|upi|cnn|bbc news|news agenc(?:y|ies))$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|\||&|\band\b|\n)\s*")
_MOST = 8  # authors
_LONGEST = 60  # characters of a name


def authors_of(
    tree: Element, story: Mapping[str, Any], metas: Mapping[str, str], *outlets: str | None
) -> str:
    """Their names, separated by commas; '' if nobody is named. Organisations come last, `outlets` are no authors."""
    stated = story.get("author") or story.get("creator")
    persons = _unique(_linked(stated, organisations=False))
    organisations = _unique(_linked(stated, organisations=True))
    for found in (persons, _from_metas(metas), organisations):
        named = besides(found, *outlets)
        if named and all(map(_AGENCY.match, named)):
            return ", ".join(_from_line(tree) or named)  # 'By Jane Doe' below the headline, AP in the head
        if named and found is not organisations:
            return ", ".join(named)
    shown = besides(_from_elements(tree), *outlets) or _from_line(tree)
    return ", ".join(shown or organisations or persons or _from_metas(metas))


def names_in(text: str) -> list[str]:
    """'Jane Doe' and 'John Roe' of 'By Jane Doe, Staff Writer, and John Roe | 3 May 2025'."""
    text = _DATED.sub("", _LEAD.sub("", " ".join(text.split(" ")).strip()))
    parts = [_without_role(" ".join(part.split())).strip(" .·•-→") for part in _SPLIT.split(text)]
    names = _unique(part for part in parts if _is_name(part))
    return [name for name in names if not _AGENCY.match(name)] or names  # 'Jane Doe, Associated Press'


def _without_role(part: str) -> str:
    """'Jane Doe' of 'Jane Doe Senior Correspondent' and of 'Jane Doe on' (a date stood behind)."""
    return part if _ROLE.match(part) else _TRAILING_ROLE.sub("", part)


def _is_name(part: str) -> bool:
    return bool(part) and len(part) <= _LONGEST and not _ROLE.match(part) and not _NO_NAME.search(part)


def _linked(value: object, *, organisations: bool) -> Iterator[str]:
    """The names in JSON-LD's author: a string, an object or a list of either."""
    if isinstance(value, list):
        for part in value:
            yield from _linked(part, organisations=organisations)
    elif isinstance(value, Mapping):
        is_organisation = "Organization" in str(value.get("@type"))
        if is_organisation == organisations:
            yield from _linked_name(plain(value.get("name")), organisation=is_organisation)
    elif isinstance(value, str) and not organisations:
        yield from names_in(plain(value))


def _linked_name(name: str, *, organisation: bool) -> list[str]:
    return [name] if organisation and name else names_in(name)


def _from_metas(metas: Mapping[str, str]) -> list[str]:
    for name in _METAS:
        if found := names_in(plain(metas.get(name, ""))):
            return found
    return []


def _from_elements(tree: Element) -> list[str]:
    """Of elements marked as the author or the byline, the first that names somebody."""
    marked = [
        *tree.xpath("//*[@itemprop = 'author' or @itemprop = 'creator']//*[@itemprop = 'name']"),
        *tree.xpath("//*[@itemprop = 'author' or @itemprop = 'creator'][not(*[@itemprop])]"),
        *tree.xpath("//a[@rel = 'author' or contains(@href, '/author/') or contains(@href, '/authors/')]"),
        *(one for one in tree.xpath("//*[@class or @id or @data-testid]") if _is_byline(one)),
    ]
    for element in marked:
        if not _is_unrelated(element):
            text = element.get("content") or " ".join("\n".join(element.itertext()).split())
            if len(text) <= 3 * _LONGEST and (found := names_in(plain(text))):
                return found[:_MOST]
    return []


def _from_line(tree: Element) -> list[str]:
    """Of a line 'By Jane Doe' that nothing marks, the first below the headline."""
    below = False
    for element in tree.iter("h1", *_LINES):
        below = below or element.tag == "h1"
        line = _first_line(element) if below and element.tag != "h1" else ""
        if _SPOKEN.match(line) and not _is_unrelated(element) and (found := names_in(line)):
            return found
    return []


def _first_line(element: Element) -> str:
    """The first piece of its text, with the next if it is only 'By'."""
    pieces = [" ".join(piece.split()) for piece, _ in zip(element.itertext(), range(6), strict=False)]
    pieces = [piece for piece in pieces if piece]
    alone = bool(pieces) and len(pieces[0].split()) < 2
    return " ".join(pieces[: 1 + alone])[: 3 * _LONGEST]


def _is_byline(element: Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
    return bool(_BYLINE.search(names)) and isinstance(element.tag, str)


def _is_unrelated(element: Element) -> bool:
    """Whether it stands where other stories and comments do."""
    around = [element, *element.iterancestors()]
    return any(
        one.tag in _UNRELATED
        or re.search(r"comment|related|recommend|trending|footer", one.get("class") or "", re.IGNORECASE)
        for one in around
        if one.tag not in ("body", "html")
    )


def besides(names: Iterable[str], *outlets: str | None) -> list[str]:
    """The names that are not an outlet's: 'Jane Doe, The Courier' wrote for The Courier."""
    known = {_letters(outlet) for outlet in outlets if outlet}
    return [name for name in names if _letters(name) not in known]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))[:_MOST]
