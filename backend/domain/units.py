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
SsccText = Annotated[
    str, Meta(max_length=18, pattern="^[0-9]*$", description="18 digits as on a carton's label; empty for none")
]
UnNumber = Annotated[str, Meta(pattern="^(UN[0-9]{4})?$", description="of dangerous goods, such as UN1993; or empty")]
HazardClass = Annotated[
    str, Meta(max_length=20, pattern=r"^([1-9][0-9A-Z.,() ]*)?$", description="such as 3, 1.4S or 3 (6.1); or empty")
]
IsoDay = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", description="ISO 8601 date")]
PalletSscc = Annotated[str, Meta(pattern="^[0-9]{18}$", description="18 digits as on a pallet's label")]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 4217")]
Country = Annotated[str, Meta(pattern="^([A-Z]{2})?$", description="ISO 3166-1 alpha-2, or empty")]
DeviceKey = Annotated[
    str,
    Meta(pattern="^([A-Za-z0-9_-]{87})?$", description="a P-256 point in base64url, 65 bytes uncompressed; or empty"),
]
