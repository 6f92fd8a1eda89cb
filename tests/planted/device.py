"""Bugs in the client's core. `like` names the row of the known bugs, or the fault class, that each stands for."""
# ruff: noqa: ANN001, ANN003, ANN201, ANN202, ARG005 (a patch has the signature of what it replaces)

from __future__ import annotations

import gzip
import zlib

from msgspec.structs import replace

from backend.lab.simulate.planted import Planted, both, instead
from backend.sync import chain
from backend.sync.client import core as core_
from backend.sync.client import outbox, renumber, replica
from backend.sync.client.core import Core
from backend.sync.client.kept import CURSORS, JOURNAL, OUTBOX, TRAY, Cursor, number
from backend.sync.client.stream import Stream
from backend.sync.client.talk import Talk


def forgets_the_tray(old):
    def take(tx, outcomes):
        news = old(tx, outcomes)
        for key, _ in tx.items(TRAY):
            tx.delete(TRAY, key)
        return news

    return take


def sends_a_suffix(old):
    def chunk(tx, below=0, most=50, after=0):
        found = old(tx, below, most, after)
        return found[1:] if len(found) > 1 else found

    return chunk


def empties_the_outbox(tx):
    for key, _ in tx.items(OUTBOX):
        tx.delete(OUTBOX, key)


def unauthorized_deletes(old):
    def barred(self, call, code, now):
        old(self, call, code, now)
        with self.core.storage.begin() as tx:
            empties_the_outbox(tx)

    return barred


def a_lost_scope_takes_ops_along(old):
    def drop(tx, scope):
        old(tx, scope)
        empties_the_outbox(tx)

    return drop


def cursor_before_rows(_old):
    def apply(tx, page, touched):
        cursor = tx.get(CURSORS, page.scope)
        if cursor is None or not cursor.whole:
            return False
        tx.put(CURSORS, page.scope, Cursor(page.to, cursor.digest))
        return True

    return apply


def any_page_will_do(old):
    def apply(tx, page, touched):
        cursor = tx.get(CURSORS, page.scope)
        if cursor is not None and cursor.whole:
            tx.put(CURSORS, page.scope, replace(cursor, seq=page.from_))
        return old(tx, page, touched)

    return apply


def an_update_clears_the_outbox(old):
    def made(self, storage, **more):
        with storage.begin() as tx:
            empties_the_outbox(tx)
        old(self, storage, **more)

    return made


def the_last_op_was_not_on_disk(old):
    def made(self, storage, **more):
        with storage.begin() as tx:
            last = tx.last(OUTBOX)
            if last:
                kept = tx.get(OUTBOX, last)
                tx.delete(OUTBOX, last)
                outbox.move(tx, last=int(last) - 1, h=kept.before)
        old(self, storage, **more)

    return made


def sleeps_for_ever(old):
    def lost(self, call, now, after_s=0):
        old(self, call, now, after_s)
        self.lanes["push"].at = now + 1e12

    return lost


def counts_in_memory(old):
    def record(self, op, **more):
        mine = vars(self).get("mine")
        if mine is not None:
            with self.storage.begin() as tx:
                outbox.move(tx, last=mine.n, h=mine.h)
        made = old(self, op, **more)
        vars(self)["mine"] = made
        return made

    return record


def silent_success(old):
    def record(self, op, **more):
        made = old(self, op, **more)
        if made.h[0] < 16:
            with self.storage.begin() as tx:
                kept = tx.get(OUTBOX, number(made.n))
                tx.delete(OUTBOX, number(made.n))
                outbox.move(tx, last=made.n - 1, h=kept.before)
        return made

    return record


def takes_half_a_snapshot(old):
    def read(body):
        whole = old(body)
        if whole is not None:
            return whole
        text = zlib.decompressobj(31).decompress(body) if body[:2] == b"\x1f\x8b" else body
        lines = text.split(b"\n")[:-1]
        if not lines:
            return None
        end = b'{"end":true,"rows":%d,"digest":"%s"}'
        total = sum(chain.row_digest(line) for line in lines[1:])
        trailer = end % (len(lines) - 1, chain.add(chain.ZERO, total, 0).encode())
        return old(gzip.compress(b"\n".join([*lines, trailer])))

    return read


def a_fork_drops_the_queue(old):
    def take(tx, device):
        empties_the_outbox(tx)
        old(tx, device)

    return take


def a_fork_starts_from_scratch(old):
    def append(tx, id_, raw, grant_v, prior=b""):
        renamed = raw.replace(id_.encode(), id_[::-1].encode()) if id_ else raw
        return old(tx, id_, renamed, grant_v, prior)

    return append


def believes_any_outcome(_old):
    def placed(self, tx, answer):
        at = outbox.stand(tx)
        if at.lost:
            outbox.move(tx, lost=False)
        return outbox.take_outcomes(tx, answer.outcomes)

    return placed


def trims_everything(_old):
    def trim(tx, durable_n):
        for key, _ in tx.items(JOURNAL):
            tx.delete(JOURNAL, key)

    return trim


def keeps_everything(_old):
    return lambda tx, durable_n: outbox.move(tx, durable_n=durable_n)


def nothing(_old):
    return lambda *_args, **_more: None


def a_restore_empties_the_queue(old):
    def back(tx, epoch, last_n, h):
        empties_the_outbox(tx)
        old(tx, epoch, last_n, h)

    return back


