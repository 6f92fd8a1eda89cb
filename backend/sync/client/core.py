"""A device without its network: what it keeps, what it shows, and what an answer of the server changes.

No I/O but the storage, no clock, no chance, no threads: `talk.py` says what to send and when, `device.py` sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from backend.domain.row import Row
from backend.ops.kernel import Op
from backend.sync.client import frames, outbox, renumber, replica
from backend.sync.client.kept import CURSORS, JOURNAL, OUTBOX, TRAY, Cursor, Kept, Refusal, Stand, number
from backend.sync.client.outbox import Recorded, Wish
from backend.sync.client.replica import Snapshot, Told
from backend.sync.client.signing import Key
from backend.sync.client.storage import Storage, Tx
from backend.sync.client.view import Touched, View
from backend.sync.wire import ROWS_V, OutcomeFrame, PullAnswer, PushAnswer

R = TypeVar("R", bound=Row)
_outcome = msgspec.json.Decoder(OutcomeFrame).decode
Heard = Callable[[OutcomeFrame], None]


class Core:
    """One device over its storage. A process that dies and comes back makes a new one over the same storage."""

    def __init__(
        self,
        storage: Storage,
        *,
        build: str = "",
        key: Key | None = None,
        device: str = "",
        lost: bool = False,
        rows_v: int = ROWS_V,
    ) -> None:
        """`device`: the id that is kept elsewhere too. `lost`: that id was known and the storage turned out empty.

        `rows_v`: the version of the rows that this build knows. Those that an earlier build has left have another
        digest than the server tells for this one, and so are fetched anew.
        """
        self.storage, self.build, self.key, self.rows_v = storage, build, key, rows_v
        self.person = ""
        self.heard: list[Heard] = []
        """Called for each new outcome, after it is stored."""
        self.reads: Callable[[bytes], Snapshot | None] | None = None
        """How a snapshot is read, where several devices of a process share what they are told."""
        self.gap = False
        """The server lacks ops that this device took for delivered: the next pull says where it stands."""
        with storage.begin() as tx:
            at = outbox.stand(tx)
            if device and not at.device:
                at = outbox.move(tx, device=device, lost=lost)
        self.view = View(storage, at.device)

    # What a person does

    def record(
        self,
        op: Op,
        *,
        author: str,
        id: str,  # noqa: A002  (the word of the protocol)
        wall: int,
        basis: dict[str, int] | None = None,
        deps: tuple[int, ...] = (),
    ) -> Recorded:
        """Take the next number and store the op; it is durable when this returns. Raises `TooLarge`."""
        wish = Wish(f"{op.kind}@{op.version}", op, author, id, wall, basis or {}, deps)
        self.catch_up()
        with self.storage.begin() as tx:
            recorded = outbox.record(tx, wish)
        self.view.lay(recorded.raw)
        return recorded

    def settle(self, id_: str) -> None:
        """A person has seen to an op in the tray."""
        with self.storage.begin() as tx:
            tx.delete(TRAY, id_)

    # What there is to see

    @property
    def stand(self) -> Stand:
        """Where the device stands."""
        with self.storage.begin() as tx:
            return outbox.stand(tx)

    def find(self, row: type[R], id_: str) -> R | None:
        """A row as the person sees it."""
        return self.view.find(row, id_)

    def where(self, row: type[R], field: str, value: str) -> list[R]:
        """The rows with this value of a field as the person sees them, without a look at all others."""
        return self.view.where(row, field, value)

    def rows(self, row: type[R]) -> list[R]:
        """All rows of a table as the person sees them."""
        return self.view.rows(row)

    def outcome(self, n: int) -> OutcomeFrame | None:
        """What became of op `n`; none while it waits, or once it was trimmed."""
        with self.storage.begin() as tx:
            kept: Kept | None = tx.get(JOURNAL, number(n))
        return _outcome(kept.outcome) if kept is not None else None

    def pending(self) -> list[tuple[int, Kept]]:
        """The ops that have no outcome yet."""
        with self.storage.begin() as tx:
            return [(int(key), kept) for key, kept in tx.items(OUTBOX)]

    def tray(self) -> dict[str, Refusal]:
        """What did not stand and waits for a person, by op id."""
        with self.storage.begin() as tx:
            return dict(tx.items(TRAY))

    def cursors(self) -> dict[str, Cursor]:
        """How far each scope is."""
        with self.storage.begin() as tx:
            return dict(tx.items(CURSORS))

    def catch_up(self) -> None:
        """Take over what another tab has changed."""
        if self.storage.foreign():
            self.view.stale(base=True, device=self.stand.device)

    # What an answer changes

    def took_push(self, body: bytes, first: int, last: int, shown: str) -> None:
        """A 200 to a push of the ops from `first` to `last`. `shown`: the receipt that the server was shown with it."""
        answer = frames.push_answer(body)
        with self.storage.begin() as tx:
            if not _same_epoch(tx, answer.epoch):
                return
            mine = [raw for raw in answer.outcomes if first <= _outcome(raw).n <= last]
            news = outbox.take_outcomes(tx, mine)
            self._stamp(tx, answer, shown)
        self._tell(news)

    def took_pull(self, answer: PullAnswer, sent: Iterable[str], shown: str) -> bool:
        """A 200 to a pull that sent cursors for these scopes. Returns whether there is more to pull."""
        touched: Touched = {}
        asked = set(sent)
        with self.storage.begin() as tx:
            if not _same_epoch(tx, answer.epoch):
                return True
            dropped = [scope for scope, _ in tx.items(CURSORS) if scope not in answer.digest]
            for scope in dropped:
                replica.drop(tx, scope)
            for scope in answer.reset:
                cursor: Cursor | None = tx.get(CURSORS, scope)
                if cursor is None or (cursor.whole and scope in asked):
                    replica.want(tx, scope)
            for page in answer.pages:
                replica.apply_page(tx, replica.told(page), touched)
            news = self._placed(tx, answer)
            behind = self._hold_against(tx, answer.digest)
            behind |= any(tx.get(CURSORS, scope) is None for scope in answer.digest)  # told of by what got lost
            self._stamp(tx, answer, shown)
            if self.person:
                outbox.move(tx, grants=outbox.stand(tx).grants | {self.person: answer.grant_v})
        self.view.touch(touched)
        if dropped:
            self.view.stale(base=True)
        self._tell(news)
        return behind or any(page.more for page in answer.pages)

    def _placed(self, tx: Tx, answer: PullAnswer) -> list[OutcomeFrame]:
        """Take what the server says about this device's numbers, where it is about this device's ops."""
        at, h = outbox.stand(tx), bytes.fromhex(answer.h)
        if at.lost:
            adopt = {"last": answer.last_n, "h": h} if at.last == 0 else {}
            outbox.move(tx, lost=False, **adopt)
        if self.gap:
            self.gap = False
            renumber.queue_again(tx, answer.last_n)
            renumber.follow(tx, answer.last_n, h)
            self.view.stale()
        if _is_ours(tx, answer.last_n, answer.h):
            return outbox.take_outcomes(tx, answer.outcomes)
        return []

    def took_pages(self, pages: Sequence[Told]) -> bool:
        """Pages of the stream. Returns whether one of them did not follow, so that a pull is needed."""
        touched: Touched = {}
        hole = False
        with self.storage.begin() as tx:
            for page in pages:
                if not replica.apply_page(tx, page, touched):
                    cursor: Cursor | None = tx.get(CURSORS, page.scope)
                    hole |= cursor is None or (cursor.whole and cursor.seq < page.to)
            seen = replica.settle_seen(tx)
        self.view.touch(touched)
        if seen:
            self.view.stale()
        return hole

    def took_heads(self, heads: dict[str, tuple[int, str]], receipt: str, shown: str) -> tuple[bool, bool]:
        """A beat. Returns whether a page was missed, and whether the server believes of a scope what is not so.

        That a device has it, though it was lost there; or that it is no further than the server, though that was wound
        back and an answer of before came so late that its receipt was not taken.
        """
        with self.storage.begin() as tx:
            if receipt and outbox.stand(tx).receipt == shown:
                outbox.move(tx, receipt=receipt)
            unknown = any(tx.get(CURSORS, scope) is None for scope in heads)
            return self._hold_against(tx, heads), unknown or replica.is_ahead(tx, heads)

    def _hold_against(self, tx: Tx, heads: dict[str, tuple[int, str]]) -> bool:
        if replica.settle_seen(tx):
            self.view.stale()
        other, behind = replica.differs(tx, heads)
        for scope in other:
            replica.want(tx, scope, least=True)
        return bool(behind)

    def took_snapshot(self, body: bytes) -> bool:
        """A scope as it came; false if it is not whole, or not what is wanted now."""
        snapshot = (self.reads or replica.read_snapshot)(body)
        if snapshot is None:
            return False
        with self.storage.begin() as tx:
            swapped = snapshot.epoch == outbox.stand(tx).epoch and replica.swap(tx, snapshot)
            replica.settle_seen(tx)
        self.view.stale(base=True)
        return swapped

    def took_epoch(self, went: frames.Went) -> None:
        """The server went back in time."""
        with self.storage.begin() as tx:
            if outbox.stand(tx).epoch != went.now:
                renumber.go_back(tx, went.now, went.last_n, bytes.fromhex(went.h))
        self.view.stale()

    def took_gap(self, need_from: int) -> None:
        """The server lacks ops before the ones that were sent."""
        with self.storage.begin() as tx:
            renumber.queue_again(tx, need_from - 1)
            waiting = tx.items(OUTBOX, most=1)
        self.gap = bool(waiting) and int(waiting[0][0]) > need_from
        self.view.stale()

    def took_fork(self, new_device: str) -> None:
        """These numbers belong to a clone: go on under a new id."""
        with self.storage.begin() as tx:
            renumber.take_new_id(tx, new_device)
        self.view.stale(device=new_device)

    def took_session(self, device: str) -> None:
        """A session was opened under this id: the first one of a new device, or another than it had."""
        if self.stand.device:
            self.took_fork(device)
            return
        with self.storage.begin() as tx:
            outbox.move(tx, device=device)
        self.view.stale(device=device)

    def took_spoiled(self, n: int) -> None:
        """The bytes of op `n` break every frame."""
        with self.storage.begin() as tx:
            renumber.wrap(tx, n)

    def _stamp(self, tx: Tx, answer: PushAnswer | PullAnswer, shown: str) -> None:
        at, ours = outbox.stand(tx), _is_ours(tx, answer.last_n, answer.h)
        if answer.receipt and (at.receipt == shown or (ours and answer.last_n > at.proven_n)):
            outbox.move(tx, receipt=answer.receipt, proven_n=answer.last_n if ours else 0)
        if ours:  # else the backup has what a clone sent under our numbers
            outbox.trim(tx, answer.durable_n)

    def _tell(self, news: list[OutcomeFrame]) -> None:
        if news:
            self.view.stale()
        for outcome in news:
            for hear in self.heard:
                hear(outcome)


def _is_ours(tx: Tx, last_n: int, h: str) -> bool:
    """Whether the last op that the server has of this device is one of this very device, and not of a clone."""
    return last_n > 0 and outbox.hash_at(tx, last_n) == bytes.fromhex(h)


def _same_epoch(tx: Tx, epoch: str) -> bool:
    """Whether an answer belongs to the history that this device lives in; a new device joins it here."""
    at = outbox.stand(tx)
    if not at.epoch:
        outbox.move(tx, epoch=epoch)
    return at.epoch in {"", epoch}
