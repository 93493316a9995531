"""What the ranker is given to read of a sentence and of what stands before it."""

import pytest
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from indexes.bundled_model import bundled_model_folder
from qa.ranker_input import RankerConfig, RankerInput, encode_pairs

CONFIG = RankerConfig(
    "", 12, max_tokens=40, max_question_tokens=12, max_context_tokens=10, temperature=1, offset=0
)
BEFORE = "Ada Quill has kept the guild's books since 1998."


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerBase:
    return AutoTokenizer.from_pretrained(str(bundled_model_folder()), local_files_only=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "She found no bill.",
        "“It was short.”",
        "The decision surprised the guild.",
        "These games were held in May.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_brings_it(sentence: str) -> None:
    assert RankerInput(sentence, BEFORE).context == BEFORE


@pytest.mark.parametrize(
    "sentence", ["Quill found no bill.", "Thesis Press was sold.", "The guild met in May.", "Hertford won."]
)
def test_a_sentence_that_stands_alone_is_read_alone(sentence: str) -> None:
    assert RankerInput(sentence, BEFORE).context == ""


def test_the_pair_holds_question_sentence_and_context_in_this_order(
    tokenizer: PreTrainedTokenizerBase,
) -> None:
    (pair,) = encode_pairs(
        tokenizer,
        CONFIG,
        "Who counted?",
        [RankerInput("She counted.", "Ada Quill kept the books of the guild.")],
    )
    assert tokenizer.decode(pair["input_ids"]) == (
        "[CLS] who counted? [SEP] she counted. [SEP] ada quill kept the books of the guild. [SEP]"
    )
    assert pair["token_type_ids"] == [0] * 5 + [1] * (len(pair["input_ids"]) - 5)


def test_nothing_is_longer_than_allowed_and_the_context_is_cut_first(
    tokenizer: PreTrainedTokenizerBase,
) -> None:
    long = RankerInput("She " + "counted " * 80, BEFORE)
    short = RankerInput("She counted.", BEFORE * 5)
    for pair in encode_pairs(tokenizer, CONFIG, "why " * 50, [long, short]):
        assert len(pair["input_ids"]) <= CONFIG.max_tokens
        assert pair["input_ids"][-1] == tokenizer.sep_token_id
    cut = tokenizer.decode(encode_pairs(tokenizer, CONFIG, "why?", [short])[0]["input_ids"])
    assert cut.endswith("since 1998. [SEP]")
