"""What a page carries around its story, told by how its parts are named: forms, boxes to share, lists of other stories."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml has no types of its own

_PARTS = ("div", "section", "ul", "ol", "form")
_NAMED = re.compile(
    r"(?:^|[-_\s])(?:newsletter\w*|(?:e-?mail-?)?(?:subscri(?:be|ption)|sign-?up|log-?in|register|registration|donat(?:e|ion)|support-pay)"
    r"(?:[-_]+(?:form|box|block|module|widget|banner|promo|bar|prompt|modal|cta|message|text|wrapper|container))?|"
    r"cookie[-_]?(?:s|msg|message|bar|banner|notice|consent|law|policy|popup|info)?|gdpr[\w-]*|consent[\w-]*|privacy-notice|"
    r"modal(?:-\w+)?|pop-?up|share(?:-?(?:bar|box|tools|buttons|links|this|menu|widget))?|sharing|sharedaddy|addthis[\w-]*|"
    r"social-?(?:share|sharing|links|icons|bar|buttons|media)|jp-relatedposts|"
    r"related(?:[-_]?(?:posts?|articles?|stories|story|news|content|links?|items?|topics?|reading|coverage))?|"
    r"recommend(?:ed|ations?)(?:[-_]\w+)?|(?:more|other|latest|top|trending|popular|next|previous|prev|most[-_]read)[-_]?(?:posts?|articles?|stories|story|news|headlines)|"
    r"most-?(?:read|popular|viewed|shared)|read-?(?:next|also)|next-?post[\w-]*|post-?nav\w*|(?:post|posts|article)-navigation|"
    r"outbrain|taboola|ob-widget|trc_[\w-]*|zergnet|revcontent|report-?error|error-?report|(?:article|story)[-_]*report|"
    r"author-?(?:bio|box|card|info|profile)|about-?(?:the-?)?author|corrections?-form|feedback-form)(?:[-_\s]|$)",
    re.IGNORECASE,
)
_FEW = 50  # words in paragraphs: a page with less has its story in other elements
_SILENT = ("a", "script", "style", "noscript", "option", "button", "label", "textarea")
_NAMES = 500  # characters of a class and an id
_MOST = (
    0.3  # of the words in the page's paragraphs: a part that holds more is no furniture, whatever its name
)


def without_furniture(tree: Element) -> None:
    """Takes such parts out of the tree, which is changed. One that holds the headline or much of the text stays."""
    told, kept = _told(tree), _summed(tree, _is_kept)
    for part in list(tree.iter(*_PARTS)):
        if _is_furniture(part) and told[part] <= _MOST * told[tree] and not kept[part]:
            part.drop_tree()


def _is_furniture(part: Element) -> bool:
    if part.getparent() is None or part.get("itemprop"):
        return False
    named = f"{part.get('class') or ''} {part.get('id') or ''}"[:_NAMES]
    return bool(_NAMED.search(named)) or part.get("role") in (
        "dialog",
        "alertdialog",
        "navigation",
        "contentinfo",
    )


def _told(tree: Element) -> dict[Element, int]:
    """For each element the words in its paragraphs; where the page has hardly any, all its words outside of links."""
    told = _summed(tree, lambda one: _words(one) if one.tag == "p" else 0)
    return told if told[tree] >= _FEW else _summed(tree, _bare_words)


def _summed(tree: Element, own: Callable[[Element], int]) -> dict[Element, int]:
    """What each element and those inside it have. In one pass from the end: parts may lie in each other many times."""
    sums: dict[Element, int] = {}
    for one in reversed(list(tree.iter())):
        sums[one] = sums.get(one, 0) + own(one)
        if (around := one.getparent()) is not None:
            sums[around] = sums.get(around, 0) + sums[one]
    return sums


def _words(element: Element) -> int:
    return len("".join(element.itertext()).split())


def _bare_words(element: Element) -> int:
    """Words of the element itself, not of those inside it."""
    if element.tag in _SILENT or not isinstance(element.tag, str):
        return 0
    texts = (element.text, *(one.tail for one in element))
    return sum(len(text.split()) for text in texts if text)


def _is_kept(element: Element) -> bool:
    return bool(element.tag == "h1" or "articleBody" in (element.get("itemprop"), element.get("property")))
