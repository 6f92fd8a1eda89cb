"""Where the server connects to for a printer, and where never.

Who sets up a printer names a host, and a server that connects to any host for them would be a way into networks that
they cannot reach themselves. So the name is looked up here, and a connection is made to an address of it that lies in
the networks of `TOTE_PRINTER_NETWORKS`, by its number: a name that points elsewhere a moment later changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Iterable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOK_UP_S_MAX = 5.0
LOOK_UPS_MAX = 8
_free = threading.BoundedSemaphore(LOOK_UPS_MAX)


class Trouble(Exception):  # noqa: N818  (a printer that is off is no fault of the server)
    """What keeps a label from coming out: a code of `backend.domain.label.trouble`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks from texts such as `10.0.0.0/8`. Raises ValueError."""
    return tuple(ipaddress.ip_network(text) for text in texts)


def is_allowed(address: str, allowed: Sequence[Network]) -> bool:
    """Whether an address lies in one of the networks. An IPv4 address in IPv6's clothes is the IPv4 address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in network for network in allowed)


async def resolve(host: str, port: int, allowed: Sequence[Network]) -> str:
    """The address to connect to. Raises Trouble: `no_host`, or `not_allowed`."""
    try:
        async with asyncio.timeout(LOOK_UP_S_MAX):
            found = await _looked_up(host, port)
    except (OSError, UnicodeError) as error:
        raise Trouble("no_host") from error
    for address in found:
        if is_allowed(address, allowed):
            return address
    raise Trouble("not_allowed")


async def _looked_up(host: str, port: int) -> list[str]:
    """The addresses of a name, in a thread of its own: where name servers do not answer it lasts half a minute.

    Neither other work nor the end of the server waits for such a thread, so it is none of a pool. Raises OSError.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str], error: Exception | None) -> None:
        if not done.done():
            done.set_exception(error) if error is not None else done.set_result(found)

    def look() -> None:
        found, wrong = list[str](), None
        try:
            found = [str(at[0]) for *_, at in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            wrong = error
        finally:
            _free.release()
        with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
            loop.call_soon_threadsafe(settle, found, wrong)

    if not _free.acquire(blocking=False):
        raise TimeoutError("too many names are being looked up")
    threading.Thread(target=look, name="tote-printer-name", daemon=True).start()
    return await done
