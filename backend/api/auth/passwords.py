"""Passwords: Argon2id (RFC 9106), two at a time in threads, so that a flood of sign-ins does not slow the floor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")
SLOTS = 2
WAITING_MAX = 200
LEAST = 12
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""19 MiB, two passes, one lane: the least that OWASP names, about 18 ms here."""


class TooManyWait(Exception):  # noqa: N818
    """The queue before the hasher is full."""


@cache
def _nobody() -> str:
    """A hash that no password fits: an unknown login costs the same time as a known one."""
    return _HASHER.hash("no account has this password")


def hash_now(password: str) -> str:
    """Hash in this thread: for command-line tools."""
    return _HASHER.hash(password)


def _fits(stored: str | None, password: str) -> bool:
    try:
        _HASHER.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


class Passwords:
    """The gate before the hasher."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(SLOTS)
        self._waiting = 0

    async def fits(self, stored: str | None, password: str) -> bool:
        """Whether a password is the right one. None for a login that nobody has."""
        return await self._run(lambda: _fits(stored, password))

    async def hash(self, password: str) -> str:
        """A new hash in PHC format."""
        return await self._run(lambda: _HASHER.hash(password))

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= WAITING_MAX:
            raise TooManyWait
        self._waiting += 1
        try:
            async with self._slots:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1
