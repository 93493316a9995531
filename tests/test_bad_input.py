"""One bad date, URL, record or file name: said by name, and everything else goes on."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from news import bridge

from indexes import Article, CitewireError, Filters, NewsIndex, ReadError
from indexes.articles import canonical_url
from indexes.dates import parse_published
from indexes.readers import read
from indexes.reports import Failure

EDGES = ["0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"]


@pytest.mark.parametrize("edge", EDGES)
def test_a_date_that_utc_has_no_name_for_is_no_date(edge: str) -> None:
    with pytest.raises(ReadError, match="years 1 to 9999"):
        parse_published(edge)
    with pytest.raises(ReadError, match="years 1 to 9999"):
        bridge(1, published=datetime.fromisoformat(edge))


def test_a_record_with_such_a_date_is_read_without_it_and_the_index_stays_whole(
    index: NewsIndex, tmp_path: Path
) -> None:
    file = tmp_path / "edge.jsonl"
    lines = [json.dumps({"title": "Edge", "text": f"It was shut {edge}.", "date": edge}) for edge in EDGES]
    file.write_text("\n".join(lines))
    report = index.add(file)
    assert (len(report.added), len(report.failed)) == (2, 2)
    assert index.statistics().oldest is None
    assert [one.published for one in index.overview()] == [None, None]


@pytest.mark.parametrize(
    "date", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999999+00:00", "0001-01-01"]
)
def test_the_first_and_last_moments_of_the_calendar_can_be_stored(index: NewsIndex, date: str) -> None:
    published = parse_published(date)
    index.add(bridge(1, published=published))
    assert index.statistics().oldest == index.overview()[0].published == published


def test_a_record_with_a_bad_url_keeps_it_as_it_stands(index: NewsIndex, tmp_path: Path) -> None:
    records = [{"title": f"Story {n}", "text": f"Story {n} happened."} for n in range(4)]
    records[1]["url"] = "http://[bad"
    for name, text in (
        ("all.jsonl", "\n".join(map(json.dumps, records))),
        ("all.json", json.dumps(records)),
    ):
        (tmp_path / name).write_text(text)
        assert len(index.add(tmp_path / name).added + index.add(tmp_path / name).unchanged) >= 4
    assert len(index.article_ids()) == 4
    assert Article(title="", text="t", url="http://[x").url == "http://[x"


def test_whatever_a_record_raises_ends_that_record_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import indexes.readers.records as records

    honest = records.article_from

    def moody(fields, origin, note):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if fields["title"] == "Story 1":
            raise LookupError("a surprise")
        return honest(fields, origin, note)

    monkeypatch.setattr(records, "article_from", moody)
    stories = [{"title": f"Story {n}", "text": f"Story {n} happened."} for n in range(3)]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, stories)))
    (tmp_path / "all.json").write_text(json.dumps(stories))
    for name, number in (("all.jsonl", "#2"), ("all.json", "#2")):
        failed: list[Failure] = []
        articles = list(read(tmp_path / name, on_failure=failed.append))
        assert [failure.name for failure in failed] == [f"{tmp_path / name}{number}"]
        assert "a surprise" in failed[0].reason
        assert [article.title for article in articles] == ["Story 0", "Story 2"]


def test_a_file_name_that_is_not_utf8_is_written_in_escapes(index: NewsIndex, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("The ferry was sold abroad, and nobody was asked.")
    (article_id,) = index.add(tmp_path).added
    assert str(index.article(article_id).origin).endswith("caf\\xe9.txt")
    assert index.add(tmp_path).unchanged == (article_id,)


def test_an_origin_that_cannot_be_stored_is_reported(index: NewsIndex) -> None:
    report = index.add([bridge(1, origin="/\udce9.txt"), bridge(2)])
    assert (len(report.added), len(report.failed)) == (1, 1)


@pytest.mark.parametrize("item", [123, None, [bridge(1), 4.5], b"path", {"title": "x"}, "", [" "]])
def test_what_is_no_article_and_no_path_is_refused_by_name(index: NewsIndex, item: object) -> None:
    with pytest.raises(CitewireError, match="cannot be added"):
        index.add(item)  # type: ignore[arg-type]


def test_a_fragment_that_names_a_page_tells_urls_apart() -> None:
    assert canonical_url("https://a.example/#!/1") != canonical_url("https://a.example/#!/2")
    assert canonical_url("https://a.example/x#top") == canonical_url("https://a.example/x")
    assert canonical_url(" http://[bad ") == "http://[bad"


def test_one_outlet_may_be_given_as_text(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(4))
    filters = Filters(sources="Harbour Courier")  # type: ignore[arg-type]
    assert filters == Filters(sources=("Harbour Courier",))
    assert index.statistics(filters).articles == 2
    assert Filters(sources=["Agency Nord"]).sources == ("Agency Nord",)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "limits",
    [
        {"published_after": datetime(2025, 1, 1)},
        {"as_of": "2025-01-01"},
        {"published_before": datetime.fromisoformat(EDGES[0])},
        {"sources": (1, 2)},
    ],
)
def test_filters_that_cannot_be_compared_are_refused(limits: dict[str, object]) -> None:
    with pytest.raises(CitewireError, match=next(iter(limits))):
        Filters(**limits)  # type: ignore[arg-type]


def test_filters_in_any_zone_compare_moments(index: NewsIndex) -> None:
    index.add(bridge(1))
    west = timezone(timedelta(hours=-5))
    assert index.statistics(Filters(published_after=datetime(2025, 1, 1, 19, tzinfo=west))).articles == 1
    assert index.statistics(Filters(published_after=datetime(2025, 1, 1, 20, tzinfo=west))).articles == 0
    assert Filters(as_of=datetime(2025, 1, 1, tzinfo=UTC))
