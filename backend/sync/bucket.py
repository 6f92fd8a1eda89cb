"""A bucket of tokens that fills with time: who asks too often waits, and is not cut off for it."""

from __future__ import annotations

import asyncio


class Bucket:
    """`most` at once, `per_s` from then on."""

    def __init__(self, per_s: float, most: int) -> None:
        self._per_s, self._most = per_s, most
        self._left, self._at = float(most), 0.0

    async def take(self) -> None:
        """Take one, as soon as there is one."""
        now = asyncio.get_running_loop().time()
        self._left = min(self._most, self._left + (now - self._at) * self._per_s) - 1
        self._at = now
        if self._left < 0:
            await asyncio.sleep(-self._left / self._per_s)
