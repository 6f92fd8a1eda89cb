"""Who buys."""

from __future__ import annotations

from backend.domain.row import Row, desk_and_rep, table


@table("customer")
class Customer(Row, frozen=True, kw_only=True):
    """A customer with credit. `open_amount` is what approved and unpaid orders come to, in minor units.

    `substitutes`: a `Consent`; none is to ask.
    """

    number: str
    name: str
    email: str = ""
    rep: str | None = None
    currency: str = "EUR"
    credit_limit: int = 0
    open_amount: int = 0
    blocked: bool = False
    since: int = 0
    street: str = ""
    city: str = ""
    zip: str = ""
    country: str = ""
    phone: str = ""
    substitutes: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return desk_and_rep(self.rep)
