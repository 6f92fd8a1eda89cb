"""The server connects to printers where it may, by number, and nowhere else."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest

from backend.domain.label.address import is_host
from backend.exchange.printers import address
from backend.exchange.printers.address import Trouble, is_allowed, networks, resolve
from backend.settings import Settings, SettingsError, load
from tests.conftest import Make
from tests.exchange.printers.bench import LOOPBACK, Bench, at_bench, carton
from tests.exchange.printers.pretend import Pretend

AS_SHIPPED = networks(Settings().printer_networks)


@pytest.fixture
def zebra() -> Iterator[Pretend]:
    with Pretend() as printer:
        yield printer


@pytest.mark.parametrize(
    ("where", "allowed"),
    [
        ("10.0.0.20", True),
        ("172.31.255.1", True),
        ("172.32.0.1", False),
        ("192.168.1.9", True),
        ("100.64.0.1", True),
        ("fd00::20", True),
        ("::ffff:10.0.0.20", True),
        ("127.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
    ],
)
def test_printers_are_on_private_networks_unless_somebody_says_otherwise(where: str, allowed: bool) -> None:  # noqa: FBT001
    assert is_allowed(where, AS_SHIPPED) is allowed


@pytest.mark.parametrize("text", ["zebra-1.lan", "zebra_1", "10.0.0.20", "fd00::20", "a" * 63, "printer.example."])
def test_a_name_or_an_address_is_a_host(text: str) -> None:
    assert is_host(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "10.0.0.20:9100", "http://zebra", "zebra/1", "10.0.0.300", "127.1", "2130706433", "fe80::1%eth0", "-a",
        "a..b", "a" * 64, "zebra 1", "zebra\n", "user@zebra", "[::1]",
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert not is_host(text)


def trouble(host: str, allowed: tuple[address.Network, ...] = AS_SHIPPED) -> str:
    with pytest.raises(Trouble) as raised:
        asyncio.run(resolve(host, 9100, allowed))
    return raised.value.code


def test_a_name_that_points_to_this_machine_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 9100))]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    assert trouble("zebra-1.lan") == "not_allowed"


def test_of_a_name_s_addresses_the_one_that_is_allowed_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        found = ["8.8.8.8", "10.0.0.20"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 9100)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    assert asyncio.run(resolve("zebra-1.lan", 9100, AS_SHIPPED)) == "10.0.0.20"


def test_a_name_that_nobody_knows_is_told() -> None:
    assert trouble("zebra.invalid") == "no_host"


def test_a_name_server_that_does_not_answer_holds_up_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()
    ends = threading.Event()

    def looked_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        asked.set()
        ends.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(address, "LOOK_UP_S_MAX", 0.2)
    assert [trouble("zebra-1.lan") for _ in range(address.LOOK_UPS_MAX + 2)] == ["no_host"] * (address.LOOK_UPS_MAX + 2)
    assert asked.is_set()
    waiting = [t for t in threading.enumerate() if t.name == "tote-printer-name" and t.is_alive()]
    assert len(waiting) == address.LOOK_UPS_MAX
    assert all(thread.daemon for thread in waiting), "the process ends without them"
    ends.set()
    for thread in waiting:
        thread.join(5)


def test_a_printer_outside_is_never_connected_to(make_sqlite: Make, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        await bench.printer(zebra)
        agent = bench.agent(allowed=("10.0.0.0/8",))
        agent.start()
        await bench.want("j1", carton())
        try:
            await bench.until("j1", "waiting", error="not_allowed")
            assert (await bench.seen()).why == "not_allowed"
            assert zebra.received == []
        finally:
            await agent.stop()

    at_bench(make_sqlite(), work)


def test_networks_come_from_the_settings_and_nonsense_is_told() -> None:
    given = load({"TOTE_PRINTER_NETWORKS": ", ".join(["10.1.0.0/16", *LOOPBACK])})
    assert given.printer_networks == ("10.1.0.0/16", "127.0.0.0/8")
    with pytest.raises(SettingsError, match=r"10\.1\.0\.0/99"):
        load({"TOTE_PRINTER_NETWORKS": "10.1.0.0/99"})
