"""What `indexes` offers, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys

import indexes


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert sorted(indexes.__all__) == indexes.__all__
    assert all(getattr(indexes, name).__name__ == name for name in indexes.__all__)


def test_listing_an_index_imports_no_heavy_library() -> None:
    script = (
        "import sys; from indexes import NewsIndex, IndexMissing\n"
        "try: NewsIndex.open('/nonexistent').overview()\n"
        "except IndexMissing: pass\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'faiss', 'llama_index', 'gradio', 'trafilatura'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