def only_what_is_gone(old):
    def back(tx, epoch, last_n, h):
        with_all = renumber.queue_again
        renumber.queue_again = lambda tx, _n: with_all(tx, last_n)
        try:
            old(tx, epoch, last_n, h)
        finally:
            renumber.queue_again = with_all

    return back


def gone_rows_stay(_old):
    return lambda tx, scope: tx.delete(CURSORS, scope)


def left_rows_stay(old):
    def leave(tx, scope, table, id_):
        return old(tx, scope, table, id_) if table != "sales_order" else b""

    return leave


def deaf(_old):
    return lambda self, heads, receipt, shown: (False, False)


def only_the_first_is_kept(old):
    def closed(self, now):
        with self.talk.core.storage.begin() as tx:
            for call in list(self._pushed)[1:]:
                for n in range(call.first, call.last + 1):
                    tx.delete(OUTBOX, number(n))
        old(self, now)

    return closed


def no_answer_counts(old):
    def answered(self, call, status, body, now):
        old(self, call, status if call.what != "push" or status != 409 else 500, body, now)

    return answered


def another_epoch_counts(_old):
    return lambda tx, epoch: True


BUGS = [
    Planted("a refused op is gone", "4 refused op", instead(outbox, "take_outcomes", forgets_the_tray), ()),
    Planted("a later op overtakes", "5 overtaken", instead(outbox, "chunk", sends_a_suffix), ("partition",)),
    Planted(
        "an expired token empties the queue",
        "7 token expired",
        instead(Talk, "_barred", unauthorized_deletes),
        ("token", "partition"),
    ),
    Planted(
        "a lost scope takes ops along",
        "8 revoked offline",
        instead(replica, "drop", a_lost_scope_takes_ops_along),
        ("grant", "partition"),
    ),
    Planted(
        "a restore empties the queue",
        "9 restored server",
        instead(renumber, "go_back", a_restore_empties_the_queue),
        ("rewind", "partition"),
    ),
    Planted(
        "only what the server lost is asked about",
        "9 restored server",
        instead(renumber, "go_back", only_what_is_gone),
        ("rewind", "clone"),
    ),
    Planted(
        "the journal is not sent again", "9 restored server", instead(renumber, "queue_again", nothing), ("rewind",)
    ),
    Planted(
        "the journal is trimmed at once", "9 restored server", instead(outbox, "trim", trims_everything), ("rewind",)
    ),
    Planted("the journal is never trimmed", "P12 bounded", instead(outbox, "trim", keeps_everything), ("rewind",)),
    Planted(
        "the cursor moves without the rows",
        "10 checkpoint before data",
        instead(replica, "apply_page", cursor_before_rows),
        (),
    ),
    Planted(
        "any page will do",
        "10 checkpoint before data",
        instead(replica, "apply_page", any_page_will_do),
        ("delay", "loss"),
    ),
    Planted(
        "an update clears the outbox",
        "12 schema change",
        instead(Core, "__init__", an_update_clears_the_outbox),
        ("phone",),
    ),
    Planted("a timer sleeps for ever", "14 clock stops in sleep", instead(Talk, "lost", sleeps_for_ever), ("loss",)),
    Planted(
        "the last op was not on disk",
        "16 relaxed durability",
        instead(Core, "__init__", the_last_op_was_not_on_disk),
        ("phone",),
    ),
    Planted("each tab counts for itself", "17 two tabs", instead(Core, "record", counts_in_memory), ("tab",)),
    Planted(
        "a fork drops the queue",
        "19 cloned device",
        instead(renumber, "take_new_id", a_fork_drops_the_queue),
        ("clone",),
    ),
    Planted(
        "a fork gives new op ids",
        "19 cloned device",
        instead(renumber, "append", a_fork_starts_from_scratch),
        ("clone",),
    ),
    Planted(
        "a clone's outcome counts as mine",
        "19 cloned device",
        instead(Core, "_placed", believes_any_outcome),
        ("clone", "partition"),
    ),
    Planted("a fork is not understood", "19 cloned device", instead(Talk, "answered", no_answer_counts), ("clone",)),
    Planted(
        "a message of the stream is missed",
        "21 live stream without cursor",
        both(
            instead(Core, "took_pages", lambda old: lambda self, pages: old(self, pages[:-1]) and False),
            instead(Core, "took_heads", deaf),
        ),
        (),
    ),
    Planted(
        "what is under way behind a lost answer is done",
        "2 lost answer",
        instead(Stream, "closed", only_the_first_is_kept),
        ("ahead", "busy", "halfopen"),
        3,
        10,
    ),
    Planted("a write fails without a word", "26 dead storage", instead(Core, "record", silent_success), ()),
    Planted(
        "half a snapshot is taken for whole",
        "27 partial initial sync",
        instead(replica, "read_snapshot", takes_half_a_snapshot),
        ("cut", "compact", "partition"),
    ),
    Planted("rows of a lost scope stay", "confinement", instead(replica, "drop", gone_rows_stay), ("grant",)),
    Planted("a row that moved away stays", "row moves", instead(replica, "_leave", left_rows_stay), ("move",)),
    Planted(
        "answers of a former epoch count",
        "9 restored server",
        instead(core_, "_same_epoch", another_epoch_counts),
        ("rewind", "delay"),
    ),
]
