"""Bugs in the server's core. `like` names the row of the known bugs, or the fault class, that each stands for."""
# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ANN204, ARG005 (a patch has the signature of what it replaces)

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from backend.domain.outcome import Out, Refused
from backend.domain.stock import ledger, position
from backend.domain.task.rows import ExceptionTask
from backend.lab.simulate.planted import Planted, both, instead
from backend.ops.pick.scan import PickScan
from backend.ops.task.accept import TaskAccept
from backend.sync import (
    admit,
    chain,
    changelog,
    commit,
    compact,
    decide,
    epochs,
    heads,
    oplog,
    pull,
    service,
    stale,
)  # fmt: skip
from backend.sync.client import outbox
from backend.sync.hub import Hub
from backend.sync.wire import answer


def skips_a_late_row(old):
    def page(connection, scope, cursor, seq):
        found = old(connection, scope, cursor, seq)
        return replace(found, changes=found.changes[:-1]) if len(found.changes) > 1 else found

    return page


def other_bytes_on_a_retry(old):
    return lambda c, chunk, last_n: {
        n: (raw, out.replace(b'"n":', b'"n": ')) for n, (raw, out) in old(c, chunk, last_n).items()
    }


def poison_stops_the_queue(old):
    def receive(body, now, **more):
        return answer(503, {"retry_after": 1}) if b"no.such" in body or b"@99" in body else old(body, now, **more)

    return receive


def overtakes(old):
    def admitted(connection, head, key, chunk, result):
        head.last_n = max(head.last_n, chunk.first_n - 1)
        return old(connection, head, key, chunk, result)

    return admitted


def blind_to_deps(old):
    def check(connection, state, got, refused_ns):
        got.frame.deps = []
        return old(connection, state, got, set())

    return check


def blind_to_basis(old):
    def check(connection, state, got, refused_ns):
        got.frame.basis = {}
        return old(connection, state, got, refused_ns)

    return check


def lapsed_fact_refused(old):
    def without_right(n, op, verdict):
        return decide.refused(n, "no_right") if verdict is not decide.Verdict.ALLOWED else old(n, op, verdict)

    return without_right


def wall_clock_judges(old):
    def decided(state, got, where, found):
        late = got.frame is not None and abs(got.frame.wall - where.received_at) > 86_400_000
        return decide.refused(got.n, "no_right") if late else old(state, got, where, found)

    return decided


def clone_is_believed(old):
    def known(connection, chunk, last_n):
        found = old(connection, chunk, last_n)
        raws = dict(zip(range(chunk.first_n, chunk.first_n + len(chunk.ops)), chunk.ops, strict=True))
        return {n: (raws[n], out) for n, (_, out) in found.items()}

    return known


def below_the_floor(old):
    return lambda connection, names: {s: (seq, 0, d) for s, (seq, _, d) in old(connection, names).items()}


def last_writer_wins(_old):
    def scan(self, state, context):
        return Refused("picked_twice", {}, ("discard",))

    return scan


def sees_too_much(old):
    def access(connection, person):
        found = old(connection, person)
        return replace(found, scopes=found.scopes | {"desk", "wh:SZX"})

    return access


def mixed_states(old):
    def read(connection, names):
        return {s: (max(0, seq - (s == "catalog")), floor, d) for s, (seq, floor, d) in old(connection, names).items()}

    return read


def sparse_numbers(old):
    def log(self, scope, row, sent):
        scope.seq += 1
        old(self, scope, row, sent)

    return log


def drops_a_minus(old):
    return lambda digest, plus, minus: old(digest, plus, 0)


def stored_otherwise(old):
    def append(connection, at, entries, written):
        return [out.replace(b'"n":', b'"n": ') for out in old(connection, at, entries, written)]

    return append


def no_task_for_quarantine(old):
    def opened(state, got, where, outcome, task, **more):
        return outcome if outcome.out is Out.QUARANTINED else old(state, got, where, outcome, task, **more)

    return opened


def no_choice(old):
    def refused(n, code, choices=(), **params):
        return old(n, code, (), **params)

    return refused


def short_is_forgotten(old):
    def leave(draft, warehouse, product, units):
        grew = old(draft, warehouse, product, units)
        p = position.position(draft, warehouse, product)
        draft.set(p, reserved=min(p.reserved, p.on_hand), short_open=0)
        return grew

    return leave


def changes_outside_the_log(old):
    def save(connection, at, now):
        connection.exec_driver_sql("UPDATE product SET weight_g = weight_g + 1 WHERE id = 'PEN'")
        old(connection, at, now)

    return save


def fails_on(old):
    def group(self, *args, chunks, **named):
        if len(chunks) > 1 or len(chunks[0].ops) > 1:
            raise RuntimeError("a group that the database does not take")
        return old(self, *args, chunks=chunks, **named)

    return group


def does_not_bisect(_old):
    def one_by_one(self, chunks):
        raise RuntimeError("and nothing else is tried")

    return one_by_one


def announces_nothing(_old):
    return lambda self, written: None


def keeps_streaming(old):
    def announce(self, written):
        some = list(written)
        for one in some:
            one.granted = set()
        old(self, some)

    return announce


def head_goes_back(old):
    def saved(connection, at, now):
        for head in at.values():
            head.last_n = max(0, head.last_n - (head.last_n % 5 == 0))
        old(connection, at, now)

    return saved


async def _nothing(*_args, **_more):
    return None


def logs_all_but_one(old):
    def append(connection, at, entries, written):
        if len(entries) < 2:
            return old(connection, at, entries, written)
        return [*old(connection, at, entries[:-1], written), msgspec.json.encode(entries[-1].outcome)]

    return append


