"""What goods weigh and how much room they take, as far as the catalogue knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backend.domain.product.rows import Product, ProductUnit

_CUBIC_MM_A_ML = 1000


def burden(
    units: Iterable[tuple[str, int]], products: Mapping[str, Product], packs: Iterable[ProductUnit]
) -> tuple[int, int]:
    """Grams and millilitres of base units of products; what is not known counts as zero."""
    each = {p.product: p.length_mm * p.width_mm * p.height_mm for p in packs if p.level == "each"}
    grams = cubic_mm = 0
    for id_, n in units:
        product = products.get(id_)
        grams += product.weight_g * n if product else 0
        cubic_mm += each.get(id_, 0) * n
    return grams, cubic_mm // _CUBIC_MM_A_ML
