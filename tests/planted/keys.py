"""Bugs in what a device's key and state are for. `like` names the fault class that each stands for."""
# ruff: noqa: ANN001, ANN201, ANN202, ARG005 (a patch has the signature of what it replaces)

from __future__ import annotations

from backend.lab.simulate.planted import Planted, instead
from backend.sync import admit, decide
from backend.sync.client.kept import OUTBOX
from backend.sync.client.talk import Talk
from backend.sync.commit import Committer


def any_signature(_old):
    return lambda key, chunk, h: True


def any_key_it_had(old):
    had = {}

    def is_signed(key, chunk, h):
        known = had.setdefault(chunk.device, {})
        known[key] = None
        return any(old(one, chunk, h) for one in known)

    return is_signed


def a_fresh_key_begins_anew(old):
    def signed_in(self, person):
        if self.bad_key:
            with self.core.storage.begin() as tx:
                for key, _ in tx.items(OUTBOX):
                    tx.delete(OUTBOX, key)
        old(self, person)

    return signed_in


def lost_counts(old):
    def stranger(state, n, author, where):
        found = old(state, n, author, where)
        return None if found is not None and found.code.startswith("device_") else found

    return stranger


def refuses_facts(old):
    def dropped(n, *, stands, where):
        return old(n, stands=False, where=where)

    return dropped


def no_receipt(old):
    def conclude(self, result, chunk, head):
        old(self, result, chunk, head)
        if chunk.via == "drop":
            result.receipt = ""

    return conclude


BUGS = [
    Planted("any signature will do", "forged ops", instead(admit, "_is_signed", any_signature), ("forge",)),
    Planted("a replaced key still signs", "lost key", instead(admit, "_is_signed", any_key_it_had), ("key", "forge")),
    Planted("a fresh key drops the queue", "lost key", instead(Talk, "signed_in", a_fresh_key_begins_anew), ("key",)),
    Planted("a lost device counts", "lost device", instead(decide, "_stranger", lost_counts), ("missing",)),
    Planted("the drop-box refuses facts", "drop-box", instead(decide, "_dropped", refuses_facts), ("token",)),
    Planted(
        "the drop-box gives no receipt",
        "drop-box",
        instead(Committer, "_conclude", no_receipt),
        ("token", "rewind"),
        1,
        4,
    ),
]
