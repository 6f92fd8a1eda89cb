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
from backend.ops import versions
from backend.ops.gate import Verdict, judge
from backend.ops.kernel import All, Context, Nature, Op, Ref, Want
from backend.sync.wire import OpFrame, OutcomeFrame
from backend.sync.working import Working

log = logging.getLogger("tote.sync")
ROUNDS_MOST = 8
HELD_BYTES_MOST = 8 * 1024
_decode_frame = msgspec.json.Decoder(OpFrame).decode
SYSTEM = "system"
_SYSTEM_ROLES = (Held(SYSTEM, "system"),)


class Received(Struct):
    """An op as it arrived: its bytes, and what could be read of them."""

    n: int
    raw: bytes
    h: bytes
    frame: OpFrame | None = None
    op: Op | None = None
    named: list[Want] = []
    """The rows that the op names, all loaded."""
    fault: tuple[str, Params] | None = None
    """A code and its values where the bytes, the kind or the body could not be read."""

    @property
    def id(self) -> str:
        return self.frame.id if self.frame else blake2b(self.h, digest_size=16).hexdigest()


class Situation(Struct, frozen=True):
    """What the engine knows about where an op comes from. All of it is in the log of ops, so that a fold knows it too.

    `author_known`: the author has signed in on this device. `is_dropped`: nobody is signed in there now. `prior`: what
    had been answered before the server went back in time.
    """

    device: str
    grant_v: int
    received_at: int
    author_known: bool
    is_dropped: bool = False
    prior: OutcomeFrame | None = None


