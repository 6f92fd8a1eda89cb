"""product.add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.product.rows import Barcode, Level, Product, ProductUnit
from backend.domain.units import Grams, Line, RowId, Units, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.scanning.gtin import normalise

Millimetres = Annotated[int, Meta(ge=0, le=100_000)]


class NewUnit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A level of packing: base units, grams and millimetres of one."""

    level: Level
    units: Units
    weight_g: Grams = 0
    length_mm: Millimetres = 0
    width_mm: Millimetres = 0
    height_mm: Millimetres = 0


class NewBarcode(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code on the goods: a GTIN of 8, 12, 13 or 14 digits, or free text."""

    code: Word
    level: Level = "each"
    units: Units = 1

    @property
    def id(self) -> str:
        """The code as scans give it: a GTIN as 14 digits."""
        return normalise(self.code) or self.code


@operation(
    nature=Nature.REQUEST,
    right=Right.CATALOG,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{product} is in the catalog", "{product} 已加入目录"),
        "already_there": Text("{product} is in the catalog already", "{product} 已在目录中"),
        "barcode_taken": Text("{code} is on {product} already", "条码 {code} 已属于 {product}"),
        "named_twice": Text("{code} is named twice", "{code} 重复"),
    },
)
class ProductAdd(Op, frozen=True, kw_only=True):
    """A product enters the catalog with the packs that it comes in and the codes on them."""

    product: RowId
    name_en: Word
    name_zh: Word
    product_class: Line = ""
    weight_g: Grams = 0
    lot_tracked: bool = False
    shelf_life_days: Annotated[int, Meta(ge=1, le=36_500)] | None = None
    units: Annotated[tuple[NewUnit, ...], Meta(max_length=8)] = ()
    barcodes: Annotated[tuple[NewBarcode, ...], Meta(max_length=50)] = ()

    def where(self, state: State) -> tuple[str, ...]:
        return ("catalog",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Product, self.product, needed=False)
        for barcode in self.barcodes:
            yield Ref(Barcode, barcode.id, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(Product, self.product) is not None:
            return Refused("already_there", {"product": self.product}, ("keep_theirs", "discard"))
        named = [*(u.level for u in self.units), *(b.id for b in self.barcodes)]
        twice = [name for name in named if named.count(name) > 1]
        if twice:
            return Refused("named_twice", {"code": twice[0]}, ("leave_out", "discard"))
        for barcode in self.barcodes:
            taken = state.find(Barcode, barcode.id)
            if taken is not None:
                told: dict[str, str | int] = {"code": barcode.code, "product": taken.product}
                return Refused("barcode_taken", told, ("leave_out", "discard"))
        draft = draft_of(state, context)
        for row in self._rows():
            draft.put(row)
        return answer(draft, params={"product": self.product})

    def _rows(self) -> Iterable[Product | ProductUnit | Barcode]:
        yield Product(
            id=self.product, name_en=self.name_en, name_zh=self.name_zh, product_class=self.product_class,
            weight_g=self.weight_g, lot_tracked=self.lot_tracked, shelf_life_days=self.shelf_life_days,
        )  # fmt: skip
        for unit in self.units:
            yield ProductUnit(
                id=f"{self.product}/{unit.level}", product=self.product, level=unit.level, units=unit.units,
                weight_g=unit.weight_g, length_mm=unit.length_mm, width_mm=unit.width_mm, height_mm=unit.height_mm,
            )  # fmt: skip
        for barcode in self.barcodes:
            yield Barcode(id=barcode.id, product=self.product, level=barcode.level, units=barcode.units)


EXAMPLE = ProductAdd(
    product="PEN-01",
    name_en="Ballpoint pen, blue",
    name_zh="蓝色圆珠笔",
    weight_g=12,
    units=(NewUnit(level="case", units=50, weight_g=650),),
    barcodes=(NewBarcode(code="4006381333931"), NewBarcode(code="PEN-CASE", level="case", units=50)),
)
