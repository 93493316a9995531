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
from qa.ranker_input import Window
from qa.token_scores import NOWHERE, TokenScores

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


def each(ranker: AnswerRanker, question: str, windows: list[Window], **how: int) -> list[np.ndarray]:
    return [window.logits for window in ranker.read(question, windows, **how)]


def logits(ranker: AnswerRanker, question: str, *sentences: str) -> np.ndarray:
    """Each sentence read alone."""
    return np.concatenate(each(ranker, question, [Window((sentence,)) for sentence in sentences]))


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
@pytest.mark.parametrize("together", [True, False])
def test_an_answering_sentence_outranks_the_others(ranker: AnswerRanker, together: bool) -> None:
    windows = [Window(tuple(SENTENCES))] if together else [Window((sentence,)) for sentence in SENTENCES]
    assert int(np.concatenate(each(ranker, QUESTION, windows)).argmax()) == 0


@pytest.mark.model
@pytest.mark.parametrize(("question", "answering", "on_topic"), EXAMPLES)
def test_the_answer_outranks_a_sentence_on_the_topic(
    ranker: AnswerRanker, question: str, answering: str, on_topic: str
) -> None:
    scores = logits(ranker, question, answering, on_topic, SENTENCES[2])
    assert scores[0] > scores[1]
    assert scores[0] > scores[2]


@pytest.mark.model
def test_a_sentence_is_understood_from_those_around_it(ranker: AnswerRanker) -> None:
    question = "How many people were hurt in the Orlen station fire?"
    windows = [Window((about, "Fourteen people were hurt.")) for about in (
        "A fire broke out at Orlen station.", "A river flooded Calden fair.",
    )]  # fmt: skip
    fire, flood = each(ranker, question, windows)
    assert int(fire.argmax()) == 1
    assert fire[1] > flood[1] + 1


@pytest.mark.model
def test_an_answer_is_far_likelier_than_words_off_the_topic(ranker: AnswerRanker) -> None:
    answer, weather = 1 / (1 + np.exp(-logits(ranker, QUESTION, ANSWER, SENTENCES[2])))
    assert answer > 3 * weather
    assert weather < 0.05


@pytest.mark.model
def test_the_same_input_gives_the_same_scores(ranker: AnswerRanker) -> None:
    first, second = (logits(ranker, QUESTION, *SENTENCES) for _ in range(2))
    assert first.dtype == np.float32
    assert first.tobytes() == second.tobytes()


@pytest.mark.model
@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-4), ("auto", 0.1)])
def test_scores_do_not_depend_on_the_batch(precision: str, tolerance: float) -> None:
    ranker = AnswerRanker.load(precision=precision)
    windows = [Window((sentence, SENTENCES[2])) for sentence in SENTENCES]
    together = np.stack(each(ranker, QUESTION, windows))
    alone = np.stack(each(ranker, QUESTION, windows, batch_size=1))
    np.testing.assert_allclose(together, alone, atol=tolerance)


@pytest.mark.model
def test_nothing_to_read_no_scores(ranker: AnswerRanker) -> None:
    assert ranker.read(QUESTION, []) == []
    assert [scores.shape for scores in each(ranker, QUESTION, [Window(()), Window((ANSWER,))])] == [
        (0,),
        (1,),
    ]


@pytest.mark.model
def test_long_and_odd_input_is_bounded(ranker: AnswerRanker) -> None:
    odd = ("", "word " * 5000, "\x00\N{ZERO WIDTH SPACE} []", "<b>[SEP] [CLS]</b>", *["and " * 200] * 9)
    (scores,) = each(ranker, "why " * 5000, [Window(odd, "title " * 900, "before " * 900)])
    assert scores.shape == (len(odd),)
    assert np.isfinite(scores).all()


@pytest.mark.model
def test_it_tells_where_in_a_sentence_the_answer_stands(ranker: AnswerRanker) -> None:
    sentence = "Ada Brent opened the new lock at Sandle on Friday, said Hugh Marlow."
    for question, words in (("Who opened the new lock?", "Ada Brent"), ("When did the lock open?", "Friday")):
        (read,) = ranker.read(question, [Window((sentence,))])
        (tokens,) = read.each
        assert tokens
        start, end = sentence.index(words), sentence.index(words) + len(words)
        here, elsewhere = ((start, end), (sentence.index("Hugh"), len(sentence)))
        assert tokens.strength(here) > tokens.strength((0, len(sentence))) + np.log(0.3)
        assert tokens.strength(here) > tokens.strength(elsewhere) + np.log(2)
        assert tokens.strength((0, len(sentence))) == pytest.approx(read.logits[0], abs=1e-4)


def test_a_sentence_that_had_no_room_has_no_place_for_an_answer() -> None:
    assert TokenScores.of((), np.zeros(0, dtype=np.float32), -3.0).strength((0, 5)) == NOWHERE


def test_what_stands_in_a_sentence_adds_up_to_its_logit() -> None:
    tokens = TokenScores.of(((0, 3), (4, 9)), np.array([7.0, 5.0], dtype=np.float32), -1.5)
    assert tokens.strength((0, 9)) == pytest.approx(-1.5)
    parts = [tokens.strength(span) for span in tokens.ranges]
    assert np.exp(parts).sum() == pytest.approx(np.exp(-1.5))
    assert tokens.averaged(tokens).strength((0, 9)) == pytest.approx(-1.5)


def test_two_readings_that_differ_on_the_place_add_up_to_less() -> None:
    ranges = ((0, 3), (4, 9))
    here, there = (
        TokenScores.of(ranges, np.array(raw, dtype=np.float32), 1.0) for raw in ([9.0, 0.0], [0.0, 9.0])
    )
    assert here.averaged(there).strength((0, 9)) < 0.0
