"""One op through the gate and its rule. Everything that can go wrong ends in an outcome; nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from backend.domain.outcome import Applied, Contradicted, Out, Params, PhysicalTask, Refused
from backend.domain.people.roles import Held
from backend.domain.people.rows import Device, Grant, Person
from backend.domain.row import wh
from backend.domain.task.rows import ExceptionTask
from backend.ops.catalogue import OPS
from backend.ops.gate import Verdict, judge
from backend.ops.kernel import All, Context, Nature, Op, Ref, State, Want
from backend.sync.wire import OpFrame, OutcomeFrame
from backend.sync.working import Working

log = logging.getLogger("tote.sync")
ROUNDS_MOST = 8
SYSTEM = "system"
_SYSTEM_ROLES = (Held(SYSTEM, "system"),)


class Received(Struct):
    """An op as it arrived: its bytes, and what could be read of them."""

    n: int
    raw: bytes
    h: bytes
    frame: OpFrame | None = None
    op: Op | None = None
    fault: tuple[str, Params] | None = None
    """A code and its values where the bytes, the kind or the body could not be read."""

    @property
    def id(self) -> str:
        return self.frame.id if self.frame else blake2b(self.h, digest_size=16).hexdigest()


class Situation(Struct, frozen=True):
    """What the engine knows about where an op comes from."""

    device: str
    grant_v: int
    received_at: int
    worked_here: frozenset[str]
    """The people who have signed in on this device."""


def read(n: int, raw: bytes, h: bytes) -> Received:
    """Parse one op. What can't be read is kept as it is, with the reason."""
    got = Received(n, raw, h)
    try:
        got.frame = msgspec.json.decode(raw, type=OpFrame)
        if got.frame.n != n:
            got.frame = None
            got.fault = ("bad_op", {"why": f"n should be {n}"})
            return got
        kind, _, version = got.frame.kind.partition("@")
        cls = OPS.get(kind)
        if cls is None or version != str(cls.version):
            got.fault = ("unknown_kind", {"kind": got.frame.kind})
            return got
        got.op = msgspec.json.decode(got.frame.body, type=cls)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        got.fault = ("bad_body" if got.frame else "bad_op", {"why": str(error)[:200]})
    return got


def wants(state: State, got: Received, device: str) -> list[Want]:
    """What an op needs in memory, as far as is known now."""
    if got.frame is None:
        return []
    needs: list[Want] = [
        Ref(Person, got.frame.author, needed=False),
        All(Grant, "person", got.frame.author),
        Ref(Device, device, needed=False),
    ]
    if got.op is not None:
        needs += got.op.touches(state)
    return needs


def prefetch(state: Working, ops: Sequence[Received], device_of: Sequence[str]) -> None:
    """Load what all ops of a group need, round by round, in bulk."""
    open_ = list(zip(ops, device_of, strict=True))
    for _ in range(ROUNDS_MOST):
        asked = [(pair, [w for w in _safe(state, *pair) if not state.knows(w)]) for pair in open_]
        open_ = [pair for pair, missing in asked if missing]
        if not open_:
            return
        state.load(want for _, missing in asked for want in missing)


def _safe(state: Working, got: Received, device: str) -> Iterable[Want]:
    try:
        return wants(state.peek(), got, device)
    except Exception:
        log.exception("touches of %s", got.op)
        return ()


def roles(state: Working, author: str, grant_v: int) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """The roles that a person has now, and those they had at a grant version."""
    if author == SYSTEM:
        return _SYSTEM_ROLES, _SYSTEM_ROLES
    person = state.find(Person, author)
    grants = state.all(Grant, "person", author)
    now = [Held(author, g.role, g.warehouse) for g in grants if g.to_v is None and person and person.active]
    then = [
        Held(author, g.role, g.warehouse)
        for g in grants
        if g.from_v <= grant_v and (g.to_v is None or grant_v < g.to_v)
    ]
    return tuple(now), tuple(then)


def quarantined(n: int, code: str, **params: str | int) -> OutcomeFrame:
    """Kept as it came; a supervisor decides."""
    return OutcomeFrame(n, Out.QUARANTINED, code, dict(params), ("ask_supervisor",))


def refused(n: int, code: str, choices: tuple[str, ...] = ("discard",), **params: str | int) -> OutcomeFrame:
    """Not done, and why."""
    return OutcomeFrame(n, Out.REFUSED, code, dict(params), choices)


def decide(state: Working, got: Received, where: Situation, stale: OutcomeFrame | None = None) -> OutcomeFrame:
    """The outcome of one op; what it changes is staged. `stale` is what the engine found against a request before."""
    outcome = _decide(state, got, where, stale)
    if outcome.out is Out.QUARANTINED:
        task = PhysicalTask("review_action", "", got.frame.kind if got.frame else "", choices=("seen",))
        _open(state, got, where, outcome, task, scope="desk")
    return outcome