def counts_again(old):
    def decided(self, state, context):
        task = state.get(ExceptionTask, self.task)
        found = old(self, Once(state, replace(task, stage="open")), context)
        return replace(found, rows=tuple(r for r in found.rows if r.id != task.id)) if hasattr(found, "rows") else found

    return decided


class Once:
    """A state with another row of the task."""

    def __init__(self, state, task):
        self._state, self._task = state, task

    def __getattr__(self, name):
        return getattr(self._state, name)

    def get(self, row, id_):
        return self._task if id_ == self._task.id else self._state.get(row, id_)


def turns_away(old):
    def receive(body, now, **more):
        return answer(426, {}) if b"count" in body else old(body, now, **more)

    return receive


def none_left(_old):
    return lambda _connection: 0


def never(_old):
    return lambda *_args, **_more: False


BUGS = [
    Planted("a page skips a row", "1 sequence is not commit order", instead(pull, "page", skips_a_late_row)),
    Planted(
        "numbers of a scope are not dense",
        "1 sequence is not commit order",
        instead(changelog._Lists, "log", sparse_numbers),
        (),
    ),
    Planted(
        "a retry gets other bytes",
        "2 lost answer",
        instead(admit, "_known", other_bytes_on_a_retry),
        ("duplicate",),
    ),
    Planted(
        "what is stored is not what was answered",
        "2 lost answer",
        instead(oplog, "append", stored_otherwise),
        ("answer",),
    ),
    Planted("poison stops the queue", "3 poison op", instead(service, "receive", poison_stops_the_queue), ("poison",)),
    Planted("quarantine opens no task", "3 poison op", instead(decide, "_open", no_task_for_quarantine), ("poison",)),
    Planted("a refusal leaves no choice", "4 refused op", instead(decide, "refused", no_choice), ()),
    Planted(
        "a gap is let through",
        "5 overtaken",
        both(
            instead(commit, "admit", overtakes),
            instead(outbox, "chunk", lambda old: lambda *asked: old(*asked)[-1:]),
        ),
        ("partition",),
    ),
    Planted("a device's head goes back", "5 overtaken", instead(heads, "save", head_goes_back), ()),
    Planted("dependencies are not looked at", "6 failed create", instead(stale, "check", blind_to_deps), ()),
    Planted(
        "a lapsed right refuses facts",
        "8 revoked offline",
        instead(decide, "_without_right", lapsed_fact_refused),
        ("grant",),
    ),
    Planted(
        "a restore is not noticed",
        "9 restored server",
        both(
            instead(heads, "is_behind", never),
            instead(pull, "has_seen_more", never),
        ),
        ("rewind",),
    ),
    Planted(
        "a changed promise is not told",
        "9 restored server",
        instead(decide, "_promised", lambda _old: lambda _state, _got, _where, outcome: outcome),
        ("rewind", "partition"),
    ),
    Planted(
        "a page from below the floor",
        "11 past retention",
        instead(pull, "_heads", below_the_floor),
        ("compact", "partition"),
    ),
    Planted("the device's clock judges", "13 clock skew", instead(decide, "_decide", wall_clock_judges), ("clock",)),
    Planted(
        "lost storage is not reported",
        "15 evicted storage",
        instead(service.Sync, "_storage_lost", lambda _old: _nothing),
        ("wipe", "loss", "partition"),
    ),
    Planted("some builds are turned away", "18 worker skew", instead(service, "receive", turns_away), ()),
    Planted("a clone is believed", "19 cloned device", instead(admit, "_known", clone_is_believed), ("clone",)),
    Planted(
        "the log never forgets", "20 log bloat", instead(compact, "purge", lambda _old: lambda _c: 0), ("compact",)
    ),
    Planted("commits are not announced", "22 signals", instead(Hub, "announce", announces_nothing), ()),
    Planted(
        "one op takes its chunk down",
        "23 savepoints",
        both(
            instead(commit.Committer, "_group", fails_on),
            instead(commit.Committer, "_one_by_one", does_not_bisect),
        ),
        (),
    ),
    Planted("the last writer wins", "24 two pickers", instead(PickScan, "decide", last_writer_wins), ()),
    Planted(
        "a stale request applies",
        "25 the older edit wins",
        instead(stale, "check", blind_to_basis),
        ("partition",),
        6,
        12,
    ),
    Planted("scopes do not come from grants", "confinement", instead(pull, "access", sees_too_much), ()),
    Planted("a revoked stream goes on", "confinement", instead(Hub, "announce", keeps_streaming), ("grant",)),
    Planted("an answer mixes two states", "snapshot racing writes", instead(pull, "_heads", mixed_states), ()),
    Planted("a digest only grows", "digest", instead(chain, "add", drops_a_minus), ()),
    Planted("a shortage is forgotten", "oversell", instead(ledger, "leave", short_is_forgotten), ()),
    Planted(
        "what was let count counts again", "held back", instead(TaskAccept, "decide", counts_again), ("accept", "grant")
    ),
    Planted(
        "each device of a lost epoch opens one",
        "9 restored server",
        instead(epochs, "open_next", lambda old: lambda c, ended, now, why, heard=(): old(c, ended, now, why)),
        ("rewind", "loss"),
        6,
        10,
    ),
    Planted("a table is changed past the log", "fold", instead(heads, "save", changes_outside_the_log), ()),
    Planted("the last of a group is not logged", "group commit", instead(oplog, "append", logs_all_but_one), ()),
]
