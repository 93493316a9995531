"""Versions and notices as markup, and that text stays text in them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

from fake_assistant import HARBOUR, FakeAssistant
from hostile import HOSTILE
from markups import Reader, answered

from indexes import NewsIndex
from indexes.notices import NoticeKind
from indexes.versions import Version, changes_between
from ui.exporting import answer_as_text, conversation_as_markdown
from ui.history import noticed, revisions
from ui.known import Known, known_of, remarks
from ui.limits import Limits
from ui.render_answer import render_answer
from ui.render_export import render_export
from ui.render_history import render_noticed, render_revisions, render_versions_line
from ui.turns import KeptTurn

NOTICE = "Correction: The number of bearings was wrong."
CORRECTED = replace(HARBOUR, text=f"{HARBOUR.text}\n\n{NOTICE}")
DAY = datetime(2025, 5, 1, tzinfo=UTC)


def test_the_newest_revision_comes_first_with_what_it_changed() -> None:
    third = replace(CORRECTED, title=HOSTILE, author=HOSTILE)
    found = revisions([Version(n, one, DAY) for n, one in enumerate((HARBOUR, CORRECTED, third), 1)])
    assert [one.number for one in found] == [3, 2]
    assert found[1].changes.inserted == (NOTICE,)
    assert [name for name, _, _ in found[0].details] == ["title", "author"]
    body = render_revisions(found)
    assert "Version 3, in the collection since 1 May 2025" in Reader(body).text("h3")
    assert not {"script", "img", "style", "a"} & {tag for tag, _ in Reader(body).tags}
    assert "${" not in body


def test_an_article_that_never_changed_has_no_line_of_versions() -> None:
    assert revisions([Version(1, HARBOUR, DAY)]) == []
    assert render_versions_line(1, "harbour") == ""
    assert "3 versions: what changed" in render_versions_line(3, "harbour")


def test_an_answer_says_what_a_cited_article_takes_back(index: NewsIndex) -> None:
    index.add([CORRECTED])
    found = noticed(["harbour", "gone"], index)
    assert [(one.kind, one.words) for one in found["harbour"]] == [(NoticeKind.CORRECTION, NOTICE)]
    body = render_answer(1, answered(), None, Known(noticed=found))
    assert f"Corrected (The Courier, 14 March 2025): “{NOTICE}”" in Reader(body).text("p")
    quoting = replace(answered().citations[0], quote=NOTICE)
    assert list(render_noticed(replace(answered(), citations=(quoting,)), found)) == []


def test_articles_without_a_notice_are_not_marked() -> None:
    assert noticed(["harbour"], FakeAssistant().index) == {}  # type: ignore[arg-type]


def test_an_answer_says_which_of_its_articles_are_gone_and_so_do_its_copies(index: NewsIndex) -> None:
    index.add([CORRECTED])
    known = known_of(answered(), index)
    assert known.gone == {"ferry"}
    assert "No longer in the collection: Agency Nord, 15 March 2025" in Reader(
        render_answer(1, answered(), None, known)
    ).text("p")
    lines = list(remarks(answered(), known))
    assert lines[0] == f"Corrected (The Courier, 14 March 2025): “{NOTICE}”"
    turn = KeptTurn("q", answered(), limits=Limits(("The Courier",)))
    documents = (
        answer_as_text(answered(), known),
        conversation_as_markdown("n", [turn], [known]),
        Reader(render_export("n", [turn], [known])).text(),
    )
    assert all(NOTICE in one and "No longer in the collection" in one for one in documents)
    assert all("Only The Courier" in one for one in documents[1:])


def test_an_article_that_repeats_itself_is_compared_in_no_time() -> None:
    old = replace(HARBOUR, text="All is well here. " * 4000)
    new = replace(HARBOUR, text="All is well here. " * 3999 + "The bridge fell.")
    began = time.process_time()
    changes = changes_between(old, new)
    assert time.process_time() - began < 5
    assert changes.inserted == ("The bridge fell.",)
    assert changes.removed == ("All is well here.",)
