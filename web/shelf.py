"""Keeps things up to a number of bytes; what was asked for longest ago gives way."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Things by key, bounded by their size: a page without compression weighs six times one with.

    Safe for several threads: looking up takes no lock, for an OrderedDict moves an entry whole.
    """

    def __init__(self, *, room: int) -> None:
        """Hold at most `room` bytes."""
        self._room = room
        self._things: OrderedDict[Hashable, tuple[Thing, int]] = OrderedDict()
        self._putting = threading.Lock()
        self.used = 0

    def get(self, key: Hashable) -> Thing | None:
        """Return what is kept under `key`."""
        found = self._things.get(key)
        if found is None:
            return None
        try:
            self._things.move_to_end(key)
        except KeyError:
            # Another thread has just cleared it away; what was found is still good.
            return found[0]
        return found[0]

    def put(self, key: Hashable, thing: Thing, *, size: int) -> None:
        """Keep `thing` of `size` bytes; what is larger than a tenth of all the room is not kept."""
        with self._putting:
            self._drop(key)
            if size * 10 > self._room:
                return
            while self.used + size > self._room:
                # In one step: looking up takes no lock and may move entries between two.
                _, (_, freed) = self._things.popitem(last=False)
                self.used -= freed
            self._things[key] = (thing, size)
            self.used += size

    def _drop(self, key: Hashable) -> None:
        found = self._things.pop(key, None)
        if found is not None:
            self.used -= found[1]

    def __len__(self) -> int:
        return len(self._things)
