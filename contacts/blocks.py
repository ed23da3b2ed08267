"""Which of many things share a key: filed in arrays of numbers, a few bytes for each key.

A key is kept as 63 bits of its hash. Two keys of the same bits would only have two things compared
for nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

_BITS = (1 << 63) - 1


class Blocks:
    """Things known by their number, from 0, under the keys they were filed under."""

    def __init__(self) -> None:
        self.count = 0
        self._codes = array("Q")
        self._things = array("L")
        self._starts = array("L", [0])  # where the keys of each thing begin, once it is added
        self._order: array[int] | None = None

    def add(self, keys: Iterable[str]) -> None:
        """File the next thing under its keys."""
        for key in set(keys):
            self._codes.append(hash(key) & _BITS)
            self._things.append(self.count)
        self.count += 1
        self._starts.append(len(self._codes))
        self._order = None

    def under(self, keys: Iterable[str]) -> Iterator[array[int]]:
        """Yield the things filed under each of these keys."""
        sorted_codes, things = self._sorted()
        for key in set(keys):
            code = hash(key) & _BITS
            at = bisect_left(sorted_codes, code)
            yield things[at : bisect_right(sorted_codes, code, at)]

    def beside(self, *, most: int) -> Iterator[tuple[int, set[int]]]:
        """Yield each thing with those after it that share a key which at most so many share."""
        sorted_codes, things = self._sorted()
        block_of = self._blocks(sorted_codes)
        firsts = array("L")
        previous = -1
        for at, block in enumerate(block_of):
            if block != previous:
                firsts.append(at)
                previous = block
        firsts.append(len(block_of))
        rank = self._ranks()
        for thing in range(self.count):
            near: set[int] = set()
            for entry in range(self._starts[thing], self._starts[thing + 1]):
                block = block_of[rank[entry]]
                start, end = firsts[block], firsts[block + 1]
                if 1 < end - start <= most:
                    near.update(things[start:end])
            yield thing, {other for other in near if other > thing}

    def _sorted(self) -> tuple[array[int], array[int]]:
        """Return the codes in order, and the thing of each."""
        if self._order is None:
            order = sorted(range(len(self._codes)), key=self._codes.__getitem__)
            self._order = array("L", order)
            self._in_order = array("Q", (self._codes[at] for at in self._order))
            self._held = array("L", (self._things[at] for at in self._order))
        return self._in_order, self._held

    @staticmethod
    def _blocks(codes: array[int]) -> array[int]:
        """Return the block of each place of the order: equal codes are one."""
        blocks = array("L")
        block, last = -1, -1
        for code in codes:
            if code != last:
                block, last = block + 1, code
            blocks.append(block)
        return blocks

    def _ranks(self) -> array[int]:
        """Return where each filed key stands in the order."""
        assert self._order is not None  # noqa: S101 - `_sorted` was asked before
        ranks = array("L", bytes(self._order.itemsize * len(self._order)))
        for rank, entry in enumerate(self._order):
            ranks[entry] = rank
        return ranks
