"""The live stream of a device: pushes go up, pages and beats come down. As `talk.py`, without I/O and clock."""

from __future__ import annotations

from collections import deque
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from backend.sync.client import frames, replica
from backend.sync.client.replica import Told
from backend.sync.client.talk import BAD, CONFLICT, OK, Call, Talk

KEEPS_SESSION = {"restart", "slow", "epoch", "busy", "bad_message", "bad_hello", "too_old"}
"""Reasons for a `bye` after which a new stream is enough; after any other the session is renewed first."""
READ_MOST = 32
"""Messages of which it is known what they say: devices in one process are all told the same."""


@lru_cache(READ_MOST)
def _read(message: bytes) -> tuple[frames.Down, tuple[Told, ...]]:
    """Take a message apart, and its pages unless they answer a pull. Nobody changes what comes of it."""
    down = msgspec.json.decode(message, type=frames.Down)
    return down, () if down.epoch else tuple(replica.told(page) for page in down.pages)


class Stream:
    """One open socket. A device that has it closed, for whatever reason, makes a new one."""

    def __init__(self, talk: Talk, token: str, now: float) -> None:
        self.talk = talk
        talk.streaming = True
        at = talk.core.stand
        self._of = (at.device, at.epoch)
        self._person = talk.core.person
        self._shown = at.receipt
        """The newest receipt that this server has seen, or given."""
        hello = talk.pull_call(now, {"t": "hello", "token": token})
        self._hello: Call | None = hello
        self.hello = hello.body
        """The first message, to be sent at once."""
        self._pushed: deque[Call] = deque()
        """Chunks under way, in order: so come their answers."""
        self._broken = False
        """One of them was not taken: those behind it will come back with a gap, and then all go again."""
        self._pushed_at = self._heard_at = now
        self._asked_at: float | None = None
        """When a pull was asked for that has not been answered."""
        self.over = False
        """Nothing more is to be said or heard: hang up."""

    def next(self, now: float) -> bytes | None:
        """A message to be sent now, or none."""
        talk = self.talk
        talk.core.catch_up()
        talk.fork_if_due()
        at = talk.core.stand
        late = any(now - since > talk.timing.answer for since in self._waiting())
        self.over |= late or now - self._heard_at > talk.timing.silence
        self.over |= at.device != self._of[0] or (bool(self._of[1]) and at.epoch != self._of[1])
        self.over |= talk.needs_session or talk.core.person != self._person  # somebody else may see other scopes
        if self.over or self._hello is not None:
            return None
        pushed = self._push(now)
        if pushed is not None:
            return pushed.body
        if talk.pull_wanted and talk.lanes["pull"].at <= now:
            talk.pull_wanted = False
            self._asked_at = now if self._asked_at is None else self._asked_at
            return b'{"t":"pull"}'
        return None

    def _waiting(self) -> list[float]:
        """Since when answers are awaited. Beats may come down for long where nothing gets up any more."""
        pushed = self._pushed_at if self._pushed else None
        return [since for since in (pushed, self._asked_at) if since is not None]

    def _push(self, now: float) -> Call | None:
        talk = self.talk
        if self._broken or len(self._pushed) >= talk.ahead or talk.lanes["push"].at > now:
            return None
        call = talk.push_call({"t": "push"}, self._pushed[-1].last if self._pushed else 0)
        if call is not None:
            self._pushed_at = self._pushed_at if self._pushed else now
            self._pushed.append(call)
        return call

    def wake(self, now: float) -> float:
        """When to ask `next` again if nothing else happens."""
        times = [self._heard_at + self.talk.timing.silence, self.talk.lanes["push"].at, self.talk.lanes["pull"].at]
        times += [since + self.talk.timing.answer for since in self._waiting()]
        return min((t for t in times if t > now), default=now + self.talk.timing.answer)

    def heard(self, message: bytes, now: float) -> bool:
        """A message has come; one that can't be read ends the stream. Returns whether there may be something to say."""
        self._heard_at = now
        return self.over or self._read(message, now)

    def _read(self, message: bytes, now: float) -> bool:
        try:
            down, pages = _read(message)
            if down.t == "page" and not down.epoch:
                self._missed(self.talk.core.took_pages(pages))
                return self.over
            before = self.talk.core.stand.receipt
            self._take(down, message, now)
            after = self.talk.core.stand.receipt
            self._shown = self._shown if after == before else after
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
            self.over = True
        return True

    def _take(self, down: frames.Down, message: bytes, now: float) -> None:
        talk = self.talk
        if down.t == "page":
            sent = self._hello.sent if self._hello else talk.core.cursors()
            self._hello = self._asked_at = None
            talk.lanes["pull"].tries = 0
            answer = frames.pull_answer(message)
            self._missed(talk.core.took_pull(answer, sent, self._shown) and not any(page.more for page in answer.pages))
            self._of = (self._of[0], talk.core.stand.epoch)
        elif down.t == "beat":
            behind, unknown = talk.core.took_heads(down.heads, down.receipt, self._shown)
            talk.pull_wanted |= behind
            self._missed(unknown)
        elif down.t == "poke":
            talk.pull_wanted = True
        elif down.t == "bye":
            self.over = True
            if down.reason == "bad_message":
                self._bad_message(now)
            talk.needs_session |= down.reason not in KEEPS_SESSION
        elif down.t == "outcomes":
            self._answered(down, now)

    def _missed(self, something: bool) -> None:  # noqa: FBT001
        """The server believes that this device knows more than it does: a new stream says where it stands."""
        self.over |= something
        self.talk.pull_wanted |= something

    def _bad_message(self, now: float) -> None:
        """The bytes of a chunk break its frame: what a request gets a 400 for. To know which, they go one by one."""
        if len(self._pushed) == 1:
            self.talk.answered(self._pushed.popleft(), BAD, b"{}", now)
        self.talk.ahead = 1

    def _answered(self, down: frames.Down, now: float) -> None:
        was_broken = self._broken
        if self._pushed:
            call: Call | None = self._pushed.popleft()
            self._pushed_at = now
            self._broken = bool(self._pushed) and (was_broken or down.status != OK)
        else:
            call = self._hello if down.status == CONFLICT else None
        if call is not None and (down.status == OK or not was_broken):
            self.talk.answered(replace(call, shown=self._shown), down.status, bytes(down.answer), now)

    def closed(self, now: float) -> None:
        """The socket has gone. What was under way counts as lost."""
        self.over = True
        self.talk.streaming = False
        if self._pushed:
            self.talk.lost(self._pushed[0], now)
        if self._hello is not None:
            self.talk.lost(self._hello, now)
        self.talk.pull_wanted = True
