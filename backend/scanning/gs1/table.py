"""Every application identifier of the GS1 General Specifications, as of release 26.

The rows are facts of section 3 of that standard, of 4.14 (which go together) and of the Digital Link syntax 1.6 (which
stand in a link). A test holds them against another reading of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator

from backend.scanning.gs1.shape import Identifier, Part, maybe, n, n_to, x, x_to

ITEM = ("01", "02", "8006", "8026")
ITEM_OR_MADE_TO_ORDER = ("01", "02", "03", "8006", "8026")
GTIN_OR_CONTENT = ("01", "02")
AMOUNT_OF_A_VARIABLE = ("30", "31", "32", "35", "36")
UNIT = (("00",),)
PERSON = ("8017", "8018")
SERVED = (("8018",),)
OF_A_PERSON = (PERSON,)
NAMED_IN_PARTS = ("7256", "7259")
OF_ITEM = (ITEM,)
OF_MADE = (ITEM_OR_MADE_TO_ORDER,)
OF_GTIN = (("01",),)
OF_GTIN_OR_CONTENT = (GTIN_OR_CONTENT,)
OF_GTIN_OR_PIECE = (("01", "8006"),)
DATE, DAY, TIME = n(6, "date_or_month"), n(6, "date"), n(4, "time")
COUNTRY, GLN = n(3, "country"), n(13, "check_digit")
NAME, STREET = x_to(35, "percent_encoded"), x_to(70, "percent_encoded")
PIECE = (n(14, "check_digit"), n(4, "piece_of_total"))


def _is(
    ai: str, *parts: Part, fixed: bool = False, needs: tuple[tuple[str, ...], ...] = (), never: tuple[str, ...] = (),
    key: tuple[tuple[str, ...], ...] | None = None, attribute: bool = True,
) -> Identifier:  # fmt: skip
    return Identifier(ai, parts, fixed, needs, never, key, attribute)


def _keys() -> Iterator[Identifier]:
    yield _is("00", n(18, "check_digit"), fixed=True, key=((),))
    yield _is(
        "01", n(14, "check_digit"), fixed=True, never=("255", "37"), key=(("22", "10", "21"), ("235",)),
    )  # fmt: skip
    yield _is("02", n(14, "check_digit"), fixed=True, needs=(("37",),), never=("01", "03"))
    yield _is("03", n(14, "check_digit"), fixed=True, never=("01", "02", "37"), attribute=False)
    yield _is("253", GLN, maybe(x_to(17)), key=((),))
    yield _is("255", GLN, maybe(n_to(12)), never=("01", "02", "415", "8006", "8020", "8026"), key=((),))
    yield _is("401", x_to(30, "company_prefix"), key=((),))
    yield _is("402", n(17, "check_digit"), key=((),))
    yield _is("8003", n(1, "zero"), GLN, maybe(x_to(16)), key=((),))
    yield _is("8004", x_to(30, "company_prefix"), key=(("7040",),))
    yield _is("8006", *PIECE, never=("01", "37"), key=(("22", "10", "21"),))
    yield _is("8010", Part("cset39", 1, 30, ("company_prefix",)), key=(("8011",),))
    yield _is("8013", x_to(25, "check_pair", "company_prefix"), key=((),))
    yield _is("8017", n(18, "check_digit"), never=("8018",), key=(("8019",),))
    yield _is("8018", n(18, "check_digit"), never=("8017",), key=(("8019",),))
    yield _is("8026", *PIECE, needs=(("37",),), never=("02", "8006"))


def _items() -> Iterator[Identifier]:
    yield _is("10", x_to(20), needs=OF_MADE)
    yield _is("12", DATE, fixed=True, needs=(("8020",),))
    for ai in ("11", "13", "15", "16"):
        yield _is(ai, DATE, fixed=True, needs=OF_MADE)
    yield _is("17", DATE, fixed=True, needs=((*ITEM_OR_MADE_TO_ORDER, "255"),))
    yield _is("20", n(2), fixed=True, needs=OF_ITEM)
    yield _is("21", x_to(20), needs=(("01", "03", "8006"),), never=("235",), attribute=False)
    yield _is("22", x_to(20), needs=OF_GTIN, attribute=False)
    yield _is("235", x_to(28), needs=OF_GTIN, attribute=False)
    yield _is("240", x_to(30), needs=OF_ITEM)
    yield _is("241", x_to(30), needs=OF_ITEM)
    yield _is("242", n_to(6), needs=OF_ITEM)
    yield _is("243", x_to(20), needs=OF_GTIN)
    yield _is("250", x_to(30), needs=(("01", "8006"), ("21",)))
    yield _is("251", x_to(30), needs=OF_GTIN_OR_PIECE)
    yield _is("30", n_to(8), needs=OF_GTIN_OR_CONTENT)
    yield _is("37", n_to(8), needs=(("00",), ("02", "8026")))
    for number in range(710, 718):
        yield _is(str(number), x_to(20), needs=OF_GTIN)
    for number in range(7230, 7240):
        yield _is(str(number), x(2), x_to(28), needs=(("01", "8004"),))
    yield _is("7240", x_to(20), needs=OF_GTIN_OR_PIECE)
    yield from (_is(str(ai), x_to(90)) for ai in range(91, 100))
    yield _is("90", x_to(30))


LOGISTIC = frozenset((*range(330, 337), *range(340, 350), *range(353, 356), 362, 363, *range(367, 370)))
"""Measures of a logistic unit or of the packed item: gross weight, outer lengths, areas and volumes."""
MEASURES = (*range(310, 317), *range(320, 338), *range(340, 358), *range(360, 370))
"""31-36: six digits, and in the identifier's last one how many of them are decimal places."""
PLACES = range(6)


