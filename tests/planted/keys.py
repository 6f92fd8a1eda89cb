"""Bugs in what a device's key and state are for. `like` names the fault class that each stands for."""
# ruff: noqa: ANN001, ANN201, ANN202, ARG005 (a patch has the signature of what it replaces)

from __future__ import annotations

from backend.lab.simulate.planted import Planted, instead
from backend.sync import admit, decide
from backend.sync.commit import Committer


def any_signature(_old):
    return lambda key, chunk, h: True


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
    Planted("a lost device counts", "lost device", instead(decide, "_stranger", lost_counts), ("missing",)),
    Planted("the drop-box refuses facts", "drop-box", instead(decide, "_dropped", refuses_facts), ("token",)),
    Planted(
        "the drop-box gives no receipt",
        "drop-box",
        instead(Committer, "_conclude", no_receipt),
        ("token", "rewind"),
    ),
]
