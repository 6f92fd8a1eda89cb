"""The report as one HTML file that needs no other."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from backend.lab.rehearse.charts import bars, columns
from backend.lab.rehearse.report import Report, pace

SHOWN_MOST = 30
_STYLE = """
:root { color-scheme: light dark; --ink: #14213d; --dim: #5c677d; --paper: #fbfaf7; --card: #fff; --line: #d9d6cd;
  --one: #1f6feb; --much: #b6d4fe; --good: #176b3a; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --dim: #a0a7b4; --paper: #14161a; --card: #1d2026;
  --line: #343a44; --one: #6ea8fe; --much: #2c4668; --good: #6fdc9a; --bad: #ff8a80 } }
body { margin: 0 auto; max-width: 720px; padding: 24px 16px; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif }
h1 { font-size: 26px; margin: 0 } h2 { font-size: 18px; margin: 0 0 8px } p { margin: 4px 0 }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 16px 0 }
.verdict { font-size: 20px; font-weight: 700; color: var(--good) } .verdict.bad { color: var(--bad) }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0 }
dt { color: var(--dim); font-size: 14px } dd { margin: 0; font-size: 22px; font-weight: 600 }
svg { width: 100%; height: auto; font: 13px system-ui, sans-serif } svg text { fill: var(--ink) }
.one { fill: var(--one) } .much { fill: var(--much) } line { stroke: var(--line) }
"""


def html(report: Report) -> str:
    """The whole file."""
    r = report
    bad = len(r.violations)
    verdict = f"{bad} promises broken" if bad else "Nothing lost, nothing twice: every promise held"
    if r.undelivered and not bad:
        verdict = f"{r.undelivered} ops still waited on devices: the floor was not held against the books"
    facts = {
        "Orders shipped": f"{r.shipped} of {r.orders}", "Lines": f"{r.lines}", "Lines an hour": f"{r.lines_an_hour:g}",
        "Handhelds": f"{r.handhelds}", "Ops": f"{r.ops}", "Server processor": f"{r.server_cpu_s:g} s",
        "Server memory, most": f"{r.server_peak_mb:g} MB", "Played": f"{r.day_h:g} h in {r.played_s:.0f} s",
    }  # fmt: skip
    waits = {f"to {w.step}": (w.p50, w.p95) for w in r.waits}
    delays = {"op to its outcome": _pair(r.latency_ms), "people act late by": _pair(r.late_ms)}
    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>Rehearsal of a {escape(r.site)} site</title><style>{_STYLE}</style>",
        f"<h1>Rehearsal of a {escape(r.site)} site</h1><p>{escape(pace(r))}; seed {r.seed}</p>",
        f'<p class="verdict{" bad" if bad else ""}">{verdict}</p>',
        *(f"<p>✗ {escape(one)}</p>" for one in r.violations),
        f"<section><dl>{_facts(facts)}</dl></section>",
        _part("Lines over the day", columns(r.curve, "0 h", f"{r.day_h:g} h")),
        _part("Lines an hour, on a run", bars({who: (rate,) for who, rate in _few(r.by_picker).items()})),
        _part("Minutes from step to step: half of the orders / 95 of 100", bars(waits, "min")),
        _part("Milliseconds: half / 95 of 100", bars(delays, "ms")),
        _part("What went wrong on purpose", _counts(r.planned)),
        _part(f"Exceptions, {r.left_open} left open", _counts(r.exceptions)),
        _part("Refused, with a way on", _counts(r.refused)),
    ]
    return "\n".join(parts) + "\n</html>\n"


def _facts(facts: Mapping[str, str]) -> str:
    return "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts.items())


def _pair(spread: Mapping[str, float]) -> tuple[float, float]:
    return spread.get("p50", 0), spread.get("p95", 0)


def _few(rates: Mapping[str, float]) -> dict[str, float]:
    """The slowest and the quickest, where there are many."""
    ordered = sorted(rates.items(), key=lambda pair: -pair[1])
    half = SHOWN_MOST // 2
    return dict(ordered if len(ordered) <= SHOWN_MOST else [*ordered[:half], *ordered[-half:]])


def _counts(counts: Mapping[str, int]) -> str:
    return bars({name: (count,) for name, count in counts.items()}) if counts else "<p>None.</p>"


def _part(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"
