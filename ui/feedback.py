"""What readers thought of answers, as JSON lines: each reader's own on the page, everybody's by `citewire feedback`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

from qa.options import IndexOption
from qa.settings import conversations_of, index_to_open, load_settings
from ui.conversations import Conversations, Feedback


def feedback_lines(found: Iterable[Feedback]) -> str:
    """A JSON object a line: the answer as its document, what was thought of it, and why."""
    records = ({**asdict(one), "answer": json.loads(one.answer) if one.answer else None} for one in found)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def feedback(index: IndexOption = None) -> None:
    """Print what all readers of the page thought of its answers, a JSON line for each judgement."""
    settings = load_settings(index=index)
    file = settings.conversations or conversations_of(index_to_open(settings))
    if file.exists():  # else nobody has asked anything yet
        sys.stdout.write(feedback_lines(Conversations(file).feedback()))
