"""What `indexes` offers, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

import indexes
import qa
from indexes import CitewireError, errors


@pytest.mark.parametrize("package", [indexes, qa])
def test_the_public_names_are_sorted_and_all_there(package: ModuleType) -> None:
    assert sorted(package.__all__) == list(package.__all__)
    assert all(getattr(package, name).__name__ == name for name in package.__all__)


def test_every_error_that_can_be_raised_has_a_public_name() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, CitewireError)]
    assert len(kinds) > 10
    assert {one.__name__ for one in kinds} <= {*indexes.__all__, *qa.__all__}


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
