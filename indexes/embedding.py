"""Text to vectors: the seam behind which a model stands, and how one is found by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from indexes.arrays import FloatArray
from indexes.bundled_model import NAME as BUNDLED
from indexes.bundled_model import SHA256, bundled_model_folder
from indexes.errors import ModelError
from indexes.fingerprint import folder_fingerprint

__all__ = ["Embedder", "FloatArray", "load_embedder", "model_fingerprint"]

Span = tuple[int, int]


class Embedder(Protocol):
    """A model that makes vectors of texts. Same text, same vector; safe to call from several threads."""

    @property
    def name(self) -> str:
        """As configured: 'bundled:all-MiniLM-L6-v2', a model's name or a path."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of all that its vectors depend on: weights, configuration, tokenizer."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens of its window, special tokens included; longer texts are read in several windows."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without special tokens."""

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(n, dimension) float32, rows of length 1."""

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        """Like `embed`, for what is searched with: some models want a prompt in front of it."""

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[FloatArray, list[FloatArray]]:
        """Vectors of the texts (n, dimension), and for each text those of the character spans within it.

        A span's vector is the mean of its tokens' vectors as read within the whole text, of length 1.
        """


def load_embedder(name: str | None = None, *, fetch: bool = False) -> Embedder:
    """The model of that name or path, or the bundled one (its SHA-256 checked); ModelError.

    A name that is not on this machine is looked up on the Hugging Face hub only with `fetch`.
    """
    if name is None or name == BUNDLED:
        return _load(BUNDLED, bundled_model_folder(), SHA256)
    folder = _local_folder(name, fetch=fetch)
    return _load(_resolved(name), folder, folder_fingerprint(folder))


def model_fingerprint(name: str) -> str:
    """The fingerprint of the model of that name or path on this machine, without loading it; ModelError."""
    return SHA256 if name == BUNDLED else folder_fingerprint(_local_folder(name, fetch=False))


def _load(name: str, folder: Path, fingerprint: str) -> Embedder:
    from indexes.token_embedding import TokenEmbedder, frame_of
    from indexes.transformer import SentenceTransformerEmbedder, load_model

    model = load_model(name, folder)
    frame = frame_of(model)
    if frame is None:
        return SentenceTransformerEmbedder(name, model, fingerprint)
    return TokenEmbedder(name, model, fingerprint, frame)


def _resolved(name: str) -> str:
    """A path in its absolute form, so that the index finds the model from any directory."""
    path = Path(name).expanduser()
    return str(path.resolve()) if path.is_dir() else name


def _local_folder(name: str, *, fetch: bool) -> Path:
    if Path(name).expanduser().is_dir():
        return Path(name).expanduser()
    return _from_hub(name, fetch=fetch)


def _from_hub(name: str, *, fetch: bool) -> Path:
    """The model's folder in the Hugging Face cache; fetched only if the user has named one that is not there."""
    from huggingface_hub import snapshot_download

    wanted = ["*.json", "*.txt", "*.model", "*.safetensors"]
    try:
        return Path(snapshot_download(name, allow_patterns=wanted, local_files_only=True))
    except Exception as error:  # not in the cache, for whatever reason
        if not fetch:
            raise ModelError(
                f"the embedding model {name!r} is not on this machine, and nothing is fetched to answer: "
                f"run `citewire rebuild --embedding-model {name}` to fetch it, or name another model"
            ) from error
    try:
        return Path(snapshot_download(name, allow_patterns=wanted))
    except Exception as error:
        raise ModelError(
            f"the embedding model {name!r} is no folder here, nor could it be fetched ({error}): "
            "give the path of a sentence-transformers model"
        ) from error
