"""The TypeScript of the process switches."""

from __future__ import annotations

import json

from backend.domain.process.switches import CLASHES, SWITCHES, Said, sentence


def _said(said: Said) -> str:
    en, zh = (json.dumps(text, ensure_ascii=False) for text in said)
    return f"{{ en: {en}, zh: {zh} }}"


def render() -> str:
    """The table as constants, and a type that knows the values of each switch."""
    types, switches = "", ""
    for key, switch in SWITCHES.items():
        types += f'  readonly "{key}": {" | ".join(json.dumps(value) for value in switch.values)};\n'
        switches += f'  "{key}": {{\n    job: "{switch.job}",\n    name: {_said(switch.name)},\n    values: {{\n'
        for value, told in switch.values.items():
            name, does = _said(told.name), _said(told.does)
            switches += f"      {value}: {{\n        name: {name},\n        does: {does},\n      }},\n"
        switches += "    },\n  },\n"
    clashes = "".join(
        f"  {{ one: {json.dumps(c.one)}, other: {json.dumps(c.other)}, says: {_said(sentence(c))} }},\n"
        for c in CLASHES
    )
    return (
        'import type { Text } from "./words";\n\n'
        "/** What each switch can be set to. */\n"
        f"export interface Process {{\n{types}}}\n\n"
        "export type SwitchKey = keyof Process;\n\n"
        "export interface SwitchValue {\n  readonly name: Text;\n  readonly does: Text;\n}\n\n"
        "export interface Switch {\n  readonly job: string;\n  readonly name: Text;\n"
        "  readonly values: Readonly<Record<string, SwitchValue>>;\n}\n\n"
        "/** The switches of a floor, by job; the first value holds where nobody has said otherwise. */\n"
        f"export const SWITCHES: Readonly<Record<SwitchKey, Switch>> = {{\n{switches}}};\n\n"
        "/** Settings, as switch and value, that do not go together. */\n"
        "export const CLASHES: readonly {\n  readonly one: readonly string[];\n  readonly other: readonly string[];\n"
        f"  readonly says: Text;\n}}[] = [\n{clashes}];\n"
    )
