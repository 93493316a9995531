"""What a page carries around its story, told by how its parts are named: forms, boxes to share, lists of other stories."""

from __future__ import annotations

import re
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
_NAMES = 500  # characters of a class and an id
_MOST = (
    0.3  # of the words in the page's paragraphs: a part that holds more is no furniture, whatever its name
)
_INSIDE = ".//h1 | .//*[@itemprop = 'articleBody' or @property = 'articleBody']"


def without_furniture(tree: Element) -> None:
    """Takes such parts out of the tree, which is changed. One that holds the headline or much of the text stays."""
    told = _told(tree)
    for part in list(tree.iter(*_PARTS)):
        if _is_furniture(part) and _told(part) <= _MOST * told and not part.xpath(_INSIDE):
            part.drop_tree()


def _is_furniture(part: Element) -> bool:
    named = f"{part.get('class') or ''} {part.get('id') or ''}"[:_NAMES]
    if part.getparent() is None or part.get("itemprop"):
        return False
    return bool(_NAMED.search(named)) or part.get("role") in (
        "dialog",
        "alertdialog",
        "navigation",
        "contentinfo",
    )


def _told(part: Element) -> int:
    """Words in the paragraphs of a part."""
    return sum(len("".join(paragraph.itertext()).split()) for paragraph in part.iter("p"))
