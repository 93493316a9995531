"""What an article said before: kept, compared, verified against, and gone with it; corrections and retractions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from news import bridge

from indexes import Article, ArticleNotFound, NewsIndex
from indexes.notices import notices_of
from indexes.versions import changes_between
from qa import NewsAssistant, verify
from qa.settings import Settings
from qa.verification import earlier_versions
from qa.version_printing import print_notices, print_versions

OLD = bridge(1, id="b")
NEW = replace(
    OLD, text=OLD.text.replace("1 weeks", "9 weeks") + "\n\nCorrection: An earlier figure was wrong."
)


def test_a_changed_article_keeps_what_it_said_before(index: NewsIndex) -> None:
    index.add(OLD)
    index.add(OLD)
    assert [version.number for version in index.versions("b")] == [1]
    index.add(NEW)
    first, second = index.versions("b")
    assert (first.article, second.article) == (OLD, NEW)
    assert first.since <= second.since
    assert index.article("b") == NEW


def test_versions_outlive_a_rebuild_and_go_with_their_article(index: NewsIndex) -> None:
    index.add(OLD)
    index.add(NEW)
    before = index.versions("b")
    index.rebuild()
    assert index.versions("b") == before
    index.remove("b")
    with pytest.raises(ArticleNotFound):
        index.versions("b")
    index.close()
    catalog = next(index.path.glob("generations/*/catalog.sqlite")).read_bytes()
    assert b"1 weeks" not in catalog  # nothing of a removed article stays in the file


def test_changes_are_told_by_sentence() -> None:
    changes = changes_between(OLD, NEW)
    assert changes.removed == ("Engineer Ruth Pell1 said the repair would take 1 weeks.",)
    assert changes.inserted == (
        "Engineer Ruth Pell1 said the repair would take 9 weeks.",
        "Correction: An earlier figure was wrong.",
    )
    assert changes_between(OLD, replace(OLD, text=OLD.text.replace("\n\n", "\n"))).removed == ()


def test_an_old_answer_is_verified_against_the_version_it_cited(index: NewsIndex) -> None:
    index.add([OLD, bridge(2)])
    assistant = NewsAssistant(index, Settings(answer_threshold=0))
    answer = assistant.ask("How long would the repair of the bridge Quay1 take?")
    assert "b" in {citation.article_id for citation in answer.citations}
    index.add(NEW)
    assert verify(answer, index) == []
    assert earlier_versions(answer, index) == ["b"]
    forged = replace(answer.citations[0], quote=answer.citations[0].quote.replace("1", "7"))
    assert verify(replace(answer, citations=(forged, *answer.citations[1:])), index)
    index.remove("b")
    assert verify(answer, index)


def test_versions_and_notices_are_printed(index: NewsIndex, capsys: pytest.CaptureFixture[str]) -> None:
    index.add(OLD)
    index.add(replace(NEW, author="Peta Lund"))
    print_versions(index.versions("b"))
    print_notices(index.article("b"))
    shown = capsys.readouterr().out.splitlines()
    assert [line[:9] for line in shown if not line.startswith(" ")][:2] == ["Version 1", "Version 2"]
    assert "  - Engineer Ruth Pell1 said the repair would take 1 weeks." in shown
    assert "  author: - -> Peta Lund" in shown
    assert shown[-1] == "CORRECTION: Correction: An earlier figure was wrong."


def test_when_the_publisher_changed_it_is_kept_and_is_no_new_version(index: NewsIndex) -> None:
    changed = datetime(2025, 6, 1, 12, tzinfo=UTC)
    index.add(replace(OLD, updated=changed))
    assert index.article("b").updated == changed
    assert index.add(replace(OLD, updated=datetime(2025, 6, 2, tzinfo=UTC))).unchanged == ("b",)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Correction: The bridge has 12 rods, not 16.", "correction"),
        ("CORRECTION (9 May): The figure was wrong.", "correction"),
        ("This article was amended on 9 May 2025 to give the right figure.", "correction"),
        ("An earlier version of this article misstated the number of rods.", "correction"),
        ("Clarification: The rods were counted twice.", "clarification"),
        ("This story has been retracted.", "retraction"),
        ("We have withdrawn this article.", "retraction"),
        ("The minister offered a correction of the figures to the house.", None),
        ("The company retracted its offer on Monday.", None),
        ("An earlier version of the plan had three lanes.", None),
        ("Prices saw a correction, traders said.", None),
    ],
)
def test_corrections_and_retractions_are_marked_when_the_text_says_so(
    sentence: str, kind: str | None
) -> None:
    article = Article(title="Bridge", text=f"The bridge was closed on Monday.\n\n{sentence}")
    assert [str(notice.kind) for notice in notices_of(article)] == ([kind] if kind else [])
    for notice in notices_of(article):
        assert article.text[notice.start : notice.end] == sentence


def test_a_title_may_say_that_it_was_retracted() -> None:
    article = Article(title="RETRACTED: Bridge to close", text="The bridge will close, the council said.")
    assert [str(notice.kind) for notice in notices_of(article)] == ["retraction"]


def page(number: int, source: str | None) -> Article:
    host = f"https://www.observer.example/{number}"
    return bridge(number, id="", url=host, source=source or "observer.example")


def test_a_host_does_not_split_a_paper_in_two(index: NewsIndex, embedder: HashingEmbedder) -> None:
    index.add(page(1, None))
    assert index.statistics().sources == ("observer.example",)
    embedded = embedder.embedded
    index.add([page(2, "The Observer"), page(3, None)])
    assert index.statistics().sources == ("The Observer",)
    assert embedder.embedded - embedded == sum(len(index.passages(one)) for one in index.article_ids()[1:])
    assert {index.article(one).source for one in index.article_ids()} == {"The Observer"}
    hits = index.search_keywords("Quay1", top_k=1)
    assert hits[0].passage.article_id == index.article_ids()[0]
    assert index.doctor() == []
    assert len(index.add([page(1, None), page(2, "The Observer"), page(3, None)]).unchanged) == 3


def test_a_host_of_several_papers_names_none(index: NewsIndex) -> None:
    index.add([page(1, "Agency A"), page(2, "Agency B"), page(3, None)])
    assert index.statistics().sources == ("Agency A", "Agency B", "observer.example")


def test_an_index_of_the_first_format_is_brought_to_the_present_one(tmp_path: Path) -> None:
    import gzip

    folder = tmp_path / "old" / "generations" / "000001"
    folder.mkdir(parents=True)
    packed = Path(__file__).parent / "formats" / "1.sqlite.gz"
    (folder / "catalog.sqlite").write_bytes(gzip.decompress(packed.read_bytes()))
    (tmp_path / "old" / "current").write_text("000001\n")
    embedder = HashingEmbedder()
    with NewsIndex.open(tmp_path / "old", embedder=embedder) as index:
        assert index.manifest.format == 2
        assert len(index.article_ids()) == 4
        assert index.article(bridge(2).id) == bridge(2)
        assert len(index.versions(bridge(2).id)) == 1
        assert index.search_keywords("Quay3", top_k=1)[0].passage.article_id == bridge(3).id
        assert index.doctor() == []
        assert embedder.embedded == 0
        assert index.add(bridge(2)).unchanged == (bridge(2).id,)
        new = index.path / "generations" / "000001" / "catalog.sqlite"
        assert columns(new) == columns(
            Path(
                NewsIndex.create(tmp_path / "new", embedder=embedder).path
                / "generations/000001/catalog.sqlite"
            )
        )


def columns(catalog: Path) -> dict[str, set[str]]:
    import sqlite3

    with sqlite3.connect(catalog) as db:
        tables = [
            row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")
        ]
        return {table: {row[1] for row in db.execute(f"PRAGMA table_info({table})")} for table in tables}
