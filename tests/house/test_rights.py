"""Every op kind for every role in every scope, held against `rights.json`: a right that grows unseen fails here."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from backend.domain.people.roles import ROLES, Held, Right, may
from backend.domain.row import Row
from backend.ops.catalogue import OPS

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "rights.json").read_text())
SCOPES = {
    "own floor": "wh:ROT", "other floor": "wh:SZX", "costs": "wh:ROT:cost", "desk": "desk", "own customers": "rep:me",
    "other's customers": "rep:you", "catalog": "catalog", "admin": "admin", "self": "user:me", "other self": "user:you",
}  # fmt: skip
FLOOR = ("picker", "packer", "dock", "receiver", "lead")
PEOPLE = tuple(role for role in ROLES if role != "system")


def held(role: Any) -> tuple[Held, ...]:
    return (Held("me", role, "ROT" if role in FLOOR else ""),)


def sample(row: type[Row]) -> Row:
    """A row whose every text is ROT: enough to ask in which scope an op on it is judged."""
    fields = {f.name: f for f in msgspec.structs.fields(row)}
    hints = get_type_hints(row)
    given: dict[str, Any] = {}
    for name, field in fields.items():
        if name == "warehouse" or field.required:
            hint = hints[name]
            given[name] = get_args(hint)[0] if get_origin(hint) is Literal else 1 if hint is int else "ROT"
    return row(**given)


class AnyState:
    """A state in which everything is there."""

    def find(self, row: type[Row], _id: str) -> Row:
        return sample(row)

    get = find

    def all(self, row: type[Row], _field: str, _value: str) -> list[Row]:
        return [sample(row)]


def test_each_kind_asks_for_the_right_that_the_table_names() -> None:
    assert {kind: op.right.value for kind, op in OPS.items()} == {k: row["right"] for k, row in TABLE["kinds"].items()}


@pytest.mark.parametrize("kind", sorted(OPS))
def test_each_kind_is_judged_where_the_table_says(kind: str) -> None:
    example = importlib.import_module(f"backend.ops.{kind}").EXAMPLE
    found: Any = AnyState()
    assert list(example.where(found)) == TABLE["kinds"][kind]["where"]


def test_each_right_is_held_by_the_roles_and_in_the_scopes_that_the_table_names() -> None:
    wrong = [
        f"{role} {'may' if seen else 'may not'} {right} in {name}"
        for right in Right
        for role in PEOPLE
        for name, scope in SCOPES.items()
        if (seen := may(right, scope, held(role))) != (role in TABLE["rights"][right] and name in TABLE["scopes"][role])
    ]
    assert not wrong


def test_the_table_has_no_row_for_what_is_not_there() -> None:
    assert set(TABLE["rights"]) == set(Right)
    assert set(TABLE["scopes"]) == set(PEOPLE)
    assert all(set(names) <= set(SCOPES) for names in TABLE["scopes"].values())


def test_nobody_may_anything_with_no_role() -> None:
    assert not any(may(right, scope, ()) for right in Right for scope in SCOPES.values())
