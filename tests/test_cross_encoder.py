"""A reranker of the user's own, with tiny models made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder

from indexes import Article, ModelError, NewsIndex
from qa import NewsAssistant
from qa.cross_encoder import CrossEncoderReader
from qa.ranker_input import Window
from qa.settings import Settings

VOCABULARY = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] the bridge was closed on monday how many cracks 16 were found in may ?"
)
SENTENCES = ["16 cracks were found in the bridge", "the bridge was closed on monday", "cracks in may ?"]


def make_cross_encoder(folder: Path, outputs: int = 1) -> Path:
    """A BERT of one layer with random weights and a classification head."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(1)
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY.split()), "utf-8")
    config = BertConfig(
        vocab_size=len(VOCABULARY.split()),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.5,
        num_labels=outputs,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    return folder


def test_scores_keep_the_models_own_order_whatever_its_scale(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    path = make_cross_encoder(tmp_path / "one")
    question = "how many cracks were found ?"
    own = CrossEncoder(str(path), device="cpu").predict([(question, sentence) for sentence in SENTENCES])
    windows = [Window(tuple(SENTENCES[:2])), Window(()), Window(tuple(SENTENCES[2:]))]
    found = [one.logits for one in CrossEncoderReader(str(path)).read(question, windows)]
    assert [len(one) for one in found] == [2, 0, 1]
    scores = np.concatenate(found)
    assert scores.dtype == np.float32
    assert np.argsort(scores).tolist() == np.argsort(own).tolist()
    assert len(set(scores.tolist())) == len(SENTENCES)
    assert CrossEncoderReader(str(path)).read(question, []) == []


def test_the_setting_puts_the_model_in_the_rankers_place(tmp_path: Path) -> None:
    path = make_cross_encoder(tmp_path / "one")
    index = NewsIndex.create(tmp_path / "index", embedder=HashingEmbedder())
    index.add(
        Article(id="a", title="Bridge", text="The bridge was closed on Monday. 16 cracks were found in May.")
    )
    settings = Settings(reranker=str(path), answer_threshold=0.0)
    with NewsAssistant(index, settings) as assistant:
        assert isinstance(assistant.reader, CrossEncoderReader)
        assert assistant.ask("How many cracks were found?").citations


def test_a_model_that_is_not_there_or_scores_twice_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        CrossEncoderReader(str(tmp_path / "nowhere")).read("why?", [Window(("because",))])
    two = make_cross_encoder(tmp_path / "two", outputs=2)
    with pytest.raises(ModelError, match="2 scores"):
        CrossEncoderReader(str(two)).read("why ?", [Window(("the bridge", "may"))])


def test_scores_that_are_no_numbers_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import CrossEncoder

    monkeypatch.setattr(CrossEncoder, "predict", lambda *_, **__: np.array([np.nan, 1.0], dtype=np.float32))
    reader = CrossEncoderReader(str(make_cross_encoder(tmp_path / "one")))
    with pytest.raises(ModelError, match="no numbers"):
        reader.read("why ?", [Window(("the bridge", "may"))])
