"""Every setting, with its unit, its default and the reason for that default. Set by `TOTE_…` or an option of `tote`."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, structs

PREFIX = "TOTE_"
_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parent


class SettingsError(Exception):
    """A setting that can't be read; the text says which one and what it may be."""


class Settings(Struct, frozen=True, kw_only=True):
    """How one server runs."""

    data_dir: Path = Path("tote-data")
    """The database, the keys and the lock. Beside where `tote` is started, so that a backup is one folder."""
    database: str = ""
    """A file of SQLite, or `postgresql://user:password@host/name`. None: `tote.db` in the data folder, which is all
    that one machine needs; a server is for several processes, see docs/scale.md."""
    database_direct: str = ""
    """The same PostgreSQL, past a pooler such as PgBouncer: live signals need a connection of their own. None: as
    `database`."""
    host: str = "127.0.0.1"
    """The address to listen on. This machine only: a proxy, or `--host`, opens it to others on purpose."""
    port: Annotated[int, Meta(ge=0, le=65535)] = 8080
    """TCP port; 0 takes a free one. 8080 needs no root."""
    origins: tuple[str, ...] = ()
    """The public addresses, such as `https://tote.example`. With none, a browser must be on the address it talks to."""
    secure_cookies: bool | None = None
    """Whether the refresh cookie is for https only. None: when the request came by https."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of proxies whose X-Forwarded-For and -Proto are believed. None: nobody can forge their address."""
    demo: bool = False
    """Demo world, with sign-ins that are printed. Off: a real server has no known password."""
    disk_free_mb_min: Annotated[int, Meta(ge=0)] = 64
    """MB that must be free for `/readyz` to say yes: one write-ahead log at its limit."""
    live_sockets_max: Annotated[int, Meta(ge=1)] = 2000
    """Live sockets of this process; one more is answered 503. Each takes about 100 kB."""
    backup_dir: Path | None = None
    """Where the server puts backups of its file by itself; on another disk. None: only `tote backup` makes any."""
    backup_every_s: Annotated[int, Meta(ge=10)] = 300
    """Seconds between two of them: what a fire can cost those devices that burn with the server."""
    backup_keep: Annotated[int, Meta(ge=1)] = 24
    """How many are kept; at five minutes, two hours' worth."""
    printer_networks: tuple[str, ...] = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
    """Where label printers may be, and the server connects to for them: private networks. Not this machine and not the
    link-local addresses, where clouds keep their secrets. Add a printer's own address for one elsewhere."""
    log_level: str = "info"
    """debug, info, warning or error."""

    def __post_init__(self) -> None:
        """Fill in where the database is. Raises ValueError for what is no network."""
        for network in self.printer_networks:
            ipaddress.ip_network(network)
        if not self.database:
            structs.force_setattr(self, "database", str(self.data_dir / "tote.db"))

    def __repr__(self) -> str:
        """Without the addresses of databases: they may hold a password."""
        return f"Settings({self.data_dir}, {self.host}:{self.port})"

    @property
    def keys_dir(self) -> Path:
        """Signing keys, readable by their owner only."""
        return self.data_dir / "keys"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that writes."""
        return self.data_dir / "lock"


def load(environ: Mapping[str, str] | None = None, /, **options: object) -> Settings:
    """Settings from `TOTE_…`, then from options that are not None. Lists are parted by commas."""
    values: dict[str, object] = {}
    for field in Settings.__struct_fields__:
        text = (os.environ if environ is None else environ).get(PREFIX + field.upper())
        if text is not None and text != "":
            values[field] = [part.strip() for part in text.split(",") if part.strip()] if field in _LISTS else text
    values |= {name: value for name, value in options.items() if value is not None}
    plain = {name: str(v) if isinstance(v, Path) else v for name, v in values.items()}
    try:
        return msgspec.convert(plain, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{error} (set by {PREFIX}… or by an option)") from error


_LISTS = {"origins", "trusted_proxies", "printer_networks"}


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise NotImplementedError(kind)


def pwa_dir() -> Path | None:
    """The built PWA: inside an installed package, or in a checkout; none if it is not built."""
    places = (_HERE / "pwa_dist", _CHECKOUT / "pwa" / "dist")
    return next((place for place in places if (place / "index.html").is_file()), None)


def migrations_dir() -> Path:
    """The Alembic scripts: inside an installed package, or in a checkout."""
    packed = _HERE / "migrations"
    return packed if packed.is_dir() else _CHECKOUT / "migrations"