def _decide(state: Working, got: Received, where: Situation, stale: OutcomeFrame | None) -> OutcomeFrame:
    if got.fault or got.frame is None or got.op is None:
        code, params = got.fault or ("bad_op", {"why": "empty"})
        return quarantined(got.n, code, **params)
    stopped = _stranger(state, got.n, got.frame.author, where) or _absent(state, got.n, got.op)
    if stopped:
        return stopped
    op, fact = got.op, got.op.nature is Nature.FACT
    verdict = judge(op, state, *roles(state, got.frame.author, where.grant_v))
    barred = _without_right(got.n, op, verdict) or (None if fact else stale)
    if barred:
        return barred
    context = Context(
        id=got.frame.id, author=got.frame.author, device=where.device, n=got.n, wall=got.frame.wall,
        received_at=where.received_at,
    )  # fmt: skip
    outcome = _ruled(state, got, where, op.decide(state, context))
    if outcome.out is Out.APPLIED and verdict is Verdict.LAPSED:
        return _flag(state, got, where, "grant_lapsed", right=op.right)
    if outcome.out is Out.APPLIED and stale is not None:
        return _flag(state, got, where, stale.code, **stale.params)
    return outcome


def _stranger(state: Working, n: int, author: str, where: Situation) -> OutcomeFrame | None:
    """Whose name is on it, and from which device: neither may be made up."""
    if author not in where.worked_here:
        return quarantined(n, "unknown_author", author=author)
    device = state.find(Device, where.device)
    if device is not None and device.state == "lost":
        return quarantined(n, "device_lost")
    return None


def _absent(state: Working, n: int, op: Op) -> OutcomeFrame | None:
    """A row that the op cannot do without, and that is not there."""
    for want in op.touches(state.peek()):
        if isinstance(want, Ref) and want.needed and state.find(want.row, want.id) is None:
            if op.nature is Nature.FACT:
                return quarantined(n, "unknown_row", table=want.row.table, id=want.id)
            return refused(n, "not_found", table=want.row.table, id=want.id)
    return None


def _without_right(n: int, op: Op, verdict: Verdict) -> OutcomeFrame | None:
    """A fact under a right that was held once stands; all else without a right does not."""
    fact = op.nature is Nature.FACT
    if verdict is Verdict.ALLOWED or (fact and verdict is Verdict.LAPSED):
        return None
    if fact:
        return quarantined(n, "never_held", right=op.right)
    code = "not_found" if verdict is Verdict.HIDDEN else "no_right"
    return refused(n, code, ("discard", "ask_lead"), right=op.right, table=op.kind, id="")


def _ruled(state: Working, got: Received, where: Situation, result: Applied | Contradicted | Refused) -> OutcomeFrame:
    if isinstance(result, Refused):
        assert result.choices, f"{got.frame.kind if got.frame else ''} refused with no way forward"
        return refused(got.n, result.code, result.choices, **result.params)
    for row in result.rows:
        state.stage(row)
    if isinstance(result, Applied):
        return OutcomeFrame(got.n, Out.APPLIED, params=result.params)
    outcome = OutcomeFrame(got.n, Out.EXCEPTION, result.code, result.params, result.task.choices)
    return _open(state, got, where, outcome, result.task, scope=wh(result.task.warehouse))


def _flag(state: Working, got: Received, where: Situation, code: str, **params: str | int) -> OutcomeFrame:
    """It stands, and somebody has to look at it."""
    flagged = OutcomeFrame(got.n, Out.EXCEPTION, code, dict(params), ("seen",))
    task = PhysicalTask("review_action", "", got.frame.kind if got.frame else "", choices=("seen",))
    return _open(state, got, where, flagged, task, scope="desk")


def _open(
    state: Working, got: Received, where: Situation, outcome: OutcomeFrame, task: PhysicalTask, *, scope: str
) -> OutcomeFrame:
    id_ = f"{got.id}/x"
    state.load([Ref(ExceptionTask, id_, needed=False)])
    row = ExceptionTask(
        id=id_, scope=scope, code=outcome.code, act=task.act, warehouse=task.warehouse, place=task.place,
        product=task.product, quantity=task.quantity, params=outcome.params, choices=task.choices, op=got.id,
        raised_by=got.frame.author if got.frame else where.device, raised_at=where.received_at,
    )  # fmt: skip
    if state.find(ExceptionTask, id_) is None:
        state.stage(row)
    outcome.exception = id_
    return outcome
