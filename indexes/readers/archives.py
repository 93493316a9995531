"""Zip and tar: the members that are articles, each within bounds. Names are never used as paths."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from indexes.errors import ReadError
from indexes.readers.bounds import MAX_RATIO, TooMuch
from indexes.readers.sources import MAX_BYTES, OnFailure, Source

Opener = Callable[[], IO[bytes] | None]

_DIRECTORY = 32 << 20  # bytes of a zip's own list of members, which is read into memory as a whole
_END = (b"PK\x05\x06", 12, "<I")  # where the two kinds of end record keep the length of that list
_END_64 = (b"PK\x06\x06", 40, "<Q")
_EXTENDING = (
    *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
    *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
)
_EXTENSION = 1 << 20  # bytes of one header that extends another, a long name say
_EXTENSIONS = 64 << 20  # and of all of one file
_TAIL = (1 << 16) + 128  # bytes at the end of a zip file in which the end records lie
_PIECE = 1 << 20
_FREE = 1 << 20  # bytes that a member may unpack to whatever its ratio
_LINK = "is a link or a device, not a file: left out"
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def members_of_zip(source: Source, extensions: Collection[str], on_failure: OnFailure) -> Iterator[Source]:
    """The readable members of a zip file, in its order."""
    with io.BytesIO(source.read()) if source.packed else source.open() as stream:
        _check_directory(stream)
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise ReadError(f"is not a whole zip archive ({error})") from None
        for info in archive.infolist():
            if info.is_dir() or not _is_wanted(info.filename, extensions):
                continue
            member, reason = source.member(info.filename, b""), _refused(info)
            if reason:
                on_failure(member.failure(reason))
            else:
                most = min(MAX_BYTES, max(_FREE, info.compress_size * MAX_RATIO))
                yield from _unpacked(member, partial(archive.open, info), most, on_failure)


def members_of_tar(source: Source, extensions: Collection[str], on_failure: OnFailure) -> Iterator[Source]:
    """The readable members of a tar file, in its order, read as a stream."""
    with source.open() as stream:
        try:
            archive = tarfile.open(fileobj=stream, mode="r|", tarinfo=_bounded())  # noqa: SIM115 - closed with its stream
            for info in archive:
                archive.members.clear()  # type: ignore[attr-defined]  # it would remember them all
                if info.isdir() or not _is_wanted(info.name, extensions):
                    continue
                member = source.member(info.name, b"")
                if not info.isfile():
                    on_failure(member.failure(_LINK))
                else:
                    opener = partial(archive.extractfile, info)
                    yield from _unpacked(member, opener, MAX_BYTES, on_failure)
        except tarfile.TarError as error:
            raise ReadError(f"is not a whole tar archive ({error})") from None


def _bounded() -> type[tarfile.TarInfo]:
    """How members of one tar file are described: headers that extend others are read into memory as a whole."""

    class Bounded(tarfile.TarInfo):
        left = _EXTENSIONS

        def _proc_member(
            self, archive: tarfile.TarFile
        ) -> tarfile.TarInfo:  # to be overridden, as the library says
            if self.type in _EXTENDING:
                Bounded.left -= self.size
                if self.size > _EXTENSION or Bounded.left < 0:
                    raise ReadError("has headers longer than any archive of articles has: not opened")
            return super()._proc_member(archive)  # type: ignore[misc,no-any-return]

    return Bounded


def _is_wanted(name: str, extensions: Collection[str]) -> bool:
    """Whether a folder's file of this name would be read: nothing hidden, nothing of unknown kind."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    known = Source(Path(), inside=(name,)).extension in extensions
    return known and not hidden and "__MACOSX" not in parts


def _refused(info: zipfile.ZipInfo) -> str:
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    return (
        "is encrypted: unpack the archive with its password and add the files" if info.flag_bits & 1 else ""
    )


def _unpacked(member: Source, opener: Opener, most: int, on_failure: OnFailure) -> Iterator[Source]:
    """The member with its bytes; TooMuch if the whole file is to be given up."""
    try:
        member.budget.enter(len(member.inside) + (member.extension in (".zip", ".tar")))
        with opener() or io.BytesIO() as stream:
            data = _bytes_of(stream, most, member)
    except TooMuch:
        raise
    except ReadError as error:
        on_failure(member.failure(error))
    except _DAMAGE as error:
        on_failure(member.failure(f"is damaged in its archive ({error})"))
    else:
        yield member.with_data(data)


def _bytes_of(stream: IO[bytes], most: int, member: Source) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        member.budget.spend(len(piece))
        if size > MAX_BYTES:
            raise ReadError(f"holds more than {MAX_BYTES >> 20} MB unpacked: no article does")
        if size > most:
            raise ReadError(f"unpacks to more than {MAX_RATIO} times its size: a bomb, not an article")
        pieces.append(piece)
    return b"".join(pieces)


def _check_directory(stream: IO[bytes]) -> None:
    """ReadError if the list of members is longer than any real one: it would fill the memory."""
    stream.seek(0, io.SEEK_END)
    stream.seek(max(0, stream.tell() - _TAIL))
    tail = stream.read()
    stream.seek(0)
    for signature, offset, form in (_END, _END_64):
        start = tail.rfind(signature)
        if start >= 0 and len(tail) >= start + offset + struct.calcsize(form):
            size = struct.unpack_from(form, tail, start + offset)[0]
            if size > _DIRECTORY and size != 0xFFFFFFFF:  # which says that the other record has it
                raise ReadError("lists more members than any archive of articles has: not opened")
