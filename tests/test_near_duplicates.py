"""One report in several papers: found whatever was added when, and told apart from stories that are only alike."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from news import bridge

from indexes import Article, NewsIndex
from indexes.near_duplicates import SAME, signature_of

WORDS = [f"{a}{b}" for a in "bdfgklmnprstvz" for b in ("ava", "elu", "iro", "onta", "umi")]


def report(seed: int, *, words: int = 300) -> str:
    """A text of its own for each seed."""
    chosen = random.Random(seed).choices(WORDS, k=words)
    return " ".join(f"{word}." if n % 12 == 11 else word for n, word in enumerate(chosen))


def story(name: str, text: str) -> Article:
    return Article(id=name, title=name, text=text, source=name)


def edited(text: str, share: float) -> str:
    """The text as a subeditor leaves it: its end cut off by this share, and a line of the paper's own in front."""
    words = text.split()
    return "Our own correspondent reports from the scene. " + " ".join(words[: int(len(words) * (1 - share))])


def test_agency_copy_in_several_papers_is_one_group(index: NewsIndex) -> None:
    text = report(1)
    index.add(
        [story("agency", text), story("morning", edited(text, 0.1)), story("evening", edited(text, 0.25))]
    )
    index.add([story("other", report(2)), story("short", "Agency copy."), bridge(1)])
    assert index.duplicates("agency") == ("morning", "evening")
    assert index.duplicates("evening") == ("agency", "morning")
    assert index.duplicates("other") == index.duplicates("short") == ()
    with index.snapshot() as view:
        assert view.duplicates("morning") == ("agency", "evening")


def test_groups_do_not_depend_on_what_came_first_and_follow_changes(index: NewsIndex) -> None:
    text = report(3)
    index.add([story("a", text), story("b", report(4)), story("c", edited(text, 0.1))])
    assert index.duplicates("a") == ("c",)
    index.add(story("c", report(5)))
    assert index.duplicates("a") == ()
    index.add(story("b", edited(text, 0.2)))
    assert index.duplicates("b") == ("a",)
    index.rebuild()
    assert index.duplicates("b") == ("a",)
    index.remove("a")
    assert index.duplicates("b") == ()


def test_short_notices_of_one_kind_are_no_duplicates(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(6))
    assert all(index.duplicates(bridge(n).id) == () for n in range(6))


def test_the_same_words_always_have_the_same_signature() -> None:
    text = report(6)
    first, second = signature_of(text), signature_of(text.upper().replace(" ", "\n"))
    assert first is not None
    assert second is not None
    assert (first == second).all()
    assert signature_of("Too short to tell.") is None


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000), share=st.floats(0, 0.3))
def test_little_edited_copies_are_nearer_than_the_threshold_and_others_are_not(
    seed: int, share: float
) -> None:
    text = report(seed)
    original, copy, other = (
        signature_of(text),
        signature_of(edited(text, share)),
        signature_of(report(seed + 1)),
    )
    assert original is not None
    assert copy is not None
    assert other is not None
    assert (original == copy).mean() >= SAME
    assert (original == other).mean() < SAME


def test_an_article_with_only_other_details_stays_in_its_group(index: NewsIndex) -> None:
    text = report(7)
    index.add([story("a", text), story("b", text)])
    index.add(replace(story("b", text), author="Peta Lund"))
    assert index.duplicates("a") == ("b",)


def test_the_same_short_notice_in_several_papers_is_one_group(index: NewsIndex) -> None:
    notices = [
        Article(id=outlet, title="Ferry stopped", text="The ferry was stopped by a storm.", source=outlet)
        for outlet in ("The Courier", "The Herald")
    ]
    other = Article(
        id="other", title="Ferry stopped", text="The ferry was stopped by fog.", source="The Gazette"
    )
    index.add([*notices, other])
    assert index.duplicates("The Courier") == ("The Herald",)
    assert index.duplicates("The Herald") == ("The Courier",)
    assert index.duplicates("other") == ()
