"""Nobody makes up a proof, moves a signed batch elsewhere, or keeps on with a device that was taken back."""

from __future__ import annotations

import asyncio
import base64
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.api.auth import devices
from backend.api.auth.sign_in import record
from backend.api.errors import Problem
from backend.domain.people.rows import Device
from backend.store import rows as stored
from backend.store.tables import OP
from backend.sync.signature import decode, encode
from tests.api.batch import Batch
from tests.api.conftest import Run, World
from tests.api.scanner import Scanner, Signer, admin, badge_of, code, code_for

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256 (SEC 2, 2.4.2)."""
COUNT = {"location": "ROT/A-01", "product": "none", "lot": "", "counted": 1}
Mutation = tuple[str, str, str]


def flipped(rng: random.Random, raw: bytes) -> bytes:
    at = rng.randrange(len(raw) * 8)
    return bytes(b ^ (1 << at % 8) if i == at // 8 else b for i, b in enumerate(raw))


def other_spellings(key: str, text: str, sig: str) -> Iterator[Mutation]:
    """The same numbers, written otherwise; and numbers that no signature has."""
    raw = decode(sig, 64) or b""
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    point = decode(key, 65) or b""
    for number in (encode_dss_signature(r, s), raw + b"\0", b"\0" + raw, raw[:63], b"", raw[32:] + raw[:32], raw * 2):
        yield key, text, encode(number)
    for pair in ((0, 0), (r, 0), (0, s), (r, ORDER), (ORDER, s), (r + ORDER, s), (1, 1), (ORDER - 1, 1), (s, r)):
        if max(pair).bit_length() <= 256:
            yield key, text, encode(b"".join(n.to_bytes(32, "big") for n in pair))
    for spelling in (sig + "=", sig + "==", " " + sig, sig + "\n", sig.upper(), base64.b64encode(raw).decode() + "=="):
        yield key, text, spelling
    yield key, text, raw.hex()
    x, y = point[1:33], point[33:]
    for other in (bytes([2 + y[-1] % 2]) + x, b"\6" + x + y, b"\4" + y + x, b"\0" * 65, b"\4" + b"\xff" * 64):
        yield encode(other), text, sig
    for line in (text + "\n", " " + text, text.replace("\n", "\r\n"), text.replace("-1\n", "-2\n"), text.upper()):
        yield key, line, sig


def mutations(rng: random.Random, key: str, text: str, sig: str) -> Iterator[Mutation]:
    yield from other_spellings(key, text, sig)
    stranger = ec.generate_private_key(ec.SECP256R1()).public_key()
    yield encode(stranger.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)), text, sig
    for _ in range(500):
        yield key, text, encode(flipped(rng, decode(sig, 64) or b""))
        yield encode(flipped(rng, decode(key, 65) or b"")), text, sig
        yield key, flipped(rng, text.encode()).decode("latin-1"), sig
        yield key, text, encode(rng.randbytes(64))


TEXTS: dict[str, Callable[[Signer], str]] = {
    "enrol": lambda one: f"tote-enrol-1\n{'0' * 26}\n{one.key}",
    "sign-in": lambda one: f"tote-sign-in-1\npim\n{one.key}",
    "badge": lambda one: f"tote-badge-1\n{one.id}\n{'a' * 64}",
    "refresh": lambda one: f"tote-refresh-1\n{one.id}\n{'n' * 22}",
}


@pytest.mark.parametrize("purpose", sorted(TEXTS))
def test_no_proof_that_was_changed_is_taken(purpose: str) -> None:
    rng = random.Random(f"proof {purpose}")
    tried = 0
    for _ in range(2):
        one = Signer()
        one.id = "d-" + "0" * 32
        text = TEXTS[purpose](one)
        good = one.sign(text)
        devices.prove(one.key, text, good)
        for key, line, sig in mutations(rng, one.key, text, good):
            tried += 1
            with pytest.raises(Problem):
                devices.prove(key, line, sig)
    assert tried > 4000  # of each purpose


def test_a_proof_for_one_purpose_is_none_for_another() -> None:
    one = Signer()
    one.id = "d-" + "0" * 32
    proofs = {purpose: one.sign(text(one)) for purpose, text in TEXTS.items()}
    for purpose, text in TEXTS.items():
        for other in proofs.keys() - {purpose}:
            with pytest.raises(Problem):
                devices.prove(one.key, text(one), proofs[other])


async def applied(world: World) -> list[tuple[str, int]]:
    """Which ops of devices are in the log."""
    query = sa.select(OP.c.device, OP.c.n).where(OP.c.device.like("d-%")).order_by(OP.c.device, OP.c.n)
    return await world.parts.store.read(lambda c: [(row.device, row.n) for row in c.execute(query)])


def test_a_signed_batch_counts_once_and_nowhere_else(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("bea", ("admin", ""))
        bea, late = Scanner(world), Scanner(world)
        await bea.sign_in("bea")
        await late.sign_in("ada")
        batch = Batch(ada)
        for name in ("one", "two", "three"):
            batch.add("people.add", {"person": name, "name": name, "language": "en"})
        a, b, c = batch.ops
        frauds: dict[str, tuple[Scanner, dict[str, Any]]] = {
            "under another device": (bea, {"device": bea.id}),
            "under another device of hers": (late, {"device": late.id}),
            "by another device": (bea, {}),
            "in another name": (ada, {"ops": [a.replace(b'"ada"', b'"bea"'), b, c]}),
            "one bit otherwise": (ada, {"ops": [a, b, c.replace(b"three", b"thred")]}),
            "in another order": (ada, {"ops": [b, a, c]}),
            "without the middle": (ada, {"ops": [a, c]}),
            "without the end": (ada, {"ops": [a, b]}),
            "unsigned": (ada, {"sig": ""}),
            "signed by another": (ada, {"sig": bea.sign("other")}),
        }
        for name, (by, changed) in frauds.items():
            answer = await batch.send(by, **changed)
            assert answer.status_code in {403, 409}, (name, answer.text)
        for name in ("in another name", "without the middle", "unsigned", "signed by another"):
            assert (await batch.drop(**frauds[name][1])).status_code in {401, 403, 409}, name
        assert await applied(world) == []
        first = await batch.send()
        again = await asyncio.gather(*(batch.send() for _ in range(100)))
        assert {a.json()["outcomes"][0]["out"] for a in [first, *again]} == {"applied"}
        assert await applied(world) == [(ada.id, n) for n in (1, 2, 3)]

    run(work)


def test_nobody_signs_in_the_name_of_who_never_worked_there(run: Run) -> None:
    async def work(world: World) -> None:
        await admin(world)
        await world.person("mal", ("picker", "ROT"))
        mal = Scanner(world)
        await mal.sign_in("mal")
        body = {"person": "one", "name": "one", "language": "en"}
        answer = await Batch(mal).add("people.add", body, author="ada").send()
        assert [(o["out"], o["code"]) for o in answer.json()["outcomes"]] == [("quarantined", "unknown_author")]

    run(work)


@pytest.mark.parametrize(("kind", "told"), [("device.report_lost", "device_lost"), ("device.revoke", "device_revoked")])
def test_a_device_taken_back_delivers_its_facts_into_quarantine_and_nothing_is_applied(
    run: Run, kind: str, told: str
) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("lee", ("lead", "ROT"))
        lee = Scanner(world)
        await lee.sign_in("lee")
        held = Batch(lee).add("stock.count", COUNT).add("stock.count", COUNT)
        gone = await Batch(ada).add(kind, {"device": lee.id}).send()
        assert [o["out"] for o in gone.json()["outcomes"]] == ["applied"]
        for answer in (await lee.me(), await held.send(), await lee.refresh(), await lee.sign_in("lee")):
            assert (answer.status_code, code(answer)) == (401, told)
            assert answer.json()["error"]["choices"] == ["wipe"]
        dropped = await held.drop()
        assert [(o["out"], o["code"]) for o in dropped.json()["outcomes"]] == [("quarantined", told)] * 2
        assert [n for device, n in await applied(world) if device == lee.id] == [1, 2], "nothing is lost"

    run(work)


def test_a_lost_device_does_not_come_back_by_an_old_code_a_badge_or_a_clone(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("pim", ("picker", "ROT"))
        scanner, made = Scanner(world), await code_for(ada)
        await scanner.enrol(made)
        badge, pin = await badge_of(ada, "pim")
        await scanner.badge(badge, pin, "302714")
        await record(world.parts, "sys:test", "device.report_lost", device=scanner.id)
        fork = "d-" + "7" * 32
        await record(world.parts, "sys:fork", "device.fork", device=fork, fork_of=scanner.id)
        answers = [
            await scanner.enrol(made), await scanner.badge(badge, "302714"), await scanner.refresh(device=fork),
        ]  # fmt: skip
        assert [code(a) for a in answers] == ["device_lost"] * 3
        devices_ = await world.parts.store.read(lambda c: stored.load(c, Device, "id", [fork]))
        assert devices_[0].state == "lost"

    run(work)
