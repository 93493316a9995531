"""Which model a folder holds: the fingerprint of all that its vectors depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from indexes.bundled_model import sha256_of
from indexes.errors import ModelError

_READ = {".safetensors", ".json", ".txt", ".model"}  # weights, configuration and tokenizers
_PICKLED = {".bin", ".pt", ".pth", ".ckpt", ".pkl"}  # loading these can run code


def folder_fingerprint(folder: Path) -> str:
    """SHA-256 (hex) over names and contents of a model's files.

    ModelError if it has no weights as safetensors, or a part whose weights would be read from a pickle.
    """
    parts = list(_parts(folder))
    files = sorted(
        file for part in parts for file in part.iterdir() if file.suffix in _READ and file.is_file()
    )
    if not any(file.suffix == ".safetensors" for file in files):
        raise ModelError(_no_weights(folder))
    for part in parts:
        suffixes = {file.suffix for file in part.iterdir()}
        if suffixes & _PICKLED and ".safetensors" not in suffixes:
            raise ModelError(_no_weights(part))
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(folder).as_posix()}\x1f{sha256_of(file)}\x1e".encode())
    return digest.hexdigest()


def _parts(folder: Path) -> Iterator[Path]:
    """The folder and those of the modules that its `modules.json` names; ModelError if one lies elsewhere."""
    yield folder
    listing = folder / "modules.json"
    try:
        modules = json.loads(listing.read_text("utf-8")) if listing.is_file() else []
        paths = {module["path"] for module in modules}
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(f"{listing} does not list a model's modules ({error}): fetch it again") from error
    for path in sorted(paths - {"", "."}):
        part = folder / path
        if ".." in Path(path).parts or Path(path).is_absolute():
            raise ModelError(f"{listing} names {path!r}, which is not inside the model's folder")
        if part.is_dir():
            yield part


def _no_weights(folder: Path) -> str:
    return (
        f"there are no weights (*.safetensors) in {folder}: give the folder of a sentence-transformers model "
        "saved in that format (others can hold code and are not read)"
    )
