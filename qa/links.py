"""What the articles themselves connect: short names and full ones, offices and holders, abbreviations and words.

Learned from the articles' own text when a question is asked, in a few bounded look-ups. Nobody is hard-coded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.abbreviations import SHORT_FORM, shortened, spelled_out
from qa.full_names import HONORIFICS, OFFICES, SHORT_OFFICES, WITH_GIVEN_NAME, full_name, holder
from qa.looking_up import Collection, passage_texts
from qa.words import STOP_WORDS, content_stems, stem

_READ = 24  # passages read for one link
_MOST = 3  # links of each kind in one question
_CAPITAL = r"[A-Z]\w*(?:[’'\-](?!s\b)\w+)*\b"
_TITLED = re.compile(rf"\b(?P<title>{'|'.join(HONORIFICS)})\.? (?P<name>{_CAPITAL})(?! [A-Z])")
_NAMED = re.compile(rf"(?<=[a-z,] )(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})")
_LONG = re.compile(rf"{_CAPITAL}(?:(?:[’']s?)? (?:(?:of|for|the|and|on|in|&) ){{0,2}}{_CAPITAL}){{1,7}}")
_OFFICES = "|".join([*sorted(OFFICES, key=len, reverse=True), *SHORT_OFFICES])
_OFFICE = re.compile(rf"\b[Tt]he (?P<office>(?i:{_OFFICES}))\b(?!(?:[’']s)? [A-Z]| of\b)")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A stem that is asked for, and stems that together stand for it in an article that holds all of `given`."""

    asked: str
    instead: frozenset[str]
    given: tuple[str, ...] = ()

    def holds_in(self, text: str) -> bool:
        """Whether the article with this text holds all that is given: 'Pell' means Ruth Pell where she is introduced."""
        folded = text.casefold() if self.given else ""
        return all(word in folded for word in self.given)


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the question and what the articles connect with them; `told` where that was read into it."""

    written: str
    meant: str
    alternatives: tuple[Alternative, ...]
    told: bool = True


def find_links(question: str, articles: Collection) -> tuple[Link, ...]:
    """What the articles connect with the names, offices and abbreviations of a question."""
    found = [*_abbreviations(question, articles), *_long_forms(question, articles), *_titled(question, articles),
             *_offices(question, articles), *_names(question, articles)]  # fmt: skip
    return tuple({link.written: link for link in reversed(found)}.values())[::-1]


def _abbreviations(question: str, articles: Collection) -> Iterator[Link]:
    for match in _first(SHORT_FORM, question):
        short = match.group()
        if short not in SHORT_OFFICES and (
            long := spelled_out(short, passage_texts(articles, [stem(short)], _READ))
        ):
            yield Link(short, long, (Alternative(stem(short), frozenset(content_stems(long))),))


def _long_forms(question: str, articles: Collection) -> Iterator[Link]:
    for match in _first(_LONG, question):
        stems = content_stems(match.group())
        short = shortened(match.group(), passage_texts(articles, stems, _READ)) if len(stems) > 1 else None
        if short:
            instead = frozenset([stem(short)])
            yield Link(match.group(), short, tuple(Alternative(one, instead) for one in stems))


def _titled(question: str, articles: Collection) -> Iterator[Link]:
    for match in _first(_TITLED, question):
        title, name = match["title"], match["name"]
        given = title.casefold() in WITH_GIVEN_NAME
        full = full_name(name, passage_texts(articles, [stem(name)], _READ), given=given)
        surname = stem(full.split()[-1]) if full else stem(name)
        words = (stem(title), stem(name))
        bare = tuple(Alternative(word, frozenset([surname])) for word in words if word != surname)
        yield Link(match.group(), full or name, bare, told=full is not None)


def _offices(question: str, articles: Collection) -> Iterator[Link]:
    """Who holds an office that is spoken of; where it is asked who does, nothing is read in."""
    if re.match(r"\W*who\b", question, re.IGNORECASE):
        return
    for match in _first(_OFFICE, question):
        office = SHORT_OFFICES.get(match["office"], match["office"]).casefold()
        stems = content_stems(office)
        others = [one for one in content_stems(question) if one not in (*stems, stem(match["office"]))]
        if name := holder(office, _texts_beside(stems, others, articles)):
            surname = frozenset([stem(name.split()[-1])])
            asked = dict.fromkeys([*stems, *content_stems(match["office"])])
            alternatives = [Alternative(one, surname) for one in asked]
            if match["office"] in SHORT_OFFICES:
                alternatives.append(Alternative(stem(match["office"]), frozenset(stems)))
            yield Link(match.group(), name, tuple(alternatives))


def _texts_beside(stems: Sequence[str], others: Sequence[str], articles: Collection) -> list[str]:
    """Passages that hold the stems and one of the question's other words: what a president says depends on where."""
    wanted = [[*stems, other] for other in others[:_MOST]] or [list(stems)]
    return list(dict.fromkeys(text for some in wanted for text in passage_texts(articles, some, _READ)))


def _names(question: str, articles: Collection) -> Iterator[Link]:
    """A person is named in full once and by the surname, or as 'Sir' with the given name, from then on."""
    for match in _first(_NAMED, question):
        asked = match["name"].split()
        if any(word.casefold() in STOP_WORDS for word in asked):
            continue
        texts = passage_texts(articles, [stem(word) for word in asked], _READ)
        full = asked if len(asked) > 1 else (full_name(asked[0], texts) or "").split()
        if len(full) > 1 and (forms := tuple(_forms(full, asked, "\n".join(texts)))):
            yield Link(match["name"], " ".join(full), forms, told=False)


def _forms(full: Sequence[str], asked: Sequence[str], text: str) -> Iterator[Alternative]:
    """The surname for the whole name, if it is one; 'Sir' and the given name for the surname, if the texts have that."""
    surname, given = stem(full[-1]), tuple(word.casefold() for word in full)
    if _is_surname(full, text):
        yield from (
            Alternative(stem(word), frozenset([surname]), given) for word in asked if stem(word) != surname
        )
    for title in WITH_GIVEN_NAME:
        if re.search(rf"\b{title.title()} {re.escape(full[0])}\b", text):
            yield Alternative(surname, frozenset([title, stem(full[0])]), given)


def _is_surname(full: Sequence[str], text: str) -> bool:
    """Whether the last word stands alone with a capital and seldom without: 'Pell', but not the 'Cup' of 'World Cup'."""
    last = re.escape(full[-1])
    alone = rf"(?:\b[a-z]\S* |[.,;:“”\"] |\b(?:{'|'.join(HONORIFICS)})\.? ){last}\b(?! [A-Z])"
    return len(re.findall(alone, text)) > 5 * len(re.findall(rf"\b{last.lower()}\b", text))


def _first(pattern: re.Pattern[str], question: str) -> list[re.Match[str]]:
    return list(pattern.finditer(question))[:_MOST]
