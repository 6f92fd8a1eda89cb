"""What the identifiers of a symbol say about the goods, in the words of the floor."""

from __future__ import annotations

from collections.abc import Sequence

from backend.scanning.gs1 import dates
from backend.scanning.gs1.elements import Pair

TEXTS = {
    "00": "sscc", "01": "gtin", "02": "content_gtin", "03": "made_to_order_gtin", "10": "lot", "20": "variant",
    "21": "serial", "22": "consumer_variant", "235": "third_party_serial", "240": "additional_id",
    "241": "customer_part", "250": "second_serial", "253": "document", "254": "location_extension", "255": "coupon",
    "400": "customer_order", "401": "consignment", "402": "shipment", "403": "route", "410": "ship_to",
    "411": "bill_to", "412": "purchased_from", "413": "ship_for", "414": "location", "415": "pay_to",
    "416": "place_of_production", "417": "party", "420": "ship_to_postcode", "422": "origin",
    "8003": "returnable_asset", "8004": "asset", "8006": "piece", "8010": "part", "8013": "model", "8017": "provider",
    "8018": "recipient", "8020": "payment_slip",
}  # fmt: skip
DATES = {"11": "produced", "12": "due", "13": "packed", "15": "best_before", "16": "sell_by", "17": "expiry"}
COUNTS = {"30": "count", "37": "count"}
MEASURES = {
    "310": "net_weight_kg", "311": "length_m", "312": "width_m", "313": "height_m", "314": "area_m2",
    "315": "net_volume_l", "316": "net_volume_m3", "320": "net_weight_lb", "321": "length_in", "322": "length_ft",
    "323": "length_yd", "324": "width_in", "325": "width_ft", "326": "width_yd", "327": "height_in", "328": "height_ft",
    "329": "height_yd", "330": "gross_weight_kg", "331": "outer_length_m", "332": "outer_width_m",
    "333": "outer_height_m", "334": "outer_area_m2", "335": "outer_volume_l", "336": "outer_volume_m3",
    "337": "kg_per_m2", "340": "gross_weight_lb", "341": "outer_length_in", "342": "outer_length_ft",
    "343": "outer_length_yd", "344": "outer_width_in", "345": "outer_width_ft", "346": "outer_width_yd",
    "347": "outer_height_in", "348": "outer_height_ft", "349": "outer_height_yd", "350": "area_in2", "351": "area_ft2",
    "352": "area_yd2", "353": "outer_area_in2", "354": "outer_area_ft2", "355": "outer_area_yd2",
    "356": "net_weight_oz", "357": "net_volume_oz", "360": "net_volume_qt", "361": "net_volume_gal",
    "362": "outer_volume_qt", "363": "outer_volume_gal", "364": "net_volume_in3", "365": "net_volume_ft3",
    "366": "net_volume_yd3", "367": "outer_volume_in3", "368": "outer_volume_ft3", "369": "outer_volume_yd3",
}  # fmt: skip
AMOUNTS = {"390": "amount", "392": "price", "394": "percent_off", "395": "price_per_measure"}
AMOUNTS_WITH_CURRENCY = {"391": "amount", "393": "price"}
FAMILY = 3
"""Digits of a measure's or an amount's identifier that say what it is; the fourth says how many decimal places."""
CURRENCY = COUNTRY = 3
"""Digits of each."""


def decimal(digits: str, places: int) -> str:
    """Digits with so many decimal places, exact: a weight is never a float."""
    if places == 0:
        return str(int(digits))
    whole, part = digits[:-places] or "0", digits[-places:].zfill(places)
    return f"{int(whole)}.{part}"


def derived(pairs: Sequence[Pair], year: int) -> dict[str, str | int]:
    """By name: keys and texts as they stand, dates as `yyyy-mm-dd`, counts as whole numbers, measures as decimals."""
    found: dict[str, str | int] = {}
    for ai, value in pairs:
        family = ai[:FAMILY]
        if ai in TEXTS:
            found[TEXTS[ai]] = value
        elif ai in DATES and (day := dates.iso_date(value, year)) is not None:
            found[DATES[ai]] = day
        elif ai in COUNTS:
            found[COUNTS[ai]] = int(value)
        elif ai == "421":
            found["ship_to_country"], found["ship_to_postcode"] = value[:COUNTRY], value[COUNTRY:]
        elif ai == "7003" and (day := dates.iso_date(value[:6], year)) is not None:
            found["expiry"], found["expiry_time"] = day, f"{value[6:8]}:{value[8:]}"
        elif len(ai) > FAMILY and family in MEASURES:
            found[MEASURES[family]] = decimal(value, int(ai[FAMILY]))
        elif len(ai) > FAMILY and family in AMOUNTS:
            found[AMOUNTS[family]] = decimal(value, int(ai[FAMILY]))
        elif len(ai) > FAMILY and family in AMOUNTS_WITH_CURRENCY:
            found["currency"] = value[:CURRENCY]
            found[AMOUNTS_WITH_CURRENCY[family]] = decimal(value[CURRENCY:], int(ai[FAMILY]))
    return found
