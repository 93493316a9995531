"""What reading and building report back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: `name` is the file, URL or record (`file.jsonl#7`), `reason` says why."""

    name: str
    reason: str
