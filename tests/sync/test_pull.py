"""What you may see, and nothing else; every replica equals the server."""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

import msgspec

from backend.ops.people.revoke import PeopleRevoke
from backend.sync import chain
from backend.sync.service import OwnOp, Sync
from tests.sync.conftest import Json, Phone, Run
from tests.sync.test_push import person


def test_scopes_come_from_the_grants_of_this_moment(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ana = Phone(sync, "ana")
        first = await ana.pull()
        assert first["scopes"]["add"] == ["catalog", "user:ana", "wh:ROT"]
        await sync.record("sys:init", [OwnOp(PeopleRevoke(grant="g-ana"))])
        then = await ana.pull(dict.fromkeys(first["scopes"]["add"], 0))
        assert then["scopes"]["drop"] == first["scopes"]["add"]
        assert then["pages"] == []
        assert then["grant_v"] > first["grant_v"]

    run(work)


def test_a_manager_reads_every_floor_and_a_picker_their_own(run: Run) -> None:
    async def work(sync: Sync) -> None:
        assert "wh:SZX" in (await Phone(sync, "ingrid").pull())["scopes"]["add"]
        assert (await sync.snapshot("wh:SZX", Phone(sync, "ana").caller)).status == 404

    run(work)


def test_snapshot_and_pages_give_the_same_rows_and_digest(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.outcomes(*[sam.op("people.add", person(f"p{i}")) for i in range(30)])
        pulled = await sam.pull({"catalog": 0})
        rows: dict[tuple[str, str], Any] = {}
        for table, id_, ver, row in pulled["pages"][0]["changes"]:
            rows[table, id_] = [table, id_, ver, row]
        lines = gzip.decompress((await sync.snapshot("catalog", sam.caller)).body).splitlines()
        whole = [msgspec.json.decode(line) for line in lines]
        assert sorted(map(str, whole[1:-1])) == sorted(map(str, rows.values()))
        digest = chain.add(chain.ZERO, sum(map(chain.row_digest, lines[1:-1])), 0)
        assert whole[-1] == {"end": True, "rows": len(rows), "digest": digest}
        assert pulled["digest"]["catalog"] == [whole[0]["seq"], digest]

    run(work)


class FakeSocket:
    """The server's side of a WebSocket, with the peer in the test's hands."""

    def __init__(self) -> None:
        self.sent: asyncio.Queue[Json] = asyncio.Queue()
        self.inbox: asyncio.Queue[str | None] = asyncio.Queue()
        self.closed: tuple[int, str] | None = None

    async def receive(self) -> str | None:
        return await self.inbox.get()

    async def send(self, text: bytes) -> None:
        await self.sent.put(msgspec.json.decode(text))

    async def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)


def test_a_change_reaches_an_open_stream_and_follows_its_cursor(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, ana, socket = Phone(sync, "sam"), Phone(sync, "ana", "phone-2"), FakeSocket()
        cursors = {s: seq for s, (seq, _) in (await ana.pull())["digest"].items()}
        hello = msgspec.json.encode({"device": ana.device, "cursors": cursors})
        task = asyncio.create_task(sync.live(socket, ana.caller, hello))
        assert (await socket.sent.get())["pages"] == []
        for name in ("one", "two"):
            await sam.outcomes(sam.op("people.add", person(name)))
            (page,) = (await socket.sent.get())["pages"]
            assert (page["scope"], page["from"]) == ("catalog", cursors["catalog"])
            cursors["catalog"] = page["to"]
            assert [c[1] for c in page["changes"]] == [name]
        await socket.inbox.put(None)
        await task
        assert len(sync.hub) == 0

    run(work)


def test_a_session_that_ends_loses_its_stream_at_once(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ana, socket = Phone(sync, "ana"), FakeSocket()
        task = asyncio.create_task(sync.live(socket, ana.caller, msgspec.json.encode({"device": ana.device})))
        await socket.sent.get()
        sync.hub.drop(sid=ana.caller.sid)
        assert (await socket.sent.get()) == {"t": "bye", "reason": "signed_out"}
        await task
        assert socket.closed == (4401, "signed_out")

    run(work)


def test_a_lost_grant_ends_the_scope_on_an_open_stream(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ana, socket = Phone(sync, "ana"), FakeSocket()
        task = asyncio.create_task(sync.live(socket, ana.caller, msgspec.json.encode({"device": ana.device})))
        assert "wh:ROT" in (await socket.sent.get())["scopes"]["add"]
        await sync.record("sys:init", [OwnOp(PeopleRevoke(grant="g-ana"))])
        assert "wh:ROT" in (await socket.sent.get())["scopes"]["drop"]
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run(work)
