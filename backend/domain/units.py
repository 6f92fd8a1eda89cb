"""Bounded numbers and texts that rows and ops are made of. Bounds keep SQLite, PostgreSQL and JavaScript exact."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

MOST = 2**53 - 1
"""The largest integer that JSON in a browser keeps exactly."""

Units = Annotated[int, Meta(ge=1, le=1_000_000, description="base units (eaches)")]
Amount = Annotated[int, Meta(ge=-MOST, le=MOST, description="minor units of a currency, such as cents")]
UtcMs = Annotated[int, Meta(ge=0, le=MOST, description="milliseconds since 1970-01-01 UTC; a label, never an order")]
OpNumber = Annotated[int, Meta(ge=1, le=MOST, description="the n of an op of a device")]
Seq = Annotated[int, Meta(ge=0, le=MOST, description="a number in the change log of a scope")]
Grams = Annotated[int, Meta(ge=0, le=100_000_000, description="grams")]
RowId = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
Word = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
Line = Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Note = Annotated[str, Meta(max_length=2000, pattern=r"^[^\x00]*$")]
RawScan = Annotated[
    str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00]+$", description="as the scanner sent it")
]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 4217")]
Country = Annotated[str, Meta(pattern="^([A-Z]{2})?$", description="ISO 3166-1 alpha-2, or empty")]
DeviceKey = Annotated[
    str,
    Meta(pattern="^([A-Za-z0-9_-]{87})?$", description="a P-256 point in base64url, 65 bytes uncompressed; or empty"),
]
