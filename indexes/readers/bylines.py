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
)
_BYLINE = re.compile(
    r"(?:^|[-_\s])(?:by-?line(?:s|_+names?|_+name|-?author|-?info)?|authors?|author-?name|contributors?|writer)(?:$|[-_\s])",
    re.IGNORECASE,
)
_UNRELATED = ("footer", "nav", "aside", "li", "form")
_LEAD = re.compile(
    r"^(?:(?:written|reported|story|words|posted|published|text|analysis|review|exclusive)\s+)?by\b[\s:]*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:(?:senior|chief|associate|assistant|deputy|special|guest|managing|executive|political|foreign|news|sports?|business|"
    r"staff|contributing|freelance|national|health|science|technology|environment|education|crime|city|local|digital|"
    r"data|investigative|features?|opinion|world|economics?|washington|white house|capitol hill)\s+)*"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|journalists?|producers?|critics?|"
    r"photographers?|fellow|bureau chief|staff|news service|for .{2,40}|of .{2,40}|in [A-Z].{2,30}|Ph\.?D\.?|M\.?D\.?)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\s*(?:[|•·–—]|\b(?:published|updated|posted|last)\b|\d{1,2}[:/.]\d\d|\b(?:19|20)\d\d\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_NAME = re.compile(
    r"https?:|@|\bfollow\b|\bshare\b|\d|^(?:admin|editor|staff|none|null|unknown|n/a)$", re.IGNORECASE
)
_AGENCY = re.compile(
    r"^(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|bloomberg|pa media|press association|dpa|efe|upi|cnn|bbc news|news agenc(?:y|ies))$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|\||&|\band\b|\n)\s*")
_MOST = 8  # authors
_LONGEST = 60  # characters of a name


def authors_of(tree: Element, story: Mapping[str, Any], metas: Mapping[str, str], outlet: str) -> str:
    """Their names, separated by commas; '' if the page names nobody. Who is an organisation comes last."""
    persons = _unique(_linked(story.get("author") or story.get("creator"), organisations=False))
    if persons and not _is_outlet(persons, outlet):
        return ", ".join(persons)
    organisations = _unique(_linked(story.get("author") or story.get("creator"), organisations=True))
    for found in (_from_metas(metas), _from_elements(tree), persons, organisations):
        if found and not _is_outlet(found, outlet):
            return ", ".join(found)
    return ", ".join(persons or organisations or _from_metas(metas))


def names_in(text: str) -> list[str]:
    """'Jane Doe' and 'John Roe' of 'By Jane Doe, Staff Writer, and John Roe | 3 May 2025'."""
    text = _DATED.sub("", _LEAD.sub("", " ".join(text.split(" ")).strip()))
    parts = [" ".join(part.split()).strip(" .·•-") for part in _SPLIT.split(text)]
    names = _unique(part for part in parts if _is_name(part))
    return [name for name in names if not _AGENCY.match(name)] or names  # 'Jane Doe, Associated Press'


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


def _is_outlet(names: list[str], outlet: str) -> bool:
    return len(names) == 1 and bool(outlet) and names[0].casefold() == outlet.casefold()


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))[:_MOST]
