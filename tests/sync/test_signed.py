"""What a device's key vouches for: each push of a device that has one, and the drop-box, which knows nothing else."""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec import Raw

from backend.domain.stock.rows import StockPosition
from backend.domain.task.rows import ExceptionTask
from backend.ops.device.enroll import DeviceEnroll
from backend.ops.device.report_lost import DeviceReportLost
from backend.store import rows
from backend.sync import signature
from backend.sync.service import OwnOp, Sync
from tests.sync.conftest import Json, Phone, Run
from tests.sync.test_fold import folded
from tests.sync.test_road import goods

KEY = ec.generate_private_key(ec.SECP256R1())
OTHER = ec.generate_private_key(ec.SECP256R1())
COUNT = {"location": "ROT/PACK-1", "product": "none", "lot": "", "counted": 1}


def point(key: ec.EllipticCurvePrivateKey) -> str:
    return signature.encode(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


async def with_key(sync: Sync, device: str, key: ec.EllipticCurvePrivateKey) -> None:
    (outcome,) = await sync.record("sys:init", [OwnOp(DeviceEnroll(device=device, name=device, key=point(key)))])
    assert outcome.out == "applied", outcome


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


async def dropped(sync: Sync, phone: Phone, *ops: bytes, sig: str) -> tuple[int, Json]:
    frame = {"device": phone.device, "ops": [Raw(o) for o in ops], "sig": sig}
    got = await sync.drop(msgspec.json.encode(frame))
    return got.status, msgspec.json.decode(got.body)


def test_a_device_with_a_key_is_believed_only_with_its_signature(run: Run) -> None:
    async def work(sync: Sync) -> None:
        await with_key(sync, "phone-1", KEY)
        sam = Phone(sync, "sam")
        ops = [sam.op("people.add", person("one")), sam.op("people.add", person("two"))]
        good = sam.sign_with(KEY)
        changed = ops[0].replace(b"One", b"Onf")
        for sig, sent in [("", ops), (sam.sign_with(OTHER), ops), (good, [changed, ops[1]]), (good, ops[:1])]:
            status, answer = await sam.push(*sent, sig=sig)
            assert (status, answer["error"]["code"], answer["error"]["choices"]) == (403, "bad_signature", ["sign_in"])
        assert not await sync.known(["phone-1-1"])
        status, answer = await sam.push(*ops, sig=good)
        assert [o["out"] for o in answer["outcomes"]] == ["applied", "applied"]
        assert (await sam.push(*ops, sig=good))[1]["outcomes"] == answer["outcomes"], "a retry is signed as it was"

    run(work)


def test_the_drop_box_takes_facts_and_hands_requests_back(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sync._committer._worked_here = lambda _c, _d: frozenset({"sam"})
        await with_key(sync, "phone-1", KEY)
        sam = Phone(sync, "sam")
        ops = [
            sam.op("people.add", person("one")),
            sam.op("device.storage_lost", {"device": "x", "from_n": 2, "to_n": 1}),
        ]
        _, answer = await dropped(sync, sam, *ops, sig=sam.sign_with(KEY))
        first, second = answer["outcomes"]
        assert (first["out"], first["code"], first["choices"]) == (
            "refused", "sign_in_needed", ["send_again", "discard"],
        )  # fmt: skip
        assert second["out"] == "quarantined", "a fact that nobody may do is held, not refused"

    run(work)


def test_the_drop_box_opens_to_no_other_key(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        op = sam.op("pick.hand_over", {"run": "none"})
        status, answer = await dropped(sync, sam, op, sig=sam.sign_with(KEY))
        assert (status, answer["error"]["code"]) == (401, "no_key")
        await with_key(sync, "phone-1", KEY)
        for sig in ("", sam.sign_with(OTHER)):
            status, answer = await dropped(sync, sam, op, sig=sig)
            assert (status, answer["error"]["code"]) == (403, "bad_signature")

    run(work)


def test_facts_of_a_lost_device_wait_for_a_supervisor(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sync._committer._worked_here = lambda _c, _d: frozenset({"ana"})
        await with_key(sync, "phone-1", KEY)
        await sync.record("sys:init", [OwnOp(DeviceReportLost(device="phone-1"))])
        ana = Phone(sync, "ana")
        _, answer = await dropped(sync, ana, ana.op("pick.hand_over", {"run": "none"}), sig=ana.sign_with(KEY))
        (outcome,) = answer["outcomes"]
        assert (outcome["out"], outcome["code"]) == ("quarantined", "device_lost")
        tasks = await sync.store.read(lambda c: rows.load(c, ExceptionTask, "id", [outcome["exception"]]))
        assert [t.code for t in tasks] == ["device_lost"]

    run(work)


def test_lost_storage_is_told_once_with_the_range_that_nobody_has(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ana = Phone(sync, "ana")
        await ana.outcomes(ana.op("no.such", {}), declared_n=5)
        frame = msgspec.json.encode({"device": "phone-1", "storage_lost": True})
        for _ in range(2):
            got: Json = msgspec.json.decode((await sync.pull(frame, ana.caller)).body)
            assert (got["last_n"], got["h"]) == (1, ana.h.hex())
        tasks = [
            t for t in await sync.store.read(lambda c: rows.load_all(c, ExceptionTask)) if t.code == "storage_lost"
        ]
        assert [(t.params["from_n"], t.params["to_n"]) for t in tasks] == [(2, 5)]

    run(work)


def test_a_supervisor_lets_a_held_fact_count_once(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sync._committer._worked_here = lambda _c, _d: frozenset({"ana", "ingrid", "priya"})
        await with_key(sync, "phone-1", KEY)
        await sync.record("sys:init", [OwnOp(DeviceReportLost(device="phone-1"))])
        ana, ingrid = Phone(sync, "ana"), Phone(sync, "ingrid", "tablet")
        await goods(sync)
        counted = {"location": "ROT/A-01-01", "product": "PEN", "lot": "", "counted": 3}
        (held,) = await ana.outcomes(ana.op("stock.count", counted, author="priya"), sig=ana.sign_with(KEY))
        assert held["code"] == "device_lost"
        before = await sync.store.read(lambda c: rows.load(c, StockPosition, "id", ["ROT/PEN"]))
        accept = {"task": held["exception"]}
        (done,) = await ingrid.outcomes(ingrid.op("task.accept", accept))
        assert done["out"] in {"applied", "exception"}, done
        after = await sync.store.read(lambda c: rows.load(c, StockPosition, "id", ["ROT/PEN"]))
        assert after[0].on_hand < before[0].on_hand
        (again,) = await ingrid.outcomes(ingrid.op("task.accept", accept))
        assert (again["out"], again["code"]) == ("refused", "already_settled")
        assert await sync.store.read(folded) == []

    run(work)