def _measures() -> Iterator[Identifier]:
    for family in MEASURES:
        of = ("01",) if family == 337 else ("00", "01") if family in LOGISTIC else GTIN_OR_CONTENT  # noqa: PLR2004
        for places in PLACES:
            yield _is(f"{family}{places}", n(6), fixed=True, needs=(of,), never=(str(family),))


def _prices() -> Iterator[Identifier]:
    currency = n(3, "currency")
    for places in range(10):
        yield _is(f"390{places}", n_to(15), needs=(("255", "8020"),), never=("390", "391", "394", "8111"))
        yield _is(f"391{places}", currency, n_to(15), needs=(("8020",),), never=("391",))
        yield _is(f"392{places}", n_to(15), needs=(("01",), AMOUNT_OF_A_VARIABLE), never=("392", "393"))
        yield _is(f"393{places}", currency, n_to(15), needs=(AMOUNT_OF_A_VARIABLE,), never=("393",))
    for places in range(4):
        yield _is(f"394{places}", n(4), needs=(("255",),), never=("394", "8111"))
    for places in PLACES:
        yield _is(f"395{places}", n(6), needs=(AMOUNT_OF_A_VARIABLE,), never=("392", "393", "395", "8005"))
    yield _is("8005", n(6), needs=OF_GTIN_OR_CONTENT)


def _places() -> Iterator[Identifier]:
    yield _is("254", x_to(20), needs=(("414",),), attribute=False)
    for ai in ("410", "411", "412", "413", "416"):
        yield _is(ai, GLN, fixed=True)
    yield _is("414", GLN, fixed=True, key=(("254",), ("7040",)))
    yield _is("415", GLN, fixed=True, needs=(("8020",),), key=(("8020",),))
    yield _is("417", GLN, fixed=True, key=(("7040",),))
    yield _is("400", x_to(30))
    yield _is("403", x_to(30), needs=UNIT)
    yield _is("420", x_to(20), never=("421",))
    yield _is("421", COUNTRY, x_to(9), never=("4307",))
    yield _is("422", COUNTRY, needs=OF_ITEM, never=("426",))
    several = (COUNTRY, *(maybe(COUNTRY) for _ in range(4)))
    yield _is("423", *several, needs=OF_GTIN_OR_CONTENT, never=("426",))
    yield _is("424", COUNTRY, needs=OF_GTIN_OR_CONTENT, never=("426",))
    yield _is("425", *several, needs=OF_GTIN_OR_CONTENT, never=("426",))
    yield _is("426", COUNTRY, needs=OF_GTIN_OR_CONTENT)
    yield _is("427", x_to(3), needs=(GTIN_OR_CONTENT, ("422",)))


def _shipping() -> Iterator[Identifier]:
    for first in (4300, 4310):  # ship to, return to
        yield _is(str(first), NAME, needs=UNIT)
        yield _is(str(first + 1), NAME, needs=UNIT)
        yield _is(str(first + 2), STREET, needs=UNIT)
        yield _is(str(first + 3), STREET, needs=((str(first + 2),),))
        yield from (_is(str(first + at), STREET, needs=UNIT) for at in (4, 5, 6))
        yield _is(str(first + 7), x(2, "country_letters"), needs=UNIT)
    yield _is("4308", x_to(30), needs=UNIT)
    yield _is("4309", n(10, "latitude"), n(10, "longitude"), needs=UNIT)
    yield _is("4318", x_to(20), needs=UNIT)
    yield _is("4319", x_to(30), needs=UNIT)
    yield _is("4320", NAME, needs=UNIT)
    yield from (_is(ai, n(1, "yes_no"), needs=UNIT) for ai in ("4321", "4322", "4323"))
    yield from (_is(ai, DATE, TIME, needs=UNIT) for ai in ("4324", "4325"))
    yield _is("4326", DAY, needs=UNIT)
    for ai, other in (("4330", "4331"), ("4331", "4330"), ("4332", "4333"), ("4333", "4332")):
        yield _is(ai, n(6), maybe(x(1, "minus")), needs=UNIT, never=(other,))
    yield _is("7041", x_to(4), needs=UNIT, attribute=False)


