"""Where each device stands: its last op and the hashes up to there. Locked and moved in the commit of its ops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from msgspec import Struct

from backend.store.bulk import Among, Ask, Bulk
from backend.store.tables import DEVICE_HEAD, OP
from backend.sync import chain
from backend.sync.receipts import Receipt


class Head(Struct):
    """`h` chains over the bytes of its ops, `outcome_h` over what was answered to them.

    `declared_n`: the highest number that the device ever gave out. `durable_n`: its last op in a checked backup.
    """

    last_n: int = 0
    h: bytes = chain.START
    outcome_h: bytes = chain.START
    declared_n: int = 0
    durable_n: int = 0
    is_new: bool = True

    def receipt(self, epoch: str, device: str, scopes: dict[str, tuple[int, str]], rows_v: int) -> Receipt:
        """What a device is told that stands here, and has been shown so much of its scopes in rows of a version."""
        return Receipt(epoch, device, self.last_n, self.h.hex(), self.outcome_h.hex(), scopes, rows_v)


_AMONG = Among(
    sa.select(
        DEVICE_HEAD.c.device, DEVICE_HEAD.c.last_n, DEVICE_HEAD.c.h, DEVICE_HEAD.c.outcome_h, DEVICE_HEAD.c.declared_n,
        DEVICE_HEAD.c.durable_n,
    ),
    DEVICE_HEAD.c.device,
)  # fmt: skip
_HASHES = Ask(
    sa.select(OP.c.h, OP.c.outcome_h).where(OP.c.device == sa.bindparam("o_d"), OP.c.n == sa.bindparam("o_n")),
    ("o_d", "o_n"),
)
_NEW = Bulk(sa.insert(DEVICE_HEAD), ("device", "last_n", "h", "outcome_h", "declared_n", "durable_n", "seen_at"))
_MOVE = Bulk(
    sa.update(DEVICE_HEAD)
    .where(DEVICE_HEAD.c.device == sa.bindparam("d_device"))
    .values(
        last_n=sa.bindparam("d_last_n"),
        h=sa.bindparam("d_h"),
        outcome_h=sa.bindparam("d_outcome_h"),
        declared_n=sa.bindparam("d_declared_n"),
        seen_at=sa.bindparam("d_seen_at"),
    ),
    ("d_last_n", "d_h", "d_outcome_h", "d_declared_n", "d_seen_at", "d_device"),
)


def load(connection: sa.Connection, devices: Iterable[str]) -> dict[str, Head]:
    """The heads of some devices; one that has sent nothing yet stands at 0."""
    heads = {device: Head() for device in devices}
    for device, last_n, h, outcome_h, declared_n, durable_n in _AMONG.run(connection, heads):
        heads[device] = Head(last_n, h, outcome_h, declared_n, durable_n, is_new=False)
    return heads


def of(connection: sa.Connection, device: str) -> Head:
    """The head of one device."""
    return load(connection, [device])[device]


def save(connection: sa.Connection, heads: dict[str, Head], now: int) -> None:
    """Store where the devices stand after a commit."""
    items = heads.items()
    _NEW.run(
        connection, [(d, x.last_n, x.h, x.outcome_h, x.declared_n, x.durable_n, now) for d, x in items if x.is_new]
    )
    _MOVE.run(connection, [(x.last_n, x.h, x.outcome_h, x.declared_n, now, d) for d, x in items if not x.is_new])


def is_behind(connection: sa.Connection, at: Mapping[str, Head], receipt: Receipt) -> bool:
    """Whether the database knows less of a device's ops than a receipt of the present epoch, others, or other answers.

    Others are there where a clone has used the same numbers again since the database was restored. Other answers
    where the same ops came again without a receipt, as from a device that lost all but its second copy.
    """
    head = at.get(receipt.d) or of(connection, receipt.d)  # a device that took a new id shows what the old one got
    if receipt.n > head.last_n:
        return True
    if receipt.n == head.last_n:
        return not receipt.tells(head.h, head.outcome_h)
    found = _HASHES.run(connection, receipt.d, receipt.n)
    return bool(found) and not receipt.tells(*found[0])


def declare(connection: sa.Connection, device: str, n: int, now: int) -> None:
    """The device has given out numbers up to `n`, and has not sent them yet."""
    heads = load(connection, [device])
    if n > heads[device].declared_n:
        heads[device].declared_n = n
        save(connection, heads, now)


def forget_declared(connection: sa.Connection, device: str, upto: int) -> None:
    """The ops above the last one are known to be lost: they are missed no more."""
    connection.execute(
        sa.update(DEVICE_HEAD)
        .where(DEVICE_HEAD.c.device == device, DEVICE_HEAD.c.declared_n <= upto)
        .values(declared_n=DEVICE_HEAD.c.last_n)
    )
