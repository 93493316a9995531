"""Adding, changing and removing articles."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from news import bridge

from indexes import Article, ArticleNotFound, NewsIndex


def found(index: NewsIndex, query: str, **options: object) -> set[str]:
    """Ids of the articles that either search finds."""
    limits = {"top_k": 50, **options}
    hits = index.search_vectors(query, **limits) + index.search_keywords(query, **limits)  # type: ignore[arg-type]
    return {hit.passage.article_id for hit in hits}


def test_an_added_article_comes_back_unchanged(index: NewsIndex) -> None:
    article = bridge(3, url="https://news.example/3", author="A. Writer", language="en")
    report = index.add(article)
    assert report.added == (article.id,)
    assert index.article(article.id) == article
    assert index.article_ids() == [article.id]


def test_passages_are_whole_sentences_of_the_text(index: NewsIndex) -> None:
    article = bridge(1)
    index.add(article)
    sentences = index.sentences(article.id)
    covered: list[int] = []
    for passage in index.passages(article.id):
        assert (passage.start, passage.end) == (sentences[passage.first].start, sentences[passage.last].end)
        assert index.passage(passage.id) == passage
        covered += range(passage.first, passage.last + 1)
    assert {s.position for s in sentences if s.citable} <= set(covered)
    assert len(covered) == len(set(covered))


def test_each_citable_sentence_has_a_vector_near_its_own(index: NewsIndex, embedder: HashingEmbedder) -> None:
    article = bridge(1)
    index.add(article)
    sentences, vectors = index.sentences(article.id), index.sentence_vectors(article.id)
    assert vectors.shape == (len(sentences), embedder.dimension)
    for sentence, vector in zip(sentences, vectors, strict=True):
        if sentence.citable:
            expected = index.embed([article.text[sentence.start : sentence.end]])[0]
            assert float(vector @ expected) > 0.999


def test_adding_the_same_again_embeds_nothing(index: NewsIndex, embedder: HashingEmbedder) -> None:
    articles = [bridge(n) for n in range(5)]
    index.add(articles)
    before = embedder.embedded
    report = index.add(articles)
    assert embedder.embedded == before
    assert report.unchanged == tuple(article.id for article in articles)
    assert report.added == report.updated == ()


def test_changed_text_under_the_same_url_takes_the_place_of_the_old(index: NewsIndex) -> None:
    old = bridge(1, url="https://news.example/bridge")
    new = replace(old, text="The crossing was reopened by the mayor on Tuesday.")
    index.add(old)
    gone = index.passages(old.id)
    report = index.add(new)
    assert report.updated == (old.id,)
    assert index.article(old.id).text == new.text
    assert found(index, "Ruth Pell1 cracks repair", top_k=1) == {old.id}  # nothing else is there
    assert not index.search_keywords("cracks", top_k=5)
    assert {p.id for p in gone}.isdisjoint({p.id for p in index.passages(old.id)})
    with pytest.raises(ArticleNotFound):
        index.passage(gone[0].id)


def test_the_same_url_in_another_spelling_is_the_same_article(index: NewsIndex) -> None:
    index.add(bridge(1, url="https://News.example/bridge/?utm_source=x#top"))
    assert len(index.add(bridge(2, url="https://news.example/bridge")).updated) == 1


def test_the_same_content_elsewhere_is_the_same_article_and_keeps_what_is_known(index: NewsIndex) -> None:
    known = bridge(1, url="https://news.example/1", origin="a.html")
    index.add(known)
    copy = Article(title=known.title, text=known.text, origin="copy.txt")
    assert index.add(copy).unchanged == (known.id,)
    assert index.article(known.id).url == known.url


def test_a_changed_file_is_an_update_of_its_article(index: NewsIndex, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Ferry delayed\n\nThe ferry was delayed by fog on Monday morning.", "utf-8")
    (first,) = index.add(file).added
    file.write_text("Ferry delayed\n\nThe ferry was delayed by fog and ice on Monday morning.", "utf-8")
    assert index.add(file).updated == (first,)
    assert "ice" in index.article(first).text
    assert index.article_ids() == [first]


def test_a_record_put_before_others_of_its_file_does_not_take_their_ids(
    index: NewsIndex, tmp_path: Path
) -> None:
    file = tmp_path / "wire.jsonl"
    records = [
        {"title": f"Story {n}", "text": f"This is what happened in story {n} today."} for n in range(3)
    ]
    file.write_text("\n".join(map(json.dumps, records[1:])), "utf-8")
    kept = index.add(file).added
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    report = index.add(file)
    assert report.unchanged == kept
    assert len(report.added) == 1


def test_two_records_of_one_id_in_one_call_are_one_article_the_later_one_counts(index: NewsIndex) -> None:
    first, second = bridge(1, id="same"), bridge(2, id="same")
    report = index.add([first, bridge(5), second])
    assert report.added == ("same", bridge(5).id)
    assert report.updated == ("same",)
    assert index.article("same").title == second.title
    assert found(index, "Quay1") <= {"same", bridge(5).id}
    assert not index.search_keywords("Quay1", top_k=3)


def test_what_cannot_be_stored_is_reported_and_the_rest_goes_on(index: NewsIndex, tmp_path: Path) -> None:
    report = index.add(
        [bridge(1, text=" \n "), tmp_path / "missing.txt", bridge(2, text="Broken \ud800."), bridge(3)]
    )
    assert report.added == (bridge(3).id,)
    assert len(report.failed) == 3
    assert str(tmp_path / "missing.txt") in report.failed[1].name
    assert all(failure.reason for failure in report.failed)


def test_an_article_without_a_citable_sentence_is_kept_but_never_found(index: NewsIndex) -> None:
    article = Article(title="", text="Advertisement")
    index.add([article, bridge(1)])
    assert index.article(article.id).text == "Advertisement"
    assert not any(sentence.citable for sentence in index.sentences(article.id))
    assert index.passages(article.id) == []
    assert found(index, "advertisement") == {bridge(1).id}
    assert index.doctor() == []


class FailingEmbedder(HashingEmbedder):
    def embed_with_spans(self, texts, spans):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        if any("Pell40 " in text for text in texts):
            raise MemoryError("no room")
        return super().embed_with_spans(texts, spans)


def test_a_batch_that_fails_leaves_the_state_before_it(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "i", embedder=FailingEmbedder()) as index:
        with pytest.raises(MemoryError):
            index.add(bridge(n) for n in range(60))
        assert index.article_ids() == [bridge(n).id for n in range(32)]
        assert index.doctor() == []
        assert index.add(bridge(n) for n in range(60) if n != 40).added


def test_a_removed_article_is_gone_everywhere_at_once(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(4))
    other = NewsIndex.open(index.path, embedder=HashingEmbedder())
    gone = bridge(2).id
    assert gone in found(other, "Quay2")
    assert index.remove(gone) == [gone]
    for reader in (index, other):
        assert gone not in found(reader, "Quay2 Ruth Pell2")
        with pytest.raises(ArticleNotFound):
            reader.article(gone)
        with pytest.raises(ArticleNotFound):
            reader.sentences(gone)


def test_removing_what_is_not_there_removes_nothing(index: NewsIndex) -> None:
    index.add(bridge(n) for n in range(3))
    with pytest.raises(ArticleNotFound, match="'nonsense'"):
        index.remove([bridge(1).id, "nonsense"])
    assert len(index.article_ids()) == 3


def test_removed_text_stays_in_no_file(index: NewsIndex) -> None:
    index.add([bridge(1), bridge(2, text="The secret word is xylophonist and nothing else was said.")])
    index.rebuild()
    index.remove(bridge(2, text="The secret word is xylophonist and nothing else was said.").id)
    index.close()
    catalogs = list(index.path.rglob("catalog.sqlite*"))
    assert catalogs
    assert not any(b"xylophonist" in file.read_bytes() for file in catalogs)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
)
def test_any_text_is_kept_to_the_character_and_its_spans_stay_inside(
    index: NewsIndex, title: str, text: str
) -> None:
    article = Article(title=title, text=text)
    report = index.add(article)
    if report.failed:
        assert not text.strip()
        return
    assert index.article(article.id) == article
    end = 0
    for sentence in index.sentences(article.id):
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
    end = 0
    for passage in index.passages(article.id):
        assert end <= passage.start < passage.end <= len(text)
        end = passage.end
    assert not np.isnan(index.sentence_vectors(article.id)).any()
    assert index.doctor() == []
