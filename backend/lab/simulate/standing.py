"""What the log of ops says has happened: each op that stands, in its order, with what was answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

Json = dict[str, Any]
BACK = {
    "pick.scan": "pick.put_back", "pack.scan": "pack.take_out", "ship.load": "ship.unload",
    "pallet.add": "pallet.remove", "inbound.receive": "inbound.take_back", "inbound.reject": "inbound.take_back",
    "returns.inspect": "returns.take_back", "stock.move": "stock.move", "count.record": "count.undo",
    "pick.pass_on": "pick.take", "pick.pause": "pick.claim", "pick.short": "pick.found",
}  # fmt: skip
"""The way back of each op that has one; for an op that was let count, and is not to."""
_STANDS = {"applied", "exception"}
PAPER = "paper.enter"
PARTS = {
    "pick": "pick.scan", "put": "pick.put", "short": "pick.short", "receive": "inbound.receive",
    "reject": "inbound.reject", "count": "count.record",
}  # fmt: skip
"""The fields of a line of a sheet, and the kind of op that each is."""


class Stood(Struct, frozen=True):
    """An op that counts, by itself or because somebody has let it.

    `id` is the one that the ledger has its moves under: of an op that was held back that of the op that let it count.
    `code` is empty where nothing was wrong. `wall`: when it was done, by the clock of its device. `heard`: by the
    server's.
    """

    id: str
    kind: str
    author: str
    body: Json
    code: str
    params: Json
    wall: int = 0
    heard: int = 0


def standing(raw: Any) -> Iterator[Stood]:
    """All of a log, with the lines of sheets as what they say was done. `raw`: the driver's connection.

    A line counts when it is entered first; from there on entering it does nothing.
    """
    entered: set[str] = set()
    for stood in told(raw):
        if stood.kind != PAPER:
            yield stood
        elif stood.body["line"] not in entered:
            entered.add(stood.body["line"])
            kind, body = written(stood.body)
            yield replace(stood, kind=kind, body=body, author=stood.body["by"])


def written(line: Json) -> tuple[str, Json]:
    """What a line of a sheet says: the kind of an op, and its body."""
    return next((kind, line[field]) for field, kind in PARTS.items() if line.get(field))


def told(raw: Any) -> Iterator[Stood]:
    """All of a log, as it was told."""
    held: dict[str, Json] = {}
    let: dict[str, Json] = {}
    for sent, outcome, heard in raw.execute("SELECT bytes, outcome, received_at FROM op ORDER BY position"):
        got: Json = msgspec.json.decode(outcome)
        try:
            op: Json = json.loads(sent)
            id_, kind, body = str(op["id"]), str(op["kind"]).partition("@")[0], op["body"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if got["out"] == "quarantined":
            held[id_] = op
        if got["out"] not in _STANDS:
            continue
        wall = int(op["wall"])
        if kind == "task.accept":
            op = let[body["task"]] = held.get(body["task"].rpartition("/")[0], op)
        if kind == "task.unsettle" and body["task"] in let:
            op = way_back(let.pop(body["task"]))
        kind, body, author = str(op["kind"]).partition("@")[0], op["body"], op["author"]
        yield Stood(id_, kind, str(author), body, got.get("code", ""), got.get("params", {}), wall, heard)


def way_back(op: Json) -> Json:
    """What takes an op back: the same scan of the same goods, the other way round."""
    kind, body = str(op["kind"]).partition("@")[0], dict(op["body"])
    if kind == "stock.move":
        body["from_location"], body["to_location"] = body["to_location"], body["from_location"]
    return {**op, "kind": BACK.get(kind, f"{kind}, taken back"), "body": body}
