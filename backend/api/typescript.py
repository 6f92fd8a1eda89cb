"""The TypeScript that the app shares with the server: rows, op bodies, words, roles and the life of an order.

`render` writes all of it from the Python definitions, so nothing is typed twice. The files are committed, and a test
compares them with what `render` gives.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import inspect

from backend import domain
from backend.api import typescript_check, typescript_process
from backend.domain.label.trouble import TROUBLES
from backend.domain.order.life import ORDER_LIFE
from backend.domain.people.roles import ROLES, Right
from backend.domain.row import ROWS
from backend.ops import gate
from backend.ops.catalogue import OPS
from backend.ops.kernel import Text
from backend.scanning.gs1 import codes, compact

HEAD = "// Made by `tote types` from the Python definitions; changes go there.\n"


def render() -> dict[str, str]:
    """The generated files: name to text."""
    _load_rows()
    return {
        "rows.ts": _rows(),
        "ops.ts": _ops(),
        "words.ts": _words(),
        "roles.ts": _roles(),
        "life.ts": _life(),
        "gs1.ts": _gs1(),
        "printing.ts": _printing(),
        "process.ts": HEAD + typescript_process.render(),
        "scanner-check.ts": HEAD + typescript_check.render(),
    }


def _load_rows() -> None:
    for job in pkgutil.iter_modules(domain.__path__):
        if job.ispkg:
            package = f"{domain.__name__}.{job.name}"
            if any(m.name == "rows" for m in pkgutil.iter_modules(importlib.import_module(package).__path__)):
                importlib.import_module(f"{package}.rows")


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _union(words: Iterable[str]) -> str:
    return " | ".join(words)


def _object(entries: Mapping[str, str]) -> str:
    """Lines of an object literal or an interface, two spaces deep."""
    return "{\n" + "".join(f"  {key}: {value},\n" for key, value in entries.items()) + "}"


def _members(type_: inspect.UnionType, structs: dict[str, str]) -> str:
    # JSON has one kind of number and one of text, so a union may name the same type twice.
    return _union(dict.fromkeys(_type(t, structs) for t in type_.types))


def _list(type_: inspect.ListType | inspect.VarTupleType, structs: dict[str, str]) -> str:
    item = _type(type_.item_type, structs)
    return f"readonly ({item})[]" if "|" in item else f"readonly {item}[]"


def _struct(type_: inspect.StructType, structs: dict[str, str]) -> str:
    structs[type_.cls.__name__] = _interface(type_.cls, structs)
    return type_.cls.__name__


_SHAPES: dict[type[inspect.Type], Callable[[Any, dict[str, str]], str]] = {
    inspect.StrType: lambda _t, _s: "string",
    inspect.IntType: lambda _t, _s: "number",
    inspect.FloatType: lambda _t, _s: "number",
    inspect.BoolType: lambda _t, _s: "boolean",
    inspect.NoneType: lambda _t, _s: "null",
    inspect.LiteralType: lambda t, _s: _union(_literal(v) for v in t.values),
    inspect.EnumType: lambda t, _s: _union(_literal(e.value) for e in t.cls),
    inspect.UnionType: _members,
    inspect.ListType: _list,
    inspect.VarTupleType: _list,
    inspect.DictType: lambda t, s: f"Readonly<Record<string, {_type(t.value_type, s)}>>",
    inspect.StructType: _struct,
}


def _type(type_: inspect.Type, structs: dict[str, str]) -> str:
    """The TypeScript type of a field. Structs that it names are added to `structs`."""
    while isinstance(type_, inspect.Metadata):
        type_ = type_.type
    return _SHAPES[type(type_)](type_, structs)


def _interface(cls: type[msgspec.Struct], structs: dict[str, str], *, whole: bool = False) -> str:
    """An interface. A field with a default may be left out by whoever writes it; a `whole` row always has it."""
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    lines = [
        f"  readonly {field.encode_name}{'' if whole or field.required else '?'}: {_type(field.type, structs)};\n"
        for field in info.fields
    ]
    return f"export interface {cls.__name__} {{\n" + "".join(lines) + "}\n"


def _rows() -> str:
    structs: dict[str, str] = {}
    rows = {name: _interface(cls, structs, whole=True) for name, cls in sorted(ROWS.items())}
    tables = "".join(f"  {name}: {cls.__name__};\n" for name, cls in sorted(ROWS.items()))
    parts = [*structs.values(), *rows.values(), f"export interface Tables {{\n{tables}}}\n"]
    defaults = "".join(f"  {name}: {_literal(_defaults(cls))},\n" for name, cls in sorted(ROWS.items()))
    return "\n".join([
        HEAD,
        *parts,
        "export type TableName = keyof Tables;\n",
        ("/** What a field holds where nothing else is said, as shared cases leave it out. */\n"
        f"export const DEFAULTS: {{ readonly [T in TableName]: Partial<Tables[T]> }} = {{\n{defaults}}};\n"),
    ])  # fmt: skip


def _defaults(cls: type[msgspec.Struct]) -> dict[str, Any]:
    fields = [f for f in msgspec.structs.fields(cls) if not f.required]
    return {
        f.encode_name: msgspec.to_builtins(f.default_factory() if f.default is msgspec.NODEFAULT else f.default)
        for f in fields
    }


def _ops() -> str:
    structs: dict[str, str] = {}
    kinds = sorted(OPS.items())
    bodies = [_interface(cls, structs) for _, cls in kinds]
    for _, cls in kinds:  # one that is part of another is written once
        structs.pop(cls.__name__, None)
    members = "".join(f"  {_literal(kind)}: {cls.__name__};\n" for kind, cls in kinds)

    def constant(name: str, value: Callable[[Any], Any]) -> str:
        entries = _object({_literal(kind): _literal(value(cls)) for kind, cls in kinds})
        return f"export const {name} = {entries} as const satisfies Record<Kind, unknown>;\n"

    later = _object({_literal(kind): _literal(cls.version) for kind, cls in kinds if cls.version > 1})
    return "\n".join([
        HEAD,
        'export * from "./words";\n',
        *structs.values(),
        *bodies,
        f"export interface Ops {{\n{members}}}\n",
        "export type Kind = keyof Ops;\n",
        "/** What an op of each kind is, and what becomes of it with no network. */",
        constant("KINDS", lambda cls: [cls.nature.value, cls.offline.value]),
        constant("RIGHT", lambda cls: cls.right.value),
        ("/** The versions of bodies that have changed since their first one. */\n"
        f"export const VERSION: {{ readonly [K in Kind]?: number }} = {later};\n"),
        ("/** The kinds whose rule runs on the device too; under a lease, as far as that reaches. */\n"
        'export type ReplayKind = { [K in Kind]: (typeof KINDS)[K][1] extends "replay" | "lease" ? K : never }'
        "[Kind];\n"),
    ])  # fmt: skip


def _text(text: Text) -> str:
    return f"{{ en: {_literal(text.en)}, zh: {_literal(text.zh)} }}"


def _codes(words: Mapping[str, Text], indent: str) -> str:
    inner = "".join(f"{indent}  {code}: {_text(text)},\n" for code, text in words.items())
    return "{\n" + inner + indent + "}"


def _words() -> str:
    kinds = {_literal(kind): _codes(cls.words, "  ") for kind, cls in sorted(OPS.items())}
    codes: dict[str, Text] = getattr(gate, "CODES", {})
    return "\n".join([
        HEAD,
        "export interface Text {\n  readonly en: string;\n  readonly zh: string;\n}\n",
        ("/** What an op can answer, by kind and code; `{name}` stands for a parameter. */\n"
        f"export const WORDS: Readonly<Record<string, Readonly<Record<string, Text>>>> = {_object(kinds)};\n"),
        ("/** What the engine itself can answer to any op. */\n"
        f"export const CODES: Readonly<Record<string, Text>> = {_codes(codes, '')};\n"),
    ])  # fmt: skip


def _roles() -> str:
    def rule(rights: Iterable[Right], reads: Iterable[str]) -> str:
        return f"{{ rights: {_literal(sorted(r.value for r in rights))}, reads: {_literal(list(reads))} }}"

    roles = {_literal(name): rule(r.rights, r.reads) for name, r in sorted(ROLES.items())}
    return "\n".join([
        HEAD,
        f"export type Role = {_union(_literal(name) for name in sorted(ROLES))};\n",
        f"export type Right = {_union(_literal(r.value) for r in Right)};\n",
        "export interface RoleRule {\n  readonly rights: readonly Right[];\n  readonly reads: readonly string[];\n}\n",
        ("/** What each role may do, and the scope patterns that it reads; `{wh}` and `{me}` come from the grant. */\n"
        f"export const ROLES: Readonly<Record<Role, RoleRule>> = {_object(roles)};\n"),
    ])  # fmt: skip


def _life() -> str:
    stages = {name: _literal(stage.steps) for name, stage in ORDER_LIFE.stages.items()}
    return "\n".join([
        HEAD,
        ("/** The stages of an order, in the order of the day; each with the op kinds that lead on, and whereto. */\n"
        f"export const ORDER_LIFE: Readonly<Record<string, Readonly<Record<string, string>>>> = {_object(stages)};\n"),
    ])  # fmt: skip


def _printing() -> str:
    troubles = {code: Text(*pair) for code, pair in TROUBLES.items()}
    return "\n".join([
        HEAD,
        'import type { Text } from "./words";\n',
        ("/** What keeps a label from coming out: `error` of a print job, `why` of a printer. */\n"
        f"export const TROUBLES: Readonly<Record<string, Text>> = {_codes(troubles, '')};\n"),
    ])  # fmt: skip


def _gs1() -> str:
    packed = {"COUNTRIES": codes.COUNTRIES, "COUNTRY_LETTERS": codes.COUNTRY_LETTERS, "CURRENCIES": codes.CURRENCIES}
    rows = "\n".join(compact.lines())
    return (
        f"{HEAD}/** All application identifiers, in the form that backend/scanning/gs1/compact.py tells. */\n"
        f"export const GS1_TABLE = `{rows}`;\n/** ISO 3166-1 and ISO 4217, three or two characters each. */\n"
        + "".join(f"export const {name} = {_literal(''.join(sorted(codes_)))};\n" for name, codes_ in packed.items())
    )
