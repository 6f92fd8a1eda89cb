"""Rows in memory, and one op decided over them as strictly as the server does it."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from backend.domain.outcome import Applied, Contradicted, Outcome, Refused
from backend.domain.row import Row, wh
from backend.domain.task.rows import ExceptionTask
from backend.ops.kernel import All, Context, Nature, Op, Ref, State, Want

R = TypeVar("R", bound=Row)
ROUNDS_MOST = 8
"""As many rounds of loading as the server takes."""


class NotThereError(Exception):
    """A row that the op needs is not there: the engine answers, and `decide` is not asked."""


class Memory:
    """All rows. `loaded` is what the op in hand has named: nothing else may be read in `decide`."""

    def __init__(self, *rows: Row) -> None:
        self.tables: dict[type[Row], dict[str, Row]] = {}
        self.refs: set[tuple[type[Row], str]] = set()
        self.lists: set[tuple[type[Row], str, str]] = set()
        for row in rows:
            self.put(row)

    def put(self, row: Row) -> None:
        """Store a row as a first version, or as the next."""
        table = self.tables.setdefault(type(row), {})
        before = table.get(row.id)
        table[row.id] = replace(row, ver=1 + (before.ver if before else 0))

    def rows(self, row: type[R]) -> list[R]:
        """All rows of a table, by id."""
        return [r for _, r in sorted(self.tables.get(row, {}).items()) if isinstance(r, row)]

    def peek(self, row: type[R], id_: str) -> R | None:
        """A row, whether or not it was named."""
        found = self.tables.get(row, {}).get(id_)
        return found if isinstance(found, row) else None

    def find(self, row: type[R], id_: str) -> R | None:
        found = self.peek(row, id_)
        listed = found is not None and any(
            kind is row and getattr(found, field) == value for kind, field, value in self.lists
        )
        assert listed or (row, id_) in self.refs, f"{row.table}/{id_} was not named in touches()"
        return found

    def get(self, row: type[R], id_: str) -> R:
        found = self.find(row, id_)
        assert found is not None, f"{row.table}/{id_} is not there"
        return found

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        assert (row, field, value) in self.lists, f"{row.table}.{field}={value} was not named in touches()"
        return [r for r in self.rows(row) if getattr(r, field) == value]

    def load(self, wants: list[Want]) -> bool:
        """Mark as loaded; true if something was new."""
        before = len(self.refs) + len(self.lists)
        for want in wants:
            if isinstance(want, Ref):
                self.refs.add((want.row, want.id))
            else:
                self.lists.add((want.row, want.field, want.value))
        return len(self.refs) + len(self.lists) > before


class Peek:
    """What `touches` sees: rows that were not loaded yet count as not there."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def find(self, row: type[R], id_: str) -> R | None:
        try:
            return self._memory.find(row, id_)
        except AssertionError:
            return None

    def get(self, row: type[R], id_: str) -> R:
        return self._memory.get(row, id_)

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        return self._memory.all(row, field, value) if (row, field, value) in self._memory.lists else []


def load(memory: Memory, op: Op) -> None:
    """Load what an op names, round by round. Raises `NotThereError` where a needed row is not there."""
    memory.refs.clear()
    memory.lists.clear()
    view: State = Peek(memory)
    for _ in range(ROUNDS_MOST):
        if not memory.load(list(op.touches(view))):
            break
    else:
        raise AssertionError(f"{op.kind} asks for more after {ROUNDS_MOST} rounds")
    # Over the strict rows, as another op's `decide` may ask it: what `touches` looks up, it has named.
    for want in op.touches(memory):
        assert isinstance(want, Ref | All)
        if isinstance(want, Ref) and want.needed and memory.peek(want.row, want.id) is None:
            raise NotThereError(f"{want.row.table}/{want.id}")


def decide(memory: Memory, op: Op, context: Context) -> Outcome:
    """What an op comes to, with nothing changed yet."""
    load(memory, op)
    assert op.where(memory), f"{op.kind} says nowhere"
    outcome = op.decide(memory, context)
    assert not (op.nature is Nature.FACT and isinstance(outcome, Refused)), f"{op.kind}: a fact is never refused"
    if isinstance(outcome, Refused):
        assert outcome.choices, f"{op.kind} is refused with no way forward"
    return outcome


def play(memory: Memory, op: Op, context: Context) -> Outcome:
    """Decide an op and store what it changed, with the exception task that a contradiction opens."""
    outcome = decide(memory, op, context)
    if isinstance(outcome, Applied | Contradicted):
        for row in outcome.rows:
            memory.put(row)
    if isinstance(outcome, Contradicted):
        memory.put(exception(outcome, context))
    return outcome


def exception(outcome: Contradicted, context: Context) -> ExceptionTask:
    """The task that the engine makes of a contradiction."""
    task = outcome.task
    return ExceptionTask(
        id=f"{context.id}/x", scope=wh(task.warehouse), code=outcome.code, act=task.act, warehouse=task.warehouse,
        place=task.place, product=task.product, quantity=task.quantity, params=outcome.params, choices=task.choices,
        op=context.id, raised_by=context.author, raised_at=context.received_at,
    )  # fmt: skip


def context(id_: str, author: str = "ana", received_at: int = 1_795_400_000_000) -> Context:
    """A context for a test; the default moment is in November 2026."""
    return Context(id=id_, author=author, device="phone-1", n=1, wall=received_at, received_at=received_at)
