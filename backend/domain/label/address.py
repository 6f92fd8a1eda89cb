"""Where a printer may be said to be. Which networks the server then connects to is for the server's settings."""

from __future__ import annotations

import ipaddress
import re

PORTS = frozenset({*range(9100, 9110), 6101})
"""Raw printing: 9100, the further ports of print servers, and that of Zebra's mobile printers. Others are no printer's:
a lead who sets one up must not make the server talk to whatever else listens on the network."""
_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\.?")
_NAME_LENGTH_MAX = 253


def is_host(text: str) -> bool:
    """Whether it is an IPv4 or IPv6 address, or a name such as `zebra-1.lan`: no scheme, no port, no blank."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        looks_numeric = text.replace(".", "").isdigit()  # 10.0.0.300 or 127.1, which resolvers read each in its own way
        return not looks_numeric and len(text) <= _NAME_LENGTH_MAX and _NAME.fullmatch(text) is not None
    return "%" not in text
