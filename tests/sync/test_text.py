"""What a device may send that a database might not take: the same outcome on each engine, and nothing is lost."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
import sqlalchemy as sa

from backend.store.engine import Store
from backend.store.tables import OP
from backend.sync import apart, fold
from backend.sync.service import Sync
from tests.sync.conftest import Phone, people

SECRET = b"a secret for tests only, 32 bytes"
NUL, LONE, LONG = "\\u0000", "\\ud800", "x" * 200_000
ODD = {
    "NUL in a name": (b'"name": "N"', f'"name": "N{NUL}"'),
    "NUL in a field's name": (b'"name": "N"', f'"name": "N", "a{NUL}b": 1'),
    "NUL in the kind": (b'"kind":"people.add@1"', f'"kind":"people{NUL}.add@1"'),
    "NUL in the version": (b'"kind":"people.add@1"', f'"kind":"people.add@{NUL}"'),
    "NUL in the author": (b'"author":"sam"', f'"author":"sam{NUL}"'),
    "NUL in the id": (b'"id":"phone-1-', f'"id":"{NUL}phone-1-'),
    "NUL in the basis": (b'"wall":0', f'"wall":0,"basis":{{"person/{NUL}":1}}'),
    "half a surrogate in a name": (b'"name": "N"', f'"name": "N{LONE}"'),
    "half a surrogate in the kind": (b'"kind":"people.add@1"', f'"kind":"{LONE}"'),
    "half a surrogate in the id": (b'"id":"phone-1-', f'"id":"{LONE}phone-1-'),
    "half a surrogate as bytes": (b'"name": "N"', b'"name": "N\xed\xa0\x80"'),
    "a name of 200,000 letters": (b'"name": "N"', f'"name": "{LONG}"'),
    "a number past 64 bits": (b'"wall":0', f'"wall":{2**63}'),
    "a number past every bound": (b'"wall":0', f'"wall":{10**400}'),
    "a wall clock ten thousand years off": (b'"wall":0', f'"wall":{2**53 - 1}'),
    "a wall clock before all time": (b'"wall":0', f'"wall":{1 - 2**53}'),
    "a dep past 64 bits": (b'"wall":0', f'"wall":0,"deps":[{2**64}]'),
    "a dep that no column holds": (b'"wall":0', f'"wall":0,"deps":[{2**53 - 1}]'),
    "not a number": (b'"wall":0', '"wall":NaN'),
}  # fmt: skip
"""By what is odd: which bytes of an op that adds somebody are put in the place of which."""
WANTED = {
    "NUL in the basis": ("applied", ""),
    "a wall clock ten thousand years off": ("applied", ""),
    "a wall clock before all time": ("applied", ""),
    "a dep that no column holds": ("applied", ""),
}  # fmt: skip
BODY = {"half a surrogate as bytes", "NUL in a name", "NUL in a field's name", "a name of 200,000 letters"}


def odd(phone: Phone, what: str) -> bytes:
    """The next op, with something odd in it."""
    raw = phone.op("people.add", {"person": f"p{phone.n}", "name": "N", "language": "en"})
    old, new = ODD[what]
    old = old.replace(b": ", b":")
    new = new if isinstance(new, bytes) else new.encode()
    assert raw.count(old) == 1, raw
    return raw.replace(old, new)


def test_odd_bytes_get_an_outcome_on_each_engine_and_stop_nothing(address: str) -> None:
    async def body() -> None:
        store = Store(address)
        sync = Sync(store, lambda _c, _d: frozenset({"system"}), secret=SECRET)
        await sync.start()
        try:
            await people(sync)
            phone = Phone(sync, "sam")
            sent: dict[str, bytes] = {}
            for what in ODD:
                sent[what] = odd(phone, what)
                status, answer = await phone.push(sent[what])
                assert status == 200, (what, answer)
                (outcome,) = answer["outcomes"]
                code = "bad_body" if what in BODY else "bad_op"
                assert (outcome["out"], outcome.get("code", "")) == WANTED.get(what, ("quarantined", code)), what
            (last,) = await phone.outcomes(phone.op("people.add", {"person": "last", "name": "L", "language": "en"}))
            assert last["out"] == "applied", "the queue behind them moves"
            query = sa.select(OP.c.bytes).where(OP.c.device == phone.device).order_by(OP.c.n)
            kept = await store.read(lambda c: list(c.scalars(query)))
            assert kept[:-1] == list(sent.values()), "each is kept as it came, byte for byte"
            assert await store.read(fold.chains) == []
        finally:
            await sync.stop()
            await store.close()

    asyncio.run(body())


def test_a_push_is_taken_apart_as_it_came_and_what_is_no_push_is_not() -> None:
    ops = [b'{"n": 1, "s": "\\\\ \\ud800, ] }"}', b'{"n":2,"x":NaN}', b"[ ]", b'{"s":"\xed\xa0\x80"}']
    body = b' {"device" : "d", "t":"push", "ops" : [ %b , %b,%b\n,%b ] , "epoch":"e" } ' % tuple(ops)
    frame = apart.push_frame(body)
    assert [bytes(op) for op in frame.ops] == ops
    assert (frame.device, frame.epoch, apart.tag(body)) == ("d", "e", "push")
    for bad in [
        b"",
        b"{",
        b"[]",
        b'{"device":"d"}',
        b'{"ops":7,"device":"d"}',
        b'{"ops":[NaN,],"device":"d"}',
        b'{"ops":[NaN]}',
        b'{"device":"d","ops":[%b]}' % b",".join([b"NaN"] * 51),
        b"[" * 99_999,
    ]:
        with pytest.raises(msgspec.MsgspecError):
            apart.push_frame(bad)
    for bad in [b"", b"{}", b"[" * 99_999]:
        with pytest.raises(ValueError):  # noqa: PT011
            apart.tag(bad)
