"""product.bind_code."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.day import year_of
from backend.domain.outcome import Outcome, Params, Refused
from backend.domain.people.roles import Right
from backend.domain.product.rows import Barcode, Level, Product
from backend.domain.units import RawScan, RowId, Units
from backend.ops.answer import answer, draft_of
from backend.ops.goods import goods, goods_wants
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.scanning.resolve import Scan, read

CODE_LENGTH_MAX = 80
"""Characters of a row's id."""
_FORMS = {"gtin", "gs1", "text"}


@operation(
    nature=Nature.REQUEST,
    right=Right.TEACH,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{code} is {product} from now on", "今后 {code} 即为 {product}"),
        "barcode_taken": Text("{code} is on {product} already", "条码 {code} 已属于 {product}"),
        "other_pack": Text("{code} stands for {units} of {product} already", "条码 {code} 已代表 {units} 件 {product}"),
        "not_on_goods": Text(
            "{code} does not stand for goods: scan the code on the goods", "{code} 不是货品条码：请扫描货品上的条码"
        ),
    },
)
class ProductBindCode(Op, frozen=True, kw_only=True):
    """Somebody who knows the goods says once what a code on them stands for: a product, and how many base units.

    Only what names a kind of goods can be taught: a GTIN, alone or in an element string, or a free text. A lot, a
    date or a serial in the scan belongs to the one pack, and is left out.
    """

    product: RowId
    raw: RawScan
    level: Level = "each"
    units: Units = 1

    def where(self, state: State) -> tuple[str, ...]:
        return ("catalog",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Product, self.product)
        yield from goods_wants(state, self.raw)

    def decide(self, state: State, context: Context) -> Outcome:
        code = _code_of(read(self.raw, year_of(context.received_at)))
        known = goods(state, self.raw, context)
        if not code:
            return Refused("not_on_goods", {"code": known.seen})
        if known.product and known.product != self.product:
            return Refused("barcode_taken", {"code": known.seen, "product": known.product}, ("keep_theirs", "discard"))
        if known.product and known.units != self.units:
            told: Params = {"code": known.seen, "product": known.product, "units": known.units}
            return Refused("other_pack", told, ("keep_theirs", "discard"))
        draft = draft_of(state, context)
        if not known.product:
            draft.put(Barcode(id=code, product=self.product, level=self.level, units=self.units))
        return answer(draft, params={"code": known.seen, "product": self.product})


def _code_of(scan: Scan) -> str:
    """The id of the barcode that a scan of goods would be known by; empty if it names no goods."""
    if scan.error is not None or scan.form not in _FORMS:
        return ""
    code = scan.gtin or scan.code or ""
    return code if len(code) <= CODE_LENGTH_MAX and code.isprintable() else ""


EXAMPLE = ProductBindCode(product="PEN-01", raw="]E05901234123457")
