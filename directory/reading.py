"""Reading a long file in another process, while this one writes what was read.

Both cores of a small server work then. The rows come in chunks, in order, whole or not at all:
whoever writes them loses nothing when either process is killed.
"""

import marshal
import os
import signal
import warnings
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, BinaryIO

HEAD = 8  # bytes: the length of a chunk
END = b"\0" * HEAD


class ReaderDied(Exception):
    """The process that reads stopped before the end of the file."""


def chunks(rows: Iterable[Any], size: int, *, apart: bool) -> Iterator[tuple[Any, ...]]:
    """Yield the rows so many at a time; read in a process of their own when `apart`.

    The rows are plain tuples of texts and numbers, made without the base and without threads.
    """
    if apart and hasattr(os, "fork"):
        return _from_another_process(rows, size)
    return batched(rows, size, strict=False)


def _from_another_process(rows: Iterable[Any], size: int) -> Iterator[tuple[Any, ...]]:
    here, there = os.pipe()
    with warnings.catch_warnings():
        # The child touches no lock that another thread may hold: it reads a file, and ends.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _write_all(rows, size, there, here)
    os.close(there)
    try:
        with os.fdopen(here, "rb") as pipe:
            yield from _received(pipe)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _write_all(rows: Iterable[Any], size: int, there: int, here: int) -> None:
    """Write the chunks to the pipe and end this process, whatever happens."""
    try:
        os.close(here)
        with os.fdopen(there, "wb") as pipe:
            for chunk in batched(rows, size, strict=False):
                text = marshal.dumps(chunk)
                pipe.write(len(text).to_bytes(HEAD))
                pipe.write(text)
            pipe.write(END)
        os._exit(0)
    finally:
        os._exit(1)


def _received(pipe: BinaryIO) -> Iterator[tuple[Any, ...]]:
    while (head := pipe.read(HEAD)) != END:
        size = int.from_bytes(head)
        text = pipe.read(size)
        if len(head) < HEAD or len(text) < size:
            raise ReaderDied
        yield marshal.loads(text)  # noqa: S302 - written by our own child, a line above
