"""What a page that asks is sent, line by line, while its answer is read together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.markup import Inert


@dataclass(frozen=True, slots=True)
class Step:
    """The newest turn as it is now. The last step is `done`: the answer is kept in `conversation`, or there is none.

    `thread` comes first where the page shows other turns before this one than are kept.
    """

    turn: Inert
    thread: Inert | None = None
    conversation: str = ""
    done: bool = False

    def line(self) -> str:
        """As one line of JSON."""
        thread = None if self.thread is None else str(self.thread)
        return _line(
            {
                "turn": str(self.turn),
                "thread": thread,
                "conversation": self.conversation,
                "done": self.done,
            }
        )


def ahead_line(ahead: int) -> str:
    """How many questions are before this one, while it waits; 0 once it is its turn."""
    return _line({"ahead": ahead})


def refusal_line(reason: str, seconds: int | None = None) -> str:
    """Why nothing was asked, and when to ask again, as one line of JSON."""
    return _line({"notice": reason, "seconds": seconds})


def _line(document: dict[str, object]) -> str:
    return json.dumps(document) + "\n"
