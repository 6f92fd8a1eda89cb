"""The TypeScript of the scanner check: its codes with their symbols, and what to change on which scanner."""

from __future__ import annotations

import msgspec

from backend.domain.device.findings import SEVERITY
from backend.scanning.scanner_check import (
    MAKERS,
    TEST_CODES,
    TOPICS,
    SetUp,
    Step,
    Symbol,
    TestCode,
    programming,
    symbol,
)

TYPES = """/** Rows of modules, `1` for dark; a linear symbol has one row. `quiet`: modules that stay light around. */
export interface Drawn {
  readonly rows: readonly string[];
  readonly quiet: number;
}
/** `parts` are joined by the GS1 separator. */
export interface TestCode {
  readonly id: string;
  readonly carrier: string;
  readonly parts: readonly string[];
  readonly spelled: string;
  readonly symbol: Drawn;
}
export interface Step {
  readonly topic: string;
  readonly menu: string;
  readonly codes: readonly { readonly text: string; readonly symbol: Drawn }[];
}
export interface SetUp {
  readonly maker: string;
  readonly family: string;
  readonly tool: string;
  readonly steps: readonly Step[];
}
"""


def render() -> str:
    """The module, without its head line."""
    codes = [_code(code) for code in TEST_CODES]
    makers = [_set_up(one) for one in MAKERS]
    topics = {name: {"en": en, "zh": zh} for name, (en, zh) in TOPICS.items()}
    return (
        TYPES
        + "/** What each change is for. */\n"
        + f"export const TOPICS = {_literal(topics)} as const;\n"
        + "/** How bad each finding is. */\n"
        + f"export const SEVERITY = {_literal(SEVERITY)} as const;\n"
        + f"export const TEST_CODES: readonly TestCode[] = {_literal(codes)};\n"
        + f"export const MAKERS: readonly SetUp[] = {_literal(makers)};\n"
    )


def _literal(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode()


def _drawn(made: Symbol) -> dict[str, object]:
    return {"rows": made.rows, "quiet": made.quiet}


def _code(code: TestCode) -> dict[str, object]:
    drawn = _drawn(symbol(code))
    return {"id": code.id, "carrier": code.carrier, "parts": code.parts, "spelled": code.spelled, "symbol": drawn}


def _set_up(one: SetUp) -> dict[str, object]:
    return {"maker": one.maker, "family": one.family, "tool": one.tool, "steps": [_step(step) for step in one.steps]}


def _step(step: Step) -> dict[str, object]:
    codes = [{"text": c.text, "symbol": _drawn(programming(c.before, c.text, c.after))} for c in step.codes]
    return {"topic": step.topic, "menu": step.menu, "codes": codes}
