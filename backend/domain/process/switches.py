"""The switches of a floor's process: what a lead may set without anybody writing code, and what does not go together.

The one table that the page, the check of `process.set`, the sentences of its refusals and the TypeScript are made from.
A device follows a switch as soon as it hears of it; what it has recorded before stands as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from backend.domain.process.rows import ProcessSwitch

Said = tuple[str, str]
"""One sentence in English and in Chinese."""

Job = Literal["pick", "pack", "count", "ship"]


class Value(Struct, frozen=True):
    """One way in which a switch can stand: its name on the key, and what people then do."""

    name: Said
    does: Said


class Switch(Struct, frozen=True):
    """One switch. The first of `values` is the default, which holds where nobody has said otherwise."""

    job: Job
    name: Said
    values: dict[str, Value]

    @property
    def default(self) -> str:
        return next(iter(self.values))


class Clash(Struct, frozen=True):
    """Two settings (switch, value) that do not go together, and why."""

    code: str
    one: tuple[str, str]
    other: tuple[str, str]
    why: Said


def _one_in(n: int) -> Value:
    """A share of spot checks, as `pwa/src/domain/pick/sample.ts` draws them."""
    likelier = n // 5
    en = (
        f"One stop in {n} asks for one scan of the item; one in {likelier} for new pickers, and where a count was off "
        "in the last 30 days or is asked for. Nobody can tell beforehand which."
    )
    zh = (
        f"每{n}站有1站要求扫描一次货品；新人，以及30天内盘点有差异或待盘点的货位，每{likelier}站有1站。"
        "事先无法知道是哪一站。"
    )
    return Value((f"1 in {n}", f"每{n}站抽1站"), (en, zh))


SWITCHES: dict[str, Switch] = {
    "pick.item": Switch("pick", ("The item at the shelf", "货位上的货品"), {
        "scan": Value(("Scan it", "扫描货品"), (
            "Each item or pack is scanned: a wrong one is noticed at the shelf.",
            "每件货品或每个包装都要扫描：拿错时当场就能发现。")),
        "bin": Value(("The place stands for it", "以货位代替"), (
            "Where a place holds one product and one lot, its label and then the tote count all units of the stop.",
            "货位上只有一种货品、一个批次时，扫描货位再扫描周转箱即计入该站全部数量。")),
    }),
    "pick.sample": Switch("pick", ("Spot checks where the place stands", "以货位代替时的抽查"), {
        "none": Value(("None", "不抽查"), (
            "Where the place stands for the item, the item is not asked for.", "以货位代替货品时，不要求扫描货品。")),
        "few": _one_in(50),
        "some": _one_in(20),
        "many": _one_in(10),
    }),
    "pick.tote": Switch("pick", ("The tote after the item", "拣货后的周转箱"), {
        "scan": Value(("Scan it", "扫描周转箱"), (
            "A stop ends with the label of its tote: units in a wrong tote are noticed.",
            "每站以扫描周转箱结束：放错周转箱时能被发现。")),
        "none": Value(("Not asked", "不要求"), (
            "A stop ends with its last unit. Good for carts with a single tote.",
            "拣完最后一件即结束该站。适合只有一个周转箱的拣货车。")),
    }),
    "pick.units": Switch("pick", ("Many of the same item", "同一货品多件"), {
        "scan": Value(("Scan each", "逐件扫描"), (
            "Every unit is scanned, or a pack with its own code.", "每件都要扫描，或扫描包装自带的条码。")),
        "keys": Value(("Scan one, key the rest", "扫一件，其余按键"), (
            "After the first scan a key counts the rest of the stop.", "扫描第一件后，可用按键计入该站的其余数量。")),
    }),
    "pick.batch": Switch("pick", ("Sharing out a batch", "批量拣货的分货"), {
        "stop": Value(("At each stop", "每站分货"), (
            "After the last unit of a bin the screen says how many go into which tote on the cart.",
            "拣完一个货位后，屏幕提示各周转箱放入几件。")),
        "wall": Value(("At a put wall", "分拣墙分货"), (
            "All bins are picked first. At the wall an item is scanned, and the screen says which order gets how many.",
            "先拣完所有货位。在分拣墙扫描货品，屏幕提示哪张订单几件。")),
    }),
    "pack.items": Switch("pack", ("Items into the carton", "货品装箱"), {
        "each": Value(("Scan each", "逐件扫描"), (
            "Every unit that goes into a carton is scanned.", "放入纸箱的每一件都要扫描。")),
        "new": Value(("Scan each while new", "仅新人逐件扫描"), (
            "Who has packed fewer than 20 orders here scans each unit; others scan one and key the rest.",
            "在此打包少于20单的人逐件扫描；其他人扫一件，其余按键。")),
        "quantity": Value(("Scan one, key the rest", "扫一件，其余按键"), (
            "After the first scan of an item, a key puts all of it in.", "扫描货品第一件后，可用按键放入其余全部。")),
    }),
    "count.books": Switch("count", ("What the books say, at a count", "盘点时的账面数量"), {
        "hidden": Value(("Hidden", "隐藏"), (
            "Who counts does not see what is expected: the count is their own.", "盘点人看不到账面数量，独立清点。")),
        "shown": Value(("Shown", "显示"), (
            "The number of the books stands beside the keys.", "按键旁显示账面数量。")),
    }),
    "ship.sequence": Switch("ship", ("The order of loading", "装车顺序"), {
        "free": Value(("Any", "不限"), ("Cartons go onto the truck as they come.", "纸箱按到达顺序装车。")),
        "warn": Value(("Warn when out of turn", "不按顺序时提醒"), (
            "A carton is told that goes on while an order that is due earlier waits; it counts all the same.",
            "仍有更早到期的订单未装车时会提醒，但该箱仍然计入。")),
    }),
}  # fmt: skip

CLASHES: tuple[Clash, ...] = (
    Clash("nothing_confirms", ("pick.item", "bin"), ("pick.tote", "none"), (
        "nothing would be scanned after the place, so nobody could tell a stop that is done from one that is not",
        "扫描货位后不再扫描任何内容，无法判断该站是否完成",
    )),
    Clash("nothing_to_key", ("pick.item", "bin"), ("pick.units", "keys"), (
        "there is no first scan of the item that the keys could go on from",
        "没有货品的第一次扫描，按键无从继续",
    )),
)  # fmt: skip


def id_of(warehouse: str, switch: str) -> str:
    """The id of the row of a switch."""
    return f"{warehouse}/{switch}"


def standing(rows: list[ProcessSwitch]) -> dict[str, str]:
    """All switches of a warehouse as they stand, given its rows."""
    said = {row.switch: row.value for row in rows}
    return {key: said.get(key, switch.default) for key, switch in SWITCHES.items()}


def clash(standing: Mapping[str, str]) -> Clash | None:
    """The first two settings that do not go together."""
    return next((c for c in CLASHES if all(standing[key] == value for key, value in (c.one, c.other))), None)


def sentence(of: Clash) -> Said:
    """What a refusal says: both settings by the names on the page, and why."""
    (one, other), why = (of.one, of.other), of.why
    en, zh = (
        [f"“{SWITCHES[key].name[nth]}: {SWITCHES[key].values[value].name[nth]}”" for key, value in (one, other)]
        for nth in (0, 1)
    )
    return f"{en[0]} and {en[1]} do not go together: {why[0]}", f"{zh[0]}与{zh[1]}不能同时使用：{why[1]}"
