"""Serial shipping container codes: the 18-digit number of one carton or pallet (GenSpecs 3.3.1)."""

from __future__ import annotations

from backend.scanning.checkdigit import check_digit, ends_right, is_digits

SSCC_LENGTH = 18
EXTENSION_MAX = 9
PREFIX_LENGTHS = range(4, 13)


def sscc(extension: int, company_prefix: str, serial: int) -> str:
    """The SSCC as 18 digits.

    `extension` is 0-9, `company_prefix` 4-12 digits as given out by GS1, `serial` must fit into the digits that are
    left. Raises ValueError otherwise: a number that is cut short would name somebody else's carton.
    """
    if not 0 <= extension <= EXTENSION_MAX:
        raise ValueError(f"the extension digit must be 0-9, not {extension}")
    if len(company_prefix) not in PREFIX_LENGTHS or not is_digits(company_prefix):
        raise ValueError(f"the company prefix must be 4-12 digits, not {company_prefix!r}")
    room = SSCC_LENGTH - 2 - len(company_prefix)
    if not 0 <= serial < 10**room:
        raise ValueError(f"the serial number must have at most {room} digits, not {serial}")
    body = f"{extension}{company_prefix}{serial:0{room}d}"
    return body + check_digit(body)


def check(text: str) -> bool:
    """True for 18 ASCII digits with the right check digit."""
    return len(text) == SSCC_LENGTH and ends_right(text)
