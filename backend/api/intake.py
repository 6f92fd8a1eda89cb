"""`/api/intake`: bring a file of orders in, by somebody who may."""

from __future__ import annotations

from typing import Any

from litestar import Request, Router, post
from litestar.params import FromQuery
from msgspec import Struct

from backend.api.auth import gate
from backend.api.errors import Problem
from backend.api.parts import parts_of
from backend.domain.people.roles import Right
from backend.domain.stock.rows import Warehouse
from backend.exchange.intake.orders import Intake, Progress, take_in
from backend.exchange.intake.shopify import Problem as FileProblem
from backend.store import rows as stored
from backend.sync.service import Sync

AnyRequest = Request[Any, Any, Any]
FILE_BYTES_MAX = 50 * 1024 * 1024


class IntakeFrame(Struct):
    """What became of the file. Each problem names its line, its column, its value and its reason."""

    rows: int
    placed: list[str]
    there_before: list[str]
    problems: list[FileProblem]

    @property
    def errors(self) -> int:
        """How many rows or orders were left out."""
        return sum(problem.severity == "error" for problem in self.problems)


class NoWarehouse(Exception):  # noqa: N818
    """The orders must name a warehouse that is there."""

    def __init__(self, asked: str, there: list[str]) -> None:
        super().__init__(asked)
        self.asked, self.there = asked, ", ".join(there)


async def intake(
    sync: Sync, content: bytes, warehouse: str, *, dry_run: bool, progress: Progress | None = None
) -> IntakeFrame:
    """Take a file in for a warehouse; it need not be named where there is only one. Raises `NoWarehouse`."""
    there = [house.id for house in await sync.store.read(lambda c: stored.load_all(c, Warehouse))]
    house = warehouse or (there[0] if len(there) == 1 else "")
    if house not in there:
        raise NoWarehouse(warehouse, there)
    return frame(await take_in(sync, content, house, dry_run=dry_run, progress=progress))


def frame(found: Intake) -> IntakeFrame:
    """A report as it is sent."""
    return IntakeFrame(found.rows, list(found.placed), list(found.there_before), list(found.problems))


@post("/shopify", opt=gate.right(Right.IMPORT), status_code=200, request_max_body_size=FILE_BYTES_MAX)
async def shopify_route(
    request: AnyRequest, warehouse: FromQuery[str] = "", *, dry_run: FromQuery[bool] = False
) -> IntakeFrame:
    """Bring an orders export of a Shopify shop in; the body is the file. Sending it again changes nothing."""
    content = await request.body()
    sync = parts_of(request).sync
    try:
        async with sync.load.report.turn():
            return await intake(sync, content, warehouse, dry_run=dry_run)
    except NoWarehouse as missing:
        choices = ("name_warehouse",)
        raise Problem(404, "no_warehouse", choices, asked=missing.asked[:80], there=missing.there) from None


ROUTER = Router("/api/intake", route_handlers=[shopify_route], tags=["intake"])