def _food_and_health() -> Iterator[Identifier]:
    yield _is("7001", n(13), needs=OF_ITEM)
    yield _is("7002", x_to(30), needs=OF_GTIN_OR_CONTENT)
    yield _is("7003", DAY, TIME, needs=OF_GTIN_OR_CONTENT)
    yield _is("7004", n_to(4), needs=(("01",), ("10",)))
    yield _is("7005", x_to(12), needs=OF_GTIN_OR_CONTENT)
    yield _is("7006", DAY, needs=OF_GTIN_OR_CONTENT)
    yield _is("7007", DAY, maybe(DAY), needs=OF_GTIN_OR_CONTENT)
    yield _is("7008", x_to(3), needs=OF_GTIN_OR_CONTENT)
    yield _is("7009", x_to(10), needs=OF_GTIN_OR_CONTENT)
    yield _is("7010", x_to(2), needs=OF_GTIN_OR_CONTENT)
    yield _is("7011", DAY, maybe(TIME), needs=OF_GTIN_OR_CONTENT)
    yield _is("7020", x_to(20), needs=(("01", "8006"), ("416",)))
    yield _is("7021", x_to(20), needs=OF_GTIN_OR_PIECE)
    yield _is("7022", x_to(20), needs=(("7021",),))
    yield _is("7023", x_to(30, "company_prefix"))
    for ai in range(7030, 7040):
        yield _is(str(ai), n(3, "country_or_any"), x_to(27), needs=OF_GTIN_OR_CONTENT)
    yield _is("7040", n(1), x(1), x(1), x(1, "importer_index"), attribute=False)


def _people() -> Iterator[Identifier]:
    yield _is("7241", n(2, "media_type"), needs=OF_A_PERSON)
    yield _is("7242", x_to(25), needs=OF_A_PERSON)
    yield _is("7250", n(8, "full_date"), needs=SERVED, never=("7251",))
    yield _is("7251", n(8, "full_date"), TIME, needs=SERVED, never=("7250",))
    yield _is("7252", n(1, "sex"), needs=SERVED)
    name = x_to(40, "percent_encoded")
    yield from (_is(ai, name, needs=OF_A_PERSON, never=NAMED_IN_PARTS) for ai in ("7253", "7254"))
    yield _is("7255", x_to(10), needs=OF_A_PERSON, never=NAMED_IN_PARTS)
    yield _is("7256", x_to(90, "percent_encoded"), needs=OF_A_PERSON)
    yield _is("7257", STREET, needs=SERVED)
    yield _is("7258", x(3, "position"), needs=(("8018+7259",),))
    yield _is("7259", name, needs=SERVED, never=("7256",))
    yield _is("8019", n_to(10), needs=OF_A_PERSON, attribute=False)


def _others() -> Iterator[Identifier]:
    size = (n(4, "not_zero"), n(5, "not_zero"), n(3, "not_zero"), n(1, "winding"), n(1))
    yield _is("8001", *size, needs=OF_GTIN)
    yield _is("8002", x_to(20))
    yield _is("8007", x_to(34, "iban"), needs=(("415",),))
    yield _is("8008", DAY, n(2, "hour"), maybe(n(2, "minute")), maybe(n(2, "minute")), needs=OF_GTIN_OR_CONTENT)
    yield _is("8009", x_to(50), needs=(("00", "01"),))
    yield _is("8011", n_to(12, "no_leading_zero"), needs=(("8010",),), attribute=False)
    yield _is("8012", x_to(20), needs=OF_GTIN_OR_PIECE)
    yield _is("8014", x_to(25, "check_pair", "company_prefix", "has_letter"), needs=OF_GTIN, attribute=False)
    yield _is("8020", x_to(25), needs=(("415",),), attribute=False)
    signed = ("00", "01+21", "253", "255", "8003", "8004", "8006+21", "8010+8011", "8017", "8018")
    yield _is("8030", Part("base64url", 1, 90, ("padding",)), needs=(signed,))
    yield _is("8110", x_to(70, "coupon"))
    yield _is("8112", x_to(70, "positive_offer"))
    phone, second = (("01+21",),), (("01+21+8040",),)
    yield _is("8040", n(15), needs=phone, attribute=False)  # IMEI
    yield _is("8041", n(15), needs=second, attribute=False)  # the second IMEI
    yield _is("8042", n(32), needs=second, attribute=False)  # eSIM
    yield _is("8043", Part("digits", 18, 20), needs=second, attribute=False)  # SIM card
    yield _is("8111", n(4), needs=(("255",),))
    yield _is("8200", x_to(70), needs=OF_GTIN, attribute=False)


TABLE: dict[str, Identifier] = {
    row.ai: row
    for rows in (
        _keys(), _items(), _measures(), _prices(), _places(), _shipping(), _food_and_health(), _people(), _others(),
    )
    for row in rows
}  # fmt: skip
LENGTH_BY_PREFIX: dict[str, int] = {ai[:2]: len(ai) for ai in TABLE}
"""How long an identifier is follows from its first two digits."""
