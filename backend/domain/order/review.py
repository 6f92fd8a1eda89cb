"""The automatic review of an order: what it finds, and against which limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from backend.domain.customer.rows import Customer
from backend.domain.day import DAY_MS
from backend.domain.order.firm import Unkept
from backend.domain.order.promise import Lack, owes
from backend.domain.order.rows import Finding, Order, OrderLine

LISTED_MAX = 5
ADDRESS = ("ship_street", "ship_city", "ship_zip", "ship_country")


class Policy(Struct, frozen=True, kw_only=True):
    """Limits of the review. Amounts in minor units of the order's currency."""

    amount_max: int = 500_000
    new_customer_days: int = 30
    new_customer_amount_max: int = 100_000


POLICY = Policy()

WORDS: dict[str, tuple[str, str]] = {
    "customer_unknown": ("No customer of ours", "未登记的客户"),
    "customer_blocked": ("{value} is blocked", "客户 {value} 已被冻结"),
    "credit": ("It would owe {value}; the limit is {limit}", "欠款将达 {value}，额度为 {limit}"),
    "currency": ("Ordered in {value}; the customer pays in {limit}", "订单币种 {value}，客户币种 {limit}"),
    "new_customer": (
        "{value} from a new customer; up to {limit} goes by itself",
        "新客户下单 {value}，自动批准上限 {limit}",
    ),
    "amount": ("It comes to {value}; up to {limit} goes by itself", "金额 {value}，自动批准上限 {limit}"),
    "address": ("The address lacks: {value}", "地址缺少：{value}"),
    "unpaid": ("Not paid, and no credit is agreed ({value})", "未付款且无信用额度（{value}）"),
    "stock_short": ("Not enough in stock: {value}", "库存不足：{value}"),
    "price_zero": ("No price for: {value}", "没有价格：{value}"),
    "lease_late": ("Promised offline, but here too late: {value}", "离线承诺送达过晚：{value}"),
    "lease_overdrawn": ("Promised offline beyond what was set aside: {value}", "离线承诺超出预留数量：{value}"),
    "lease_foreign": (
        "Promised from stock set aside for another device: {value}",
        "离线承诺使用了其他设备的预留：{value}",
    ),
}
"""What each finding says in English and Chinese; `{value}` and `{limit}` are the finding's own."""


class Found(Struct, frozen=True):
    """One finding before it is written down. One that does not hold the order is only shown."""

    code: str
    value: str
    limit: str = ""
    holds: bool = True


def review(
    order: Order,
    lines: Sequence[OrderLine],
    customer: Customer | None,
    lacking: Sequence[Lack],
    unkept: Sequence[Unkept] = (),
    policy: Policy = POLICY,
) -> list[Found]:
    """All that is to be said of an order, in the order of the table of words."""
    return [
        *(_customer(order, customer, policy) if customer else _stranger(order)),
        *_money(order, policy),
        *_address(order),
        *_goods(lines, lacking),
        *_promises(unkept),
    ]


def _stranger(order: Order) -> Iterable[Found]:
    paid = owes(order) == 0
    yield Found("customer_unknown", order.ship_name, holds=not paid)
    if not paid:
        yield Found("unpaid", order.payment)


def _customer(order: Order, customer: Customer, policy: Policy) -> Iterable[Found]:
    if customer.blocked:
        yield Found("customer_blocked", customer.number)
    due = owes(order)
    if customer.currency != order.currency and due:
        yield Found("currency", order.currency, customer.currency)
    elif due and customer.credit_limit and customer.open_amount + due > customer.credit_limit:
        yield Found("credit", money(customer.open_amount + due), money(customer.credit_limit))
    is_new = order.placed_at - customer.since < policy.new_customer_days * DAY_MS
    if is_new and order.total > policy.new_customer_amount_max:
        yield Found("new_customer", money(order.total), money(policy.new_customer_amount_max))
    if due and not customer.credit_limit:
        yield Found("unpaid", order.payment)


def _money(order: Order, policy: Policy) -> Iterable[Found]:
    if order.total > policy.amount_max:
        yield Found("amount", money(order.total), money(policy.amount_max))


def _address(order: Order) -> Iterable[Found]:
    missing = [name.removeprefix("ship_") for name in ADDRESS if not getattr(order, name).strip()]
    if missing:
        yield Found("address", ", ".join(missing))


def _goods(lines: Sequence[OrderLine], lacking: Sequence[Lack]) -> Iterable[Found]:
    if lacking:
        yield Found("stock_short", _some(f"{lack.product} {lack.free}/{lack.wanted}" for lack in lacking))
    free_of_charge = [line.product for line in lines if line.unit_price == 0]
    if free_of_charge:
        yield Found("price_zero", _some(free_of_charge))


def _promises(unkept: Sequence[Unkept]) -> Iterable[Found]:
    for code in sorted({one.code for one in unkept}):
        yield Found(code, _some(f"{one.product} {one.units}" for one in unkept if one.code == code))


def _some(parts: Iterable[str]) -> str:
    """The first few, and how many more."""
    listed = list(parts)
    more = f" +{len(listed) - LISTED_MAX}" if len(listed) > LISTED_MAX else ""
    return ", ".join(listed[:LISTED_MAX]) + more


def money(minor: int) -> str:
    """Minor units as a decimal number."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def finding(order: Order, found: Found) -> Finding:
    """A finding as a row of its order."""
    return Finding(
        id=f"{order.id}/{found.code}", order=order.id, rep=order.rep, code=found.code, value=found.value,
        limit=found.limit, holds=found.holds,
    )  # fmt: skip
