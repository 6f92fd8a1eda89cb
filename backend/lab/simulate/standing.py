"""What the log of ops says has happened: each op that stands, in its order, with what was answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

Json = dict[str, Any]
BACK = {
    "pick.scan": "pick.put_back", "pack.scan": "pack.take_out", "ship.load": "ship.unload",
    "pallet.add": "pallet.remove", "inbound.receive": "inbound.take_back", "inbound.reject": "inbound.take_back",
    "returns.inspect": "returns.take_back", "stock.move": "stock.move", "count.record": "count.undo",
    "pick.pass_on": "pick.take", "pick.pause": "pick.claim", "pick.short": "pick.found",
}  # fmt: skip
"""The way back of each op that has one; for an op that was let count, and is not to."""
_STANDS = {"applied", "exception"}


class Stood(Struct, frozen=True):
    """An op that counts, by itself or because somebody has let it.

    `id` is the one that the ledger has its moves under: of an op that was held back that of the op that let it count.
    `code` is empty where nothing was wrong.
    """

    id: str
    kind: str
    author: str
    body: Json
    code: str
    params: Json


def standing(raw: Any) -> Iterator[Stood]:
    """All of a log. `raw`: the driver's connection."""
    held: dict[str, Json] = {}
    let: dict[str, Json] = {}
    for sent, outcome in raw.execute("SELECT bytes, outcome FROM op ORDER BY position"):
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
        author = op["author"]
        if kind == "task.accept":
            op = let[body["task"]] = held.get(body["task"].rpartition("/")[0], op)
        if kind == "task.unsettle" and body["task"] in let:
            op = way_back(let.pop(body["task"]))
        kind, body, author = str(op["kind"]).partition("@")[0], op["body"], op["author"]
        yield Stood(id_, kind, str(author), body, got.get("code", ""), got.get("params", {}))


def way_back(op: Json) -> Json:
    """What takes an op back: the same scan of the same goods, the other way round."""
    kind, body = str(op["kind"]).partition("@")[0], dict(op["body"])
    if kind == "stock.move":
        body["from_location"], body["to_location"] = body["to_location"], body["from_location"]
    return {**op, "kind": BACK.get(kind, f"{kind}, taken back"), "body": body}
