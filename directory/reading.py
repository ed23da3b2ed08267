"""Reading a long file in another process, while this one writes what was read.

Both cores of a small server work then. The rows come in blocks, in order, whole or not at all:
whoever writes them loses nothing when either process is killed.
"""

import contextlib
import fcntl
import gc
import marshal
import os
import select
import signal
import time
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

HEAD = 8  # bytes: the length of a block
END = b"\0" * HEAD
AT_ONCE = 1024 * 1024
# Seconds without a word from the reader; a block takes it less than one. Less than a job's lease.
PATIENCE = 40.0


class ReaderDied(Exception):
    """The process that reads stopped before the end of the file."""


class ReaderSilent(ReaderDied):
    """The process that reads says nothing more; it was ended."""


def blocks(read: Iterable[Any], *, apart: bool) -> Iterator[Any]:
    """Yield what is read, block by block; read in a process of its own when `apart`.

    Blocks are plain tuples and lists of texts and numbers, made without the base and without
    threads.
    """
    if apart and hasattr(os, "fork"):
        return _from_another_process(read)
    return iter(read)


def _from_another_process(read: Iterable[Any]) -> Iterator[Any]:
    here, there = os.pipe()
    # Linux: a whole block finds room there, and the next is read while this one is written.
    with contextlib.suppress(AttributeError, OSError):
        fcntl.fcntl(there, fcntl.F_SETPIPE_SZ, AT_ONCE)
    # What both processes only look at stays shared between them: no collection touches it.
    gc.collect()
    gc.freeze()
    with warnings.catch_warnings():
        # The child touches no lock that another thread may hold: it reads a file, and ends.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _write_all(read, there, here)
    os.close(there)
    try:
        yield from _received(here)
    finally:
        os.close(here)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        gc.unfreeze()


def _write_all(read: Iterable[Any], there: int, here: int) -> None:
    """Write the blocks to the pipe and end this process, whatever happens."""
    try:
        os.close(here)
        gc.disable()  # nothing made here refers to itself, and the process is short
        with os.fdopen(there, "wb") as pipe:
            for block in read:
                text = marshal.dumps(block)
                pipe.write(len(text).to_bytes(HEAD))
                pipe.write(text)
                pipe.flush()
            pipe.write(END)
        os._exit(0)
    finally:
        os._exit(1)


def _received(pipe: int) -> Iterator[Any]:
    while (head := _exactly(pipe, HEAD)) != END:
        with _no_collection():
            block = marshal.loads(_exactly(pipe, int.from_bytes(head)))  # noqa: S302 - our own child
        yield block


def _exactly(pipe: int, size: int) -> bytearray:
    """Return so many bytes. Raises ReaderDied, and ReaderSilent when they do not come."""
    found = bytearray()
    until = time.monotonic() + PATIENCE
    while len(found) < size:
        left = until - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise ReaderSilent
        some = os.read(pipe, min(AT_ONCE, size - len(found)))
        if not some:
            raise ReaderDied
        found += some
    return found


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Make thousands of tuples at once without looking for circles among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
