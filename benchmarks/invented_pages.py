"""`python -m benchmarks.invented_pages DIR`: the starter collection's stories set in every invented layout.

Writes `pages/` and `truth.jsonl` for `benchmarks.extraction`. The truth is exact, since the pages are made from it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.page_layouts import LAYOUTS, Story
from indexes.readers import read

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description="Write the invented pages and their truth.")
    parser.add_argument("folder", type=Path)
    write(parser.parse_args().folder)


def write(folder: Path, *, each: int = 4) -> None:
    """`each` stories in every layout, none twice in the same one."""
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    stories, lines = list(_stories()), []
    for number, (name, layout) in enumerate(LAYOUTS.items()):
        for turn in range(each):
            story = stories[(number * each + turn) % len(stories)]
            file = f"{name}-{turn}.html"
            (folder / "pages" / file).write_text(layout(story), "utf-8")
            lines.append(json.dumps({"file": file, **_truth(story)}))
    (folder / "truth.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def _truth(story: Story) -> dict[str, str]:
    return {
        "title": story.title,
        "text": "\n\n".join(story.paragraphs),
        "date": story.published.isoformat(),
        "author": story.author,
    }


def _stories() -> Iterator[Story]:
    """Those of the collection that have an author and a date and are long enough to be a page."""
    for article in read(SEEDS, on_failure=lambda failure: None):
        paragraphs = tuple(part.strip() for part in article.text.split("\n\n") if part.strip())
        record = (article.origin or "").endswith(tuple("0123456789")) or ".json" in (article.origin or "")
        if record and article.author and article.published and len(paragraphs) >= 5 and article.source:
            host = f"{''.join(filter(str.isalnum, article.source.lower()))}.example"
            yield Story(article.title, paragraphs, article.author, article.published, article.source, host)


if __name__ == "__main__":
    main()
