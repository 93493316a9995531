"""Parquet: an article a row, under the field names that JSON records have. Needs the extra `parquet`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from indexes.articles import Article
from indexes.errors import ReadError
from indexes.readers.fields import article_from
from indexes.readers.sources import OnFailure, Source, describe
from indexes.readers.tables import require_text

_ROW_GROUP = 1 << 30  # bytes that one group of rows may unpack to
_AT_ONCE = 64  # rows


def read_parquet(source: Source, on_failure: OnFailure) -> Iterator[Article]:
    """Articles of a Parquet file; a row that is none is reported as `name#n`."""
    parquet = _library()
    import pyarrow

    with io.BytesIO(source.read()) if source.packed or source.data is not None else source.open() as stream:
        try:
            file = parquet.ParquetFile(stream)
            names = list(file.schema_arrow.names)
            require_text(names)
            _check_groups(file.metadata)
            batches = parquet.ParquetFile(stream, read_dictionary=names).iter_batches(_AT_ONCE, columns=names)
            for number, fields in enumerate(_rows(batches), 1):
                yield from _article(fields, source, number, on_failure)
        except (pyarrow.ArrowException, OSError) as error:
            raise ReadError(f"is not a whole Parquet file ({error})") from None


def _library() -> Any:  # noqa: ANN401 - pyarrow.parquet
    try:
        from pyarrow import parquet
    except ImportError:
        raise ReadError("needs pyarrow: install it with `pip install 'citewire[parquet]'`") from None
    return parquet


def _check_groups(metadata: Any) -> None:  # noqa: ANN401 - pyarrow's metadata
    sizes = (metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups))
    if max(sizes, default=0) > _ROW_GROUP:
        raise ReadError(f"has groups of rows of more than {_ROW_GROUP >> 20} MB: write it with smaller ones")


def _rows(batches: Iterator[Any]) -> Iterator[dict[str, object]]:
    """Row by row: equal values are held once in the batch, and would not be in a list of all its rows."""
    for batch in batches:
        for row in range(batch.num_rows):
            yield {name: batch.column(n)[row].as_py() for n, name in enumerate(batch.schema.names)}


def _article(
    fields: dict[str, object], source: Source, number: int, on_failure: OnFailure
) -> Iterator[Article]:
    known = {name: value for name, value in fields.items() if value is not None}
    try:
        yield article_from(known, source.origin(number), lambda why: on_failure(source.failure(why, number)))
    except ReadError as error:
        on_failure(source.failure(describe(error), number))
