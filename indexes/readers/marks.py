"""Markdown marks to plain text: the words that a reader of the rendered page would see."""

from __future__ import annotations

import re

from indexes.readers.emphasis import without_comments, without_emphasis

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$")
_CLOSING = re.compile(r"(?<!#)#+$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
_QUOTE = re.compile(r"^ {0,3}(?:>\s?)+")
_BULLET = re.compile(r"^(\s*)[*+-]\s+")
_OWN_LINE = re.compile(r"\s*(?:[*+-]|\d{1,3}[.)])\s|\s*\|")
_HARD_BREAK = re.compile(r"(?:(?<! ) {2,}|\\)$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s+\S+.*$")
# Lengths are bounded: a mark without its end is looked for no further than that.
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|div|em|i|p|small|span|strong|sub|sup|u)(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE
)
_IMAGE = re.compile(r"!\[([^\[\]]{0,1000})\]\([^)\s]{0,2000}(?:\s{1,9}\"[^\"]{0,1000}\")?\)")
_LINK = re.compile(
    r"\[([^\[\]]{1,1000})\]\((?:<[^>]{0,2000}>|[^)\s(]{0,2000}(?:\([^)\s(]{0,200}\)[^)\s(]{0,200}){0,5})"
    r"(?:\s{1,9}(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'))?\)"
)
_REFERENCED = re.compile(r"\[([^\[\]]{1,1000})\]\[[^\[\]]{0,1000}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_CODE = re.compile(r"(`{1,9})\s?(.{1,1000}?)\s?\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_text(markdown: str) -> str:
    """The text without marks. Lines of a paragraph become one, as on the rendered page; items keep their lines."""
    kept: list[str] = []
    goes_on = False
    for line in without_comments(markdown).split("\n"):
        if _FENCE.match(line) or _RULE.match(line) or _UNDERLINE.match(line) or _REFERENCE.match(line):
            goes_on = False
            continue
        heading = _heading(line)
        words = _inline(_block(line) if heading is None else f"\n{heading}\n")
        if goes_on and words.strip() and not _OWN_LINE.match(_QUOTE.sub("", line)) and heading is None:
            kept[-1] = f"{kept[-1]} {words.lstrip()}"
        else:
            kept.append(words)
        goes_on = bool(words.strip()) and heading is None and not _HARD_BREAK.search(line)
    return "\n".join(kept)


def take_heading(markdown: str) -> tuple[str, str]:
    """The heading that the text begins with, as plain text, and the rest; '' if it begins otherwise."""
    lines = markdown.lstrip("\n").split("\n")
    if (heading := _heading(lines[0])) is not None:
        return _inline(heading), "\n".join(lines[1:])
    if len(lines) > 1 and lines[0].strip() and _UNDERLINE.match(lines[1]):
        return _inline(lines[0].strip()), "\n".join(lines[2:])
    return "", markdown


def _heading(line: str) -> str | None:
    """What a heading says, without the marks around it; None if the line is none."""
    found = _HEADING.match(line)
    return None if found is None else _CLOSING.sub("", found.group(1).strip()).strip()


def _block(line: str) -> str:
    line = _BULLET.sub(r"\1• ", _QUOTE.sub("", line))
    return _HARD_BREAK.sub("", line)


def _inline(text: str) -> str:
    for pattern, words in (
        (_IMAGE, r"\1"),
        (_LINK, r"\1"),
        (_REFERENCED, r"\1"),
        (_AUTOLINK, r"\1"),
        (_TAG, ""),
        (_CODE, r"\2"),
    ):
        text = pattern.sub(words, text)
    return _ESCAPED.sub(r"\1", without_emphasis(text))
