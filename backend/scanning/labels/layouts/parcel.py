"""Parcels, 100 x 150 mm: on their way out with a carrier, and on their way back."""

from __future__ import annotations

from backend.scanning.labels import bars
from backend.scanning.labels.kinds import ReturnLabel, ShippingLabel
from backend.scanning.labels.layouts import parts
from backend.scanning.labels.layouts.logistic import HEIGHT, LEFT, ROOM, WIDTH, sscc_symbol, to
from backend.scanning.labels.marks import Bars, Box, Mark, Page
from backend.scanning.labels.titles import title

MODULE_MAX = 0.75


def shipping(label: ShippingLabel) -> Page:
    """Route and service in big letters, both addresses, the SSCC. Raises LabelError for a wrong SSCC."""
    lang = label.lang
    marks = (
        *parts.field((LEFT, 6.5), 50, title("carrier", lang), label.carrier, 6),
        *parts.field((60, 6.5), 35, title("service", lang), label.service, 6),
        Box(LEFT, 14.5, ROOM, 0.4),
        *to(label.ship_to, lang, 57.5, reprint=label.reprint),
        *parts.field((LEFT, 61.8), 50, title("route", lang), label.route, 15),
        *_facts(label),
        *_from(label),
        Box(LEFT, 96, ROOM, 0.8),
        *sscc_symbol(label.sscc),
    )
    return Page(WIDTH, HEIGHT, marks, label.order_number)


def _facts(label: ShippingLabel) -> tuple[Mark, ...]:
    """Beside the route; weight and phone make room for the marks of dangerous goods."""
    lang, weight = label.lang, parts.kilograms(label.weight_g)
    if label.dangerous:
        return (
            *parts.field((60, 61.8), 17, title("order", lang), label.order_number, 6),
            *parts.field((79, 61.8), 16, title("weight", lang), weight, 5.5),
            *parts.dangerous((60, 73), 35, title("dangerous", lang), label.dangerous),
            *parts.field((60, 87), 35, title("phone", lang), label.phone, 5),
        )
    return (
        *parts.field((60, 61.8), 35, title("order", lang), label.order_number, 6),
        *parts.field((60, 73), 35, title("weight", lang), weight, 5.5),
        *parts.field((60, 84), 35, title("phone", lang), label.phone, 5),
    )


def _from(label: ShippingLabel) -> tuple[Mark, ...]:
    if not any(each.strip() for each in label.ship_from):
        return ()
    lines = parts.address((LEFT, 83), 50, label.ship_from, 3.6, 4)
    return (parts.line((LEFT, 79), parts.TITLE_SIZE, 50, title("from", label.lang)), *lines)


def returned(label: ReturnLabel) -> Page:
    """Where it goes back to, and the number of the return. Raises LabelError for a number that cannot be bars."""
    lang = label.lang
    modules = bars.code128(label.code)
    module = parts.widest_module(modules, WIDTH, MODULE_MAX, label.code, WIDTH)
    x = (WIDTH - module * len(modules)) / 2
    marks = (
        *parts.field((LEFT, 6.5), 70, title("return", lang), label.code, 10),
        *parts.reprint_mark((80, 7), 15, lang, wanted=label.reprint),
        Box(LEFT, 19, ROOM, 0.4),
        parts.line((LEFT, 23.5), parts.TITLE_SIZE, 60, title("return_to", lang)),
        *parts.address((LEFT, 31), ROOM, label.return_to, 7),
        Box(LEFT, 63, ROOM, 0.8),
        *parts.field((LEFT, 68), 52, title("order", lang), label.order_number, 12),
        *parts.field((60, 68), 35, title("customer", lang), label.customer, 7),
        Box(LEFT, 96, ROOM, 0.8),
        Bars(x, 103.5, module, 33, modules, label.code, "code128"),
        parts.line((x, 143), 6.4, module * len(modules), label.code),
    )
    return Page(WIDTH, HEIGHT, marks, label.code)
