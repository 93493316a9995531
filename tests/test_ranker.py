"""The learned ranker: what it prefers, that it repeats itself, and what it refuses to load."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexes.errors import ModelError
from qa.ranker import WEIGHTS, AnswerRanker
from qa.ranker_input import RankerInput

QUESTION = "Which company is buying the Harrowgate ferry line?"
ANSWER = "Tarn Shipping said on Monday it had agreed to buy the Harrowgate ferry line for 40 million pounds."
SENTENCES = [
    ANSWER,
    "Ferries have crossed the bay at Harrowgate since 1871.",
    "The weather is expected to stay dry until the weekend.",
    "Passengers said they hoped that fares would not rise.",
    "A ferry line employs cooks, engineers and deck hands, and most of them live in the town all year.",
]
EXAMPLES = [
    (QUESTION, ANSWER, "The Harrowgate ferry line has carried passengers across the bay for a century."),
    (
        "How many people were hurt in the Orlen station fire?",
        "The fire at Orlen station left 14 people hurt, two of them badly, officials said.",
        "The Orlen station fire started in a kiosk, officials said.",
    ),
    (
        "Who won the mayoral race in Calden?",
        "Maria Stobbs was elected mayor of Calden on Tuesday, beating the incumbent by 300 votes.",
        "The mayoral race in Calden was the costliest the town has seen.",
    ),
    (
        "Where will the next Winter Crafts Fair be held?",
        "The next Winter Crafts Fair will take place in Lindholm, the organisers announced.",
        "The Winter Crafts Fair draws thousands of visitors every year.",
    ),
]


@pytest.fixture(scope="module")
def ranker() -> AnswerRanker:
    return AnswerRanker.load()


def inputs(*sentences: str) -> list[RankerInput]:
    return [RankerInput(sentence) for sentence in sentences]


def test_importing_the_ranker_does_not_import_torch() -> None:
    code = "import sys, qa.ranker; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_weights_stay_small() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) <= 15_000_000


def test_an_edited_base_hash_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "base_sha256": "0" * 64}))
    with pytest.raises(ModelError, match="trained on a base model"):
        AnswerRanker.load(folder)


def test_a_missing_setting_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="base_sha256"):
        AnswerRanker.load(tmp_path)


@pytest.mark.model
def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    whole = (folder / "ranker.safetensors").read_bytes()
    (folder / "ranker.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match="cannot be loaded"):
        AnswerRanker.load(folder)


@pytest.mark.model
def test_an_answering_sentence_outranks_the_others(ranker: AnswerRanker) -> None:
    assert int(ranker.score(QUESTION, inputs(*SENTENCES)).argmax()) == 0


@pytest.mark.model
@pytest.mark.parametrize(("question", "answering", "on_topic"), EXAMPLES)
def test_the_answer_outranks_a_sentence_on_the_topic(
    ranker: AnswerRanker, question: str, answering: str, on_topic: str
) -> None:
    scores = ranker.score(question, inputs(answering, on_topic, SENTENCES[2]))
    assert scores[0] > scores[1]
    assert scores[0] > scores[2]


@pytest.mark.model
def test_an_answer_is_far_likelier_than_words_off_the_topic(ranker: AnswerRanker) -> None:
    answer, weather = 1 / (1 + np.exp(-ranker.score(QUESTION, inputs(ANSWER, SENTENCES[2]))))
    assert answer > 3 * weather
    assert weather < 0.05


@pytest.mark.model
def test_the_same_input_gives_the_same_scores(ranker: AnswerRanker) -> None:
    first, second = (ranker.score(QUESTION, inputs(*SENTENCES)) for _ in range(2))
    assert first.dtype == np.float32
    assert first.tobytes() == second.tobytes()


@pytest.mark.model
@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-4), ("auto", 0.1)])
def test_scores_do_not_depend_on_the_batch(precision: str, tolerance: float) -> None:
    ranker = AnswerRanker.load(precision=precision)
    together = ranker.score(QUESTION, inputs(*SENTENCES))
    alone = ranker.score(QUESTION, inputs(*SENTENCES), batch_size=1)
    np.testing.assert_allclose(together, alone, atol=tolerance)


@pytest.mark.model
def test_no_candidates_no_scores(ranker: AnswerRanker) -> None:
    assert ranker.score(QUESTION, []).shape == (0,)


@pytest.mark.model
def test_long_and_odd_input_is_bounded(ranker: AnswerRanker) -> None:
    odd = inputs("", "word " * 5000, "\x00\N{ZERO WIDTH SPACE} []", "<b>[SEP] [CLS]</b>")
    assert np.isfinite(ranker.score("why " * 5000, odd)).all()