def read(n: int, raw: bytes, h: bytes) -> Received:
    """Parse one op. What can't be read is kept as it is, with the reason."""
    got = Received(n, raw, h)
    try:
        got.frame = _decode_frame(raw)
        if got.frame.n != n:
            got.frame = None
            got.fault = ("bad_op", {"why": f"n should be {n}"})
            return got
        known = versions.known(got.frame.kind)
        if known is None:
            got.fault = ("unknown_kind", {"kind": got.frame.kind})
            return got
        got.op = versions.decoded(*known, got.frame.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        got.fault = ("bad_body" if got.frame else "bad_op", {"why": str(error)[:200]})
    return got


def prefetch(state: Working, ops: Sequence[Received], device_of: Sequence[str]) -> None:
    """Load what all ops of a group need, round by round, in bulk. What their turn changes is loaded by `complete`."""
    people = {got.frame.author for got in ops if got.frame is not None}
    state.load(Ref(Device, device, needed=False) for device in set(device_of))
    state.load(want for who in people for want in (Ref(Person, who, needed=False), All(Grant, "person", who)))
    open_ = list({(got.op.kind, bytes(got.frame.body)): got.op for got in ops if got.frame and got.op}.values())
    for _ in range(ROUNDS_MOST):
        lacking = [(op, missing) for op in open_ if (missing := state.missing(_named(state, op)))]
        if not lacking:
            return
        state.load(want for _, missing in lacking for want in missing)
        open_ = [op for op, _ in lacking]


def complete(state: Working, op: Op) -> list[Want]:
    """Load what one op still lacks, now that the ops before it are decided; returns all that it names."""
    named: list[Want] = []
    for _ in range(ROUNDS_MOST):
        named = list(op.touches(state.peek()))
        lacking = state.missing(named)
        if not lacking:
            break
        state.load(lacking)
    return named


def _named(state: Working, op: Op) -> Iterable[Want]:
    try:
        return list(op.touches(state.peek()))
    except Exception:
        log.exception("touches of %s", op)  # its own turn will tell what becomes of it
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
        _open(state, got, where, outcome, _review(got, where, can_count=True), scope="desk", more=_held(got, where))
    return _promised(state, got, where, outcome)


def hold(state: Working, got: Received, where: Situation, code: str, **params: str | int) -> OutcomeFrame:
    """Keep an op as it came, with a task for a supervisor."""
    held = quarantined(got.n, code, **params)
    return _open(state, got, where, held, _review(got, where, can_count=True), scope="desk", more=_held(got, where))


def _held(got: Received, where: Situation) -> Params:
    """What a supervisor may let count later: the action as it came and from where, if it can be read.

    One whose id is in the log is there already: letting it count would book its units once more.
    """
    if (
        (got.fault and got.fault[0] == "duplicate_id")
        or got.frame is None
        or got.op is None
        or len(got.frame.body) > HELD_BYTES_MOST
    ):
        return {}
    return {"kind": got.frame.kind, "held": bytes(got.frame.body).decode(), "device": where.device}


def incident(got: Received) -> str:
    """A short name under which the failure of an op stands in the server's log, the same whenever it is decided."""
    return blake2b(got.h, digest_size=4).hexdigest()


def _review(got: Received, where: Situation, *, can_count: bool = False) -> PhysicalTask:
    choices = ("accept", "seen") if can_count and _held(got, where) else ("seen",)
    return PhysicalTask("review_action", "", got.frame.kind if got.frame else "", choices=choices)


def _decide(state: Working, got: Received, where: Situation, stale: OutcomeFrame | None) -> OutcomeFrame:
    if got.fault or got.frame is None or got.op is None:
        code, params = got.fault or ("bad_op", {"why": "empty"})
        return quarantined(got.n, code, **params)
    op = got.op
    context = Context(
        id=got.frame.id, author=got.frame.author, device=where.device, n=got.n, wall=got.frame.wall,
        received_at=where.received_at,
    )  # fmt: skip
    stranger = _stranger(state, got.n, got.frame.author, where)
    stands = not stranger and op.stands(state, context)
    stopped = stranger or _dropped(got.n, stands=stands, where=where) or _absent(state, got)
    if stopped:
        return stopped
    verdict = judge(op, state, *roles(state, got.frame.author, where.grant_v))
    barred = _without_right(got.n, op, verdict, stands=stands) or (None if stands else stale)
    if barred:
        return barred
    outcome = _ruled(state, got, where, op.decide(state, context))
    if outcome.out is Out.APPLIED and verdict is Verdict.LAPSED:
        return _flag(state, got, where, "grant_lapsed", right=op.right)
    if outcome.out is Out.APPLIED and stale is not None:
        return _flag(state, got, where, stale.code, **stale.params)
    return outcome


def _stranger(state: Working, n: int, author: str, where: Situation) -> OutcomeFrame | None:
    """Whose name is on it, and from which device: neither may be made up."""
    if not where.author_known:
        return quarantined(n, "unknown_author", author=author)
    device = state.find(Device, where.device)
    if device is not None and device.state != "active":
        return quarantined(n, f"device_{device.state}")
    return None


def _dropped(n: int, *, stands: bool, where: Situation) -> OutcomeFrame | None:
    """Through the drop-box comes what stands; what wants permission waits for somebody who is signed in."""
    if where.is_dropped and not stands:
        return refused(n, "sign_in_needed", ("send_again", "discard"))
    return None


def _absent(state: Working, got: Received) -> OutcomeFrame | None:
    """A row that the op cannot do without, and that is not there."""
    for want in got.named:
        if type(want) is Ref and want.needed and state.find(want.row, want.id) is None:
            if got.op is not None and got.op.nature is Nature.FACT:
                return quarantined(got.n, "unknown_row", table=want.row.table, id=want.id)
            return refused(got.n, "not_found", table=want.row.table, id=want.id)
    return None


def _without_right(n: int, op: Op, verdict: Verdict, *, stands: bool) -> OutcomeFrame | None:
    """What stands does so under a right that was held once, too; all else without a right does not."""
    if verdict is Verdict.ALLOWED or (stands and verdict is Verdict.LAPSED):
        return None
    if op.nature is Nature.FACT:
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
    return _open(state, got, where, flagged, _review(got, where), scope="desk")


def _promised(state: Working, got: Received, where: Situation, outcome: OutcomeFrame) -> OutcomeFrame:
    """Sent again after a restore: an answer that differs from the one given before is for a person to look at."""
    was = where.prior
    if was is None or (was.out, was.code) == (outcome.out, outcome.code):
        return outcome
    params: Params = {"was": was.code or was.out.value, "now": outcome.code or outcome.out.value}
    changed = OutcomeFrame(got.n, outcome.out, "promise_changed", params)
    _open(state, got, where, changed, _review(got, where), scope="desk", mark="p")
    outcome.exception = outcome.exception or changed.exception
    return outcome


def _open(
    state: Working,
    got: Received,
    where: Situation,
    outcome: OutcomeFrame,
    task: PhysicalTask,
    *,
    scope: str,
    mark: str = "x",
    more: Params | None = None,
) -> OutcomeFrame:
    id_ = f"{got.id}/{mark}"
    state.load([Ref(ExceptionTask, id_, needed=False)])
    params = outcome.params | (more or {})
    row = ExceptionTask(
        id=id_, scope=scope, code=outcome.code, act=task.act, warehouse=task.warehouse, place=task.place,
        product=task.product, quantity=task.quantity, params=params, choices=task.choices, op=got.id,
        raised_by=got.frame.author if got.frame else where.device, raised_at=where.received_at,
    )  # fmt: skip
    if state.find(ExceptionTask, id_) is None:
        state.stage(row)
    outcome.exception = id_
    return outcome
