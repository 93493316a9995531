"""Markdown with YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.decoding import decode
from indexes.readers.fields import article_from
from indexes.readers.marks import plain_text, take_heading
from indexes.readers.sources import OnFailure, Source


class _Loader(yaml.SafeLoader):
    """YAML without aliases: nine lines of them unfold to a thousand million words."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 - as PyYAML has it
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it refers back to another field (*name), which front matter may not")
        return super().compose_node(parent, index)


def read_markdown(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """The one article of a Markdown file: fields from the front matter, marks turned to plain text."""
    fields, body = _front_matter(decode(source.read()).replace("\r\n", "\n"))
    if not fields.get("title"):
        title, body = take_heading(body)
        fields["title"] = title
    fields["text"] = plain_text(body)
    yield article_from(fields, source.origin(), lambda reason: on_failure(source.failure(reason)))


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields between two lines of `---` at the very top, and what follows them."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return {}, text
    try:
        fields = yaml.load("\n".join(lines[1:end]), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(f"its front matter is not YAML: {' '.join(str(error).split())}") from None
    if fields is None:
        fields = {}
    if not isinstance(fields, dict):
        raise ReadError("its front matter is not a set of 'name: value' lines")
    return {str(name).lower(): value for name, value in fields.items()}, "\n".join(lines[end + 1 :])
