"""Whether an answer is what it should be, and how a figure is written."""

from __future__ import annotations

from backend.domain.checkpoint.rows import Checkpoint, Said


def fault(of: Checkpoint, said: Said, tenths: int | None) -> str:
    """What is wrong with an answer, as a code; empty if nothing is."""
    if said == "unable" or (said == "figure" and tenths is None):
        return "not_answered"
    if said == "no":
        return "answered_no"
    if said == "yes" or tenths is None:
        return ""
    if of.least is not None and tenths < of.least:
        return "too_low"
    return "too_high" if of.most is not None and tenths > of.most else ""


def figure(tenths: int | None) -> str:
    """Tenths as people write them: -45 as "-4.5", 40 as "4"; empty for none."""
    if tenths is None:
        return ""
    whole, part = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{part}' if part else ''}"
