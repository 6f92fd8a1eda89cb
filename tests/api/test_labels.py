"""Any label over HTTP."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import msgspec
from PIL import Image

from backend.lab.world import build
from tests.api.asgi import call, code
from tests.api.conftest import Run, World
from tests.api.test_orders import JSON, as_person
from tests.scanning.reader import pdf_pages, seen, seen_on_png

PLACE = {"kind": "location", "code": "A-12-04", "check_digits": "47", "arrow": "up", "note": "冷藏"}
ON_IT = [("]C0", "L-A-12-04")]


class Desk:
    """Somebody who may print."""

    def __init__(self, world: World, headers: dict[str, str]) -> None:
        self.world, self.headers = world, headers

    async def ask(self, **question: Any) -> tuple[int, dict[str, str], bytes]:
        return await call(self.world.app, "POST", "/api/labels", self.headers, msgspec.json.encode(question))


async def desk(world: World) -> Desk:
    await build.furnish(world.parts.sync)
    await build.let_in(world.parts)
    return Desk(world, {**JSON, **await as_person(world, "jonas")})


def test_a_label_comes_in_every_form_and_reads_back(run: Run) -> None:
    async def work(world: World) -> None:
        at = await desk(world)
        status, headers, png = await at.ask(labels=[PLACE], form="png", dpi=300)
        assert (status, headers["content-type"], seen_on_png(png)) == (200, "image/png", ON_IT)
        assert Image.open(BytesIO(png)).width == 1181
        status, headers, svg = await at.ask(labels=[PLACE], form="svg")
        assert (status, headers["content-type"].split(";")[0], svg[:4]) == (200, "image/svg+xml", b"<svg")
        status, headers, zpl = await at.ask(labels=[PLACE] * 3, form="zpl")
        assert (status, zpl.count(b"^XA")) == (200, 3)
        status, headers, pdf = await at.ask(labels=[PLACE] * 2, form="pdf", sheet="a4-24", first=23)
        assert (status, headers["content-type"], headers["cache-control"]) == (200, "application/pdf", "no-store")
        assert [seen(page) for page in pdf_pages(pdf)] == [ON_IT, ON_IT]

    run(work)


def test_a_label_that_could_not_be_scanned_is_refused_with_words(run: Run) -> None:
    async def work(world: World) -> None:
        at = await desk(world)
        wrong: dict[str, dict[str, Any]] = {
            "label_code": {"labels": [{**PLACE, "code": "货位"}], "form": "pdf"},
            "label_sheet": {"labels": [PLACE], "form": "pdf", "sheet": "a5"},
            "label_first": {"labels": [PLACE], "form": "pdf", "sheet": "a4-8", "first": 8},
            "label_one": {"labels": [PLACE, PLACE], "form": "png"},
            "label_secret": {"labels": [{"kind": "badge", "secret": "1234", "name": "Mei"}], "form": "svg"},
        }
        for expected, question in wrong.items():
            status, _, body = await at.ask(**question)
            assert (status, code(body)) == (422, expected)
            said = msgspec.json.decode(body)["error"]
            assert said["choices"] == ["correct_it"]
            assert said["zh"] != said["en"]
        for question in (
            {"labels": [], "form": "pdf"},
            {"labels": [PLACE], "form": "gif"},
            {"labels": [PLACE], "form": "png", "dpi": 5000},
            {"labels": [{**PLACE, "kind": "banana"}], "form": "pdf"},
            {"labels": [{**PLACE, "colour": "red"}], "form": "pdf"},
            {"labels": [{**PLACE, "note": "x" * 201}], "form": "pdf"},
            {"labels": [PLACE], "form": "pdf", "first": -1},
        ):
            status, _, body = await at.ask(**question)
            assert (status, code(body)) == (400, "bad_request"), question

    run(work)


def test_the_sheets_are_told_with_their_measures(run: Run) -> None:
    async def work(world: World) -> None:
        at = await desk(world)
        status, _, body = await call(world.app, "GET", "/api/labels/sheets", at.headers)
        sheets = {sheet["name"]: sheet for sheet in msgspec.json.decode(body)}
        assert status == 200
        assert (sheets["a4-24"]["columns"], sheets["a4-24"]["rows"], sheets["a4-24"]["label_width"]) == (3, 8, 70)

    run(work)


def test_many_at_once_each_get_their_own_label(run: Run) -> None:
    """Chinese in PDFs and pictures: what draws them may not run twice at once."""

    async def work(world: World) -> None:
        at = await desk(world)
        places = [{**PLACE, "code": f"A-{number:02d}", "note": f"冷藏货位{number}号"} for number in range(12)]
        answers = await asyncio.gather(
            *(at.ask(labels=[place], form=form) for place in places for form in ("png", "pdf"))
        )
        assert {status for status, _, _ in answers} == {200}
        for number, place in enumerate(places):
            (_, _, png), (_, _, pdf) = answers[2 * number : 2 * number + 2]
            assert seen_on_png(png) == [("]C0", f"L-{place['code']}")]
            assert seen(pdf_pages(pdf)[0]) == [("]C0", f"L-{place['code']}")]

    run(work)
