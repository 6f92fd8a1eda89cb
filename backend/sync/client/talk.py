"""What a device says next and when: pure timing and order, for whoever carries the messages.

`next` gives a call to be made now; `answered` or `lost` takes what came of it. Times are milliseconds of any clock
that only goes forward.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal

import msgspec
from msgspec import Struct

from backend.sync.client import frames, outbox, replica
from backend.sync.client.core import Core
from backend.sync.wire import OPS_MOST, ROWS_V

What = Literal["push", "drop", "pull", "snapshot", "session"]
Lane = Literal["push", "pull", "snapshot", "session"]
LANES: tuple[Lane, ...] = ("session", "push", "pull", "snapshot")
_LANE: dict[What, Lane] = {
    "push": "push", "drop": "push", "pull": "pull", "snapshot": "snapshot", "session": "session",
}  # fmt: skip
AHEAD_MOST = 8
OK, BAD, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_OLD = 200, 400, 401, 403, 404, 409, 426


class Timing(Struct, frozen=True):
    """How patient a device is, in milliseconds."""

    backoff: int = 1000
    backoff_most: int = 60_000
    idle_pull: int = 30_000
    """Between pulls when there is no stream."""
    drop_after: int = 600_000
    """Without a session for so long, the queue goes to the drop-box."""
    answer: int = 20_000
    """For an answer on the stream."""
    silence: int = 40_000
    """Without a message on the stream: it is dead, whatever the socket says."""


class Call(Struct, frozen=True):
    """One request. `body` goes as it is; a snapshot has a scope and no body."""

    what: What
    device: str
    epoch: str
    body: bytes = b""
    scope: str = ""
    first: int = 0
    last: int = 0
    sent: tuple[str, ...] = ()
    rows_v: int = ROWS_V
    shown: str = ""
    """The receipt in it. Only an answer to the newest one brings the next, or one that speaks of more of our ops: a
    server that was put back may be asked by a late call that proves nothing, and what it answers is no proof."""


@dataclass
class _Lane:
    busy: Call | None = None
    at: float = 0
    tries: int = 0


@dataclass
class Talk:
    """The conversation of a device with its server."""

    core: Core
    chance: Random
    timing: Timing = field(default_factory=Timing)
    lanes: dict[Lane, _Lane] = field(
        default_factory=lambda: {"push": _Lane(), "pull": _Lane(), "snapshot": _Lane(), "session": _Lane()}
    )
    pull_wanted: bool = True
    needs_session: bool = False
    signed_out_at: float | None = None
    """Since when nobody is signed in; somebody has to, and then calls `signed_in`."""
    bad_key: bool = False
    """The server does not know this device's key: the next sign-in has to bring a fresh one."""
    too_old: bool = False
    streaming: bool = False
    forking: frames.Fork | None = None
    fork_of: str = ""
    """The id that is to be left for that of `forking`."""
    most: int = OPS_MOST
    ahead: int = AHEAD_MOST
    """Chunks that a stream may have under way at once."""
    idle_until: float = 0

    def next(self, now: float) -> Call | None:
        """A call to be made now, or none."""
        self.core.catch_up()
        self.fork_if_due()
        for lane in LANES:
            call = self._call(lane, now) if self._may(lane, now) else None
            if call is not None:
                self.lanes[lane].busy = call
                return call
        return None

    def wake(self, now: float) -> float:
        """When to ask `next` again if nothing else happens."""
        times = [self.idle_until, *(lane.at for lane in self.lanes.values() if lane.busy is None)]
        if self.signed_out_at is not None and self.core.key is not None:
            times.append(self.signed_out_at + self.timing.drop_after)
        return min((t for t in times if t > now), default=now + self.timing.idle_pull)

    def signed_in(self, person: str) -> None:
        """Somebody has signed in, or the session goes on."""
        self.core.person = person
        self.needs_session, self.signed_out_at, self.bad_key = False, None, False
        self.pull_wanted = True
        for lane in self.lanes.values():
            lane.at, lane.tries = 0, 0

    def _may(self, lane: Lane, now: float) -> bool:
        state = self.lanes[lane]
        if state.busy is not None or state.at > now:
            return False
        if lane == "session":
            return self.needs_session and self.signed_out_at is None
        if lane == "push" and self.signed_out_at is not None:
            return self.core.key is not None and now - self.signed_out_at >= self.timing.drop_after
        if self.needs_session or self.signed_out_at is not None:
            return False
        if lane == "push":
            return not self.streaming
        return lane != "pull" or not (self.streaming or self.too_old)

    def _call(self, lane: Lane, now: float) -> Call | None:
        at = self.core.stand
        if lane == "session":
            return Call("session", at.device, at.epoch, frames.encode({"device": at.device}))
        if lane == "push":
            return self.push_call()
        if lane == "pull":
            return self.pull_call(now) if self.pull_wanted or now >= self.idle_until else None
        with self.core.storage.begin() as tx:
            scopes = replica.wanted(tx)
        if not scopes or not at.epoch:
            return None
        return Call("snapshot", at.device, at.epoch, scope=scopes[0], rows_v=self.core.rows_v)

    def push_call(self, more: dict[str, str] | None = None, after: int = 0) -> Call | None:
        """The next push, if there is anything to push behind op `after`; `more` is added to the frame."""
        with self.core.storage.begin() as tx:
            at = outbox.stand(tx)
            chunk = outbox.chunk(tx, self.forking.from_n if self.forking else 0, self.most, after)
        if not chunk or at.lost or self.core.gap or not at.device:
            return None
        body = frames.encode((more or {}) | frames.push(at, chunk, build=self.core.build, key=self.core.key))
        what: What = "push" if self.signed_out_at is None else "drop"
        return Call(what, at.device, at.epoch, body, first=chunk[0][0], last=chunk[-1][0], shown=at.receipt)

    def pull_call(self, now: float, more: dict[str, str] | None = None) -> Call:
        """A pull, or a hello with the same content."""
        self.pull_wanted, self.idle_until = False, now + self.timing.idle_pull
        with self.core.storage.begin() as tx:
            at, cursors = outbox.stand(tx), replica.sent_cursors(tx)
            body = frames.encode((more or {}) | frames.pull(at, cursors, outbox.acked(tx), self.core.rows_v))
        return Call("pull", at.device, at.epoch, body, sent=tuple(cursors), shown=at.receipt)

    def lost(self, call: Call, now: float, after_s: float = 0) -> None:
        """No answer came, or one that says to come back later: after that time, or longer each time."""
        lane = self.lanes[_LANE[call.what]]
        lane.busy = None
        wait = min(self.timing.backoff_most, self.timing.backoff << min(lane.tries, 10))
        lane.tries += 1
        lane.at = now + max(after_s * 1000, wait) * (1 + self.chance.random()) / 2 + after_s * 500
        self.pull_wanted |= call.what == "pull"

    def answered(self, call: Call, status: int, body: bytes, now: float) -> None:
        """An answer came. What is no longer about this device as it stands now is put aside."""
        lane = self.lanes[_LANE[call.what]]
        lane.busy = None
        if call.what == "session" and status == OK:
            self.signed_in(self.core.person)  # its device may have got its first id by this very call
            return
        at = self.core.stand
        other_epoch = call.epoch not in {"", at.epoch}
        if at.device != call.device or other_epoch:
            self.pull_wanted |= call.what == "pull"
            return
        if status == OK:
            self._good(call, body, now)
        elif status == CONFLICT:
            self._conflict(frames.conflict(body), call, now)
        elif status in {UNAUTHORIZED, FORBIDDEN}:
            self._barred(call, frames.refused(body).error.code, now)
        elif status == BAD and call.what in {"push", "drop"}:
            self._unreadable(call)
        else:
            self.too_old |= status == TOO_OLD and call.what == "pull"
            self.pull_wanted |= status == NOT_FOUND  # the scope is not this person's any longer
            self.lost(call, now, frames.refused(body).retry_after)

    def _good(self, call: Call, body: bytes, now: float) -> None:
        try:
            whole = self._take(call, body)
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
            whole = False  # cut off on the way, or not from our server
        if not whole:
            self.lost(call, now)
            return
        lane = self.lanes[_LANE[call.what]]
        lane.tries, lane.at = 0, 0

    def _take(self, call: Call, body: bytes) -> bool:
        if call.what == "snapshot":
            return self.core.took_snapshot(body)
        if call.what == "pull":
            self.too_old = False
            self.pull_wanted |= self.core.took_pull(frames.pull_answer(body), call.sent, call.shown)
        else:
            self.core.took_push(body, call.first, call.last, call.shown)
            self.most = min(OPS_MOST, self.most * 2)
            self.ahead = min(AHEAD_MOST, self.ahead * 2)
            self.pull_wanted |= not self.streaming
            self.fork_if_due()
        return True

    def _conflict(self, found: frames.Conflict, call: Call, now: float) -> None:
        if found.epoch is not None:
            self.forking = None
            self.core.took_epoch(found.epoch)
        elif _misread(found, call):
            self.core.took_spoiled(call.first)
        elif found.fork is not None:
            self.forking, self.fork_of = found.fork, call.device
            self.fork_if_due()
        elif found.gap is not None:
            self.core.took_gap(found.gap.need_from)
        else:
            self.lost(call, now)
            return
        self.pull_wanted = True

    def fork_if_due(self) -> None:
        """Take the new id, once the outcomes of the ops before the fork are here: by a push, or by a pull."""
        fork = self.forking
        if fork is None:
            return
        if self.core.stand.device != self.fork_of:  # another tab was first
            self.forking = None
            self.needs_session = True
            return
        waiting = self.core.pending()
        if not waiting or waiting[0][0] >= fork.from_n:
            self.forking = None
            self.core.took_fork(fork.new_device)
            self.needs_session = True

    def _barred(self, call: Call, code: str, now: float) -> None:
        """No session, or not for this: everything is kept, and somebody has to sign in."""
        self.bad_key |= code == "bad_signature"
        if self.signed_out_at is None and (call.what == "session" or self.bad_key):
            self.signed_out_at = now
        if call.what == "drop":
            self.lost(call, now)
        self.needs_session = True
        self.pull_wanted = True

    def _unreadable(self, call: Call) -> None:
        """The server cannot take the frame apart: half of it, and in the end the one op that is to blame."""
        if call.first == call.last:
            self.core.took_spoiled(call.first)
        self.most = max(1, (call.last - call.first + 1) // 2)


def _misread(found: frames.Conflict, call: Call) -> bool:
    """Whether the server took a chunk for one with other numbers: the bytes of its first op name a wrong one."""
    if found.gap is not None:
        return found.gap.need_from >= call.first
    return found.fork is not None and not call.first <= found.fork.from_n <= call.last
