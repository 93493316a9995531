"""What a reading costs: wrong sentences above right ones, wrong certainty, the answer's words missed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from qa.ranker_input import Encoded
from qa.ranker_network import sentence_scores
from training.groups import AnswerSpan, Group, Place

ALONE = 0.5  # what certainty counts beside the comparison
WORDS = 0.3  # what finding the answer's words counts


@dataclass(frozen=True, slots=True)
class Reading:
    """Each window with the scores of its tokens (length,)."""

    windows: tuple[tuple[Encoded, torch.Tensor], ...]

    @property
    def sentences(self) -> torch.Tensor:
        """The score of every sentence, window by window: (sentences,)."""
        return torch.cat([sentence_scores(tokens, window) for window, tokens in self.windows])


def group_loss(reading: Reading, group: Group) -> torch.Tensor:
    """Each answering sentence against all others (softmax), every sentence alone (logistic), and the answer's words.

    A near miss, which nothing answers, has only the second.
    """
    row = {place: n for n, place in enumerate(group.places)}
    scores = reading.sentences
    answering = scores[[row[place] for place in group.answering]]
    others = scores[[row[place] for place in group.others]]
    if not group.others:
        return scores.sum() * 0
    against = group.trust * _refused(others)
    if not group.answering:
        return against
    worth = torch.tensor(group.worth)
    beaten = torch.logaddexp(answering, torch.logsumexp(others, 0)) - answering
    told = cross_entropy(answering, torch.ones_like(answering), weight=worth * group.trust)
    loss = (beaten * worth).sum() / worth.sum() + ALONE * (told + against)
    return loss + WORDS * _words_missed(reading, group.span) if group.span else loss


def _refused(others: torch.Tensor) -> torch.Tensor:
    """All of them alike, and once more the likeliest one, which is what refusing meets."""
    all_of_them = cross_entropy(others, torch.zeros_like(others))
    return (all_of_them + cross_entropy(others.max()[None], torch.zeros(1))) / 2


def _words_missed(reading: Reading, span: AnswerSpan) -> torch.Tensor:
    """Cross-entropy of a softmax over all tokens with the answer's tokens, each of which counts alike; 0 at best."""
    window, tokens = reading.windows[span.place[0]]
    told = _tokens_of(window, span.place, span)
    if not told:
        return tokens.sum() * 0
    read = torch.cat([scores[one.spans[0][0] : one.spans[-1][1]] for one, scores in reading.windows])
    return torch.logsumexp(read, 0) - tokens[told].mean() - math.log(len(told))


def _tokens_of(window: Encoded, place: Place, span: AnswerSpan) -> list[int]:
    first, characters = window.spans[place[1]][0], window.offsets[place[1]]
    return [first + n for n, (start, end) in enumerate(characters) if end > span.start and start < span.end]
