"""What pages carry below their story and extraction takes along: lists of other stories, comments, forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(
    r"(?:you (?:may|might)(?: also)? (?:like|be interested in)|"
    r"(?:also )?recommended(?: (?:for you|stories|articles|reading))?|"
    r"related(?: (?:articles?|stories|story|news|content|videos?|topics?|links?|coverage|posts?|items?|reading))?|"
    r"more (?:from|on|in) .{2,40}|more (?:stories|news|articles|headlines|coverage|like this)|further reading|see also|"
    r"(?:read|up|watch|what to read) next|most (?:read|popular|viewed|shared|recent)(?: .{2,20})?|"
    r"(?:latest|top|other|trending|popular) (?:news|stories|articles|headlines|posts|videos|now)|trending|"
    r"(?:\d+ |all |user |reader |view |view all |post |leave )?(?:a )?(?:comments?|reply|responses?)(?: \(\d+\))?|"
    r"loading(?: .{2,30})?|(?:join|start) the (?:discussion|conversation)|(?:comments?|conversation)s? (?:are|is) closed|"
    r"(?:sponsored|promoted)(?: (?:ads|links|content|stories|by .{2,30}))?|advertise?ments?|ads by .{2,20}|"
    r"(?:from )?around the web|(?:elsewhere )?(?:on|from) the web|today on .{2,30}|featured .{2,30}|"
    r"(?:tags|topics|filed under|categories|labels|keywords):?(?: .{0,200})?|share (?:this|on|via) .{0,40}|share|"
    r"about the authors?|follow us(?: .{2,40})?|newsletters?|sign up (?:for|to) .{2,60}|get the .{2,30} newsletter)\W*",
    re.IGNORECASE,
)
_SENTENCES = 15  # words of a paragraph that tells something
_AFTER = 0.15  # share of the story's words that may stand below such a heading, and it still ends the story
_FEWEST = 3  # paragraphs above it


def without_tail(paragraphs: Sequence[str]) -> list[str]:
    """The story up to the first heading of what does not belong to it, if hardly any sentences stand below that."""
    for position in range(_FEWEST, len(paragraphs)):
        if _HEADING.fullmatch(paragraphs[position].strip()):
            above, below = _told(paragraphs[:position]), _told(paragraphs[position + 1 :])
            if below <= _AFTER * above:
                return list(paragraphs[:position])
    return list(paragraphs)


def _told(paragraphs: Sequence[str]) -> int:
    """Words in paragraphs of sentences; lists and short lines tell nothing."""
    lengths = (
        (paragraph, len(paragraph.split())) for paragraph in paragraphs if not paragraph.startswith("•")
    )
    return sum(
        words
        for paragraph, words in lengths
        if words >= _SENTENCES and re.search(r"[.!?][\"'”’)]*$", paragraph)
    )
