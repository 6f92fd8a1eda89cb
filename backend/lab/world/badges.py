"""Badges of the demo's floor, on a page to print: random ones, made with the world."""

from __future__ import annotations

import html
import os
from pathlib import Path

import segno

from backend.api.auth import badges, codes, enrolment
from backend.api.auth.device_frames import EnrolCodeFrame
from backend.api.auth.own import record_as
from backend.api.parts import Parts
from backend.lab.world.entries import PersonEntry
from backend.lab.world.read import read_world
from backend.ops.people.badge import PeopleBadge
from backend.scanning.own_code import BADGE_MARK

PAGE = "badges.html"
FLOOR = {"picker", "packer", "dock", "receiver", "lead"}
ADMIN, WAREHOUSE = "sam", "ROT"
CODE_LIFE_MS = 12 * 3600 * 1000
_HEAD = """<!doctype html><meta charset="utf-8"><title>Badges of the demo</title><style>
body { font: 16px/1.4 system-ui, sans-serif; margin: 24px; display: flex; flex-wrap: wrap; gap: 16px }
figure { margin: 0; padding: 16px; border: 1px solid #999; border-radius: 8px; text-align: center; break-inside: avoid }
b { display: block; font-size: 20px } svg { width: 45mm; height: 45mm } small { font-size: 9px }
</style>
"""


async def hand_out(parts: Parts, folder: Path) -> Path:
    """Give everybody on the floor a badge and a PIN of their own. Returns the page that shows them."""
    cards = [await _card(parts, person) for person in read_world().people if person.role in FLOOR]
    page = folder / PAGE
    page.unlink(missing_ok=True)
    with os.fdopen(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(_HEAD + "\n".join(cards) + "\n")
    return page


async def _card(parts: Parts, person: PersonEntry) -> str:
    await record_as(parts, ADMIN, PeopleBadge(person=person.id))
    made = await badges.give(parts, person.id, codes.new_pin(), must_change=False)
    text = BADGE_MARK + made.badge
    drawn = segno.make(text, error="m").svg_inline(border=2)
    who = f"<b>{html.escape(person.name)}</b>{person.role}, {person.warehouse}"
    return f"<figure>{drawn}<figcaption>{who}<br>PIN {made.pin}<br><small>{text}</small></figcaption></figure>"


async def scanner_code(parts: Parts) -> str:
    """Where a browser becomes a shared scanner of the demo: once, within half a day."""
    frame = EnrolCodeFrame("Demo scanner", "handheld", shared=True, warehouse=WAREHOUSE)
    return (await enrolment.make(parts, ADMIN, frame, CODE_LIFE_MS)).path
