"""The kinds of boxes that a floor packs into."""

from __future__ import annotations

from backend.domain.draft import Rows
from backend.domain.pack.rows import Carton
from backend.domain.pack.weight import EMPTY_CARTON_G
from backend.domain.row import Row, table, wh


@table("box_type")
class BoxType(Row, frozen=True, kw_only=True):
    """A kind of box: inner millimetres, grams of the empty box, and grams of goods that it bears.

    Id: `<warehouse>/<code>`; the code is what its label says. What is not `active` is suggested no more.
    """

    warehouse: str
    code: str
    name_en: str
    name_zh: str
    length_mm: int
    width_mm: int
    height_mm: int
    tare_g: int
    max_g: int
    active: bool = True

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


def empty_g(rows: Rows, carton: Carton) -> int:
    """Grams of a carton with nothing in it: of its box, if somebody has said which one it is."""
    box = rows.find(BoxType, carton.box) if carton.box else None
    return EMPTY_CARTON_G if box is None else box.tare_g
