"""Rights and roles: which role may do what, and which scopes it reads. The one table that the gate asks."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Literal

from msgspec import Struct

Role = Literal[
    "picker", "packer", "dock", "receiver", "lead", "sales", "manager", "finance", "service", "admin", "system"
]


class Right(StrEnum):
    """One thing that a person may be allowed to do."""

    PICK = "pick"
    PACK = "pack"
    LOAD = "load"
    RECEIVE = "receive"
    """Take goods in, put them away, move them."""
    STOCK = "stock"
    COUNT = "count"
    """Count what is at a place, within one's limit."""
    RELEASE = "release"
    SETTLE = "settle"
    ORDER_PLACE = "order.place"
    ORDER_APPROVE = "order.approve"
    ORDER_CANCEL = "order.cancel"
    ORDER_HOLD = "order.hold"
    LEASE = "lease"
    LEASE_RECLAIM = "lease.reclaim"
    CUSTOMER = "customer"
    CREDIT = "credit"
    REFUND = "refund"
    """See to a refund that was asked for."""
    CATALOG = "catalog"
    TEACH = "teach"
    """Say which product a code stands for."""
    PEOPLE = "people"
    DEVICE = "device"
    READ_FLOOR = "read.floor"
    READ_DESK = "read.desk"
    READ_CATALOG = "read.catalog"
    READ_ADMIN = "read.admin"
    LABEL = "label"
    PRINTER = "printer"
    """Set up the printers of a floor."""
    PROCESS = "process"
    """Say how work is done on a floor."""
    IMPORT = "import"
    SELF = "self"
    """What everybody does about themselves: take a device, choose a PIN."""
    UNLOCK = "unlock"
    SERVER = "server"
    """What only the server itself does."""


class RoleRule(Struct, frozen=True):
    """What a role may do (`rights`) and which scopes it reads. `{wh}` and `{me}` are filled in from the grant."""

    rights: frozenset[Right]
    reads: tuple[str, ...]


_FLOOR = frozenset({Right.SELF, Right.READ_FLOOR, Right.READ_CATALOG, Right.LABEL})
_OFFICE = frozenset({Right.SELF, Right.READ_DESK, Right.READ_CATALOG, Right.READ_FLOOR})
_OWN_FLOOR = ("wh:{wh}", "catalog", "user:{me}")
_OFFICE_READS = ("desk", "wh:*", "catalog", "user:{me}")

ROLES: dict[Role, RoleRule] = {
    "picker": RoleRule(_FLOOR | {Right.PICK, Right.COUNT}, _OWN_FLOOR),
    "packer": RoleRule(_FLOOR | {Right.PACK, Right.COUNT}, _OWN_FLOOR),
    "dock": RoleRule(_FLOOR | {Right.LOAD, Right.COUNT}, _OWN_FLOOR),
    "receiver": RoleRule(_FLOOR | {Right.RECEIVE, Right.COUNT}, _OWN_FLOOR),
    "lead": RoleRule(
        _FLOOR
        | {
            Right.PICK,
            Right.PACK,
            Right.LOAD,
            Right.RECEIVE,
            Right.STOCK,
            Right.COUNT,
            Right.RELEASE,
            Right.SETTLE,
            Right.TEACH,
            Right.LEASE_RECLAIM,
            Right.UNLOCK,
            Right.PRINTER,
            Right.PROCESS,
        },
        _OWN_FLOOR,
    ),
    "sales": RoleRule(
        frozenset({Right.SELF, Right.ORDER_PLACE, Right.LEASE, Right.READ_CATALOG}),
        ("rep:{me}", "catalog", "user:{me}"),
    ),
    "manager": RoleRule(
        _OFFICE
        | {
            Right.ORDER_PLACE,
            Right.ORDER_APPROVE,
            Right.ORDER_CANCEL,
            Right.ORDER_HOLD,
            Right.RELEASE,
            Right.SETTLE,
            Right.TEACH,
            Right.LEASE_RECLAIM,
            Right.IMPORT,
            Right.LABEL,
            Right.PROCESS,
            Right.REFUND,
        },
        _OFFICE_READS,
    ),
    "finance": RoleRule(_OFFICE | {Right.CREDIT, Right.ORDER_HOLD, Right.REFUND}, (*_OFFICE_READS, "wh:*:cost")),
    "service": RoleRule(
        _OFFICE | {Right.ORDER_PLACE, Right.ORDER_CANCEL, Right.ORDER_HOLD, Right.CUSTOMER, Right.IMPORT, Right.REFUND},
        _OFFICE_READS,
    ),
    "admin": RoleRule(
        _OFFICE
        | {
            Right.PEOPLE,
            Right.DEVICE,
            Right.CATALOG,
            Right.TEACH,
            Right.CUSTOMER,
            Right.LEASE_RECLAIM,
            Right.READ_ADMIN,
            Right.UNLOCK,
            Right.PRINTER,
            Right.PROCESS,
        },
        (*_OFFICE_READS, "admin"),
    ),
    "system": RoleRule(frozenset(Right), ("*",)),
}


class Held(Struct, frozen=True, cache_hash=True):
    """A role as the gate sees it: whose, which, where."""

    person: str
    role: Role
    warehouse: str = ""


@lru_cache(4096)
def reads_of(held: Held) -> tuple[str, ...]:
    """The scope patterns that a held role reads."""
    where = held.warehouse or "*"
    return tuple(p.format(wh=where, me=held.person) for p in ROLES[held.role].reads)


def within(scope: str, pattern: str) -> bool:
    """Whether a scope falls under a pattern. `wh:*` means every floor, and no deeper scope such as `wh:ROT:cost`."""
    if pattern in {"*", scope}:
        return True
    wanted, parts = pattern.split(":"), scope.split(":")
    return len(wanted) == len(parts) and all(w in {"*", p} for w, p in zip(wanted, parts, strict=True))


@lru_cache(8192)
def may(right: Right, scope: str, roles: tuple[Held, ...]) -> bool:
    """Whether one of the roles gives the right in the scope. Sales act on what is their own, under `rep:`."""
    return any(right in ROLES[h.role].rights and any(within(scope, p) for p in reads_of(h)) for h in roles)
