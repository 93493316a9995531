"""What the ranker is given to read: a question, and neighbouring sentences under their title."""

import pytest
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from indexes.bundled_model import bundled_model_folder
from qa.ranker_input import RankerConfig, Window, encode

CONFIG = RankerConfig(
    base_sha256="",
    layers=12,
    max_tokens=40,
    max_question_tokens=12,
    max_title_tokens=6,
    max_before_tokens=8,
    max_sentence_tokens=10,
    temperature=1,
    offset=0,
)
SENTENCES = ("She counted.", "Ada Quill found no bill.")


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerBase:
    return AutoTokenizer.from_pretrained(str(bundled_model_folder()), local_files_only=True)


def test_question_title_sentence_before_and_sentences_come_in_this_order(
    tokenizer: PreTrainedTokenizerBase,
) -> None:
    (read,) = encode(tokenizer, CONFIG, "Who counted?", [Window(SENTENCES, "The guild.", "It met.")])
    assert tokenizer.decode(read.ids) == (
        "[CLS] who counted? [SEP] the guild. it met. she counted. ada quill found no bill. [SEP]"
    )
    assert read.types == [0] * 5 + [1] * (len(read.ids) - 5)
    assert [tokenizer.decode(read.ids[start:stop]) for start, stop in read.spans] == [
        "she counted.",
        "ada quill found no bill.",
    ]


def test_the_characters_of_each_token_are_known(tokenizer: PreTrainedTokenizerBase) -> None:
    (read,) = encode(tokenizer, CONFIG, "Who counted?", [Window(SENTENCES)])
    words = [SENTENCES[1][start:end] for start, end in read.offsets[1]]
    assert "".join(words) == SENTENCES[1].replace(" ", "")


def test_nothing_is_longer_than_allowed_and_the_last_sentences_are_cut_first(
    tokenizer: PreTrainedTokenizerBase,
) -> None:
    many = Window(("counted " * 80,) * 5, "guild " * 30, "It was old. " * 30)
    (read,) = encode(tokenizer, CONFIG, "why " * 50 + "so?", [many])
    assert len(read.ids) <= CONFIG.max_tokens
    assert read.ids[-1] == tokenizer.sep_token_id
    assert "so?" in tokenizer.decode(read.ids)
    lengths = [stop - start for start, stop in read.spans]
    assert lengths[0] == CONFIG.max_sentence_tokens
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] == 0
