"""Bodies of every version ever shipped. An old one is brought up, version by version, to the one that the rule reads.

A file `upcast/<job>_<name>_v<version>.py` holds `up(body)`: the body of the next version. A device keeps its ops as the
bytes that it wrote, for as long as it takes, so these files stay for good.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

import backend.ops.upcast as here
from backend.ops.catalogue import OPS
from backend.ops.kernel import Op

Body = dict[str, Any]
Up = Callable[[Body], Body]
_FILE = re.compile(r"([a-z]+)_([a-z_]+)_v([1-9][0-9]*)")


def _load() -> dict[tuple[str, int], Up]:
    """All upcasters, by kind and the version that they take."""
    found: dict[tuple[str, int], Up] = {}
    for module in pkgutil.iter_modules(here.__path__):
        name = _FILE.fullmatch(module.name)
        assert name, f"{module.name}: name it <job>_<name>_v<version>"
        found[f"{name[1]}.{name[2]}", int(name[3])] = importlib.import_module(f"{here.__name__}.{module.name}").up
    return found


UPCASTERS: Mapping[tuple[str, int], Up] = _load()
for _kind, _op in OPS.items():
    _missing = [v for v in range(1, _op.version) if (_kind, v) not in UPCASTERS]
    assert not _missing, f"{_kind}: nothing brings the versions {_missing} up"


def known(kind_at_version: str) -> tuple[type[Op], int] | None:
    """The op and the version that a word such as `order.place@1` names; none for what this server does not know."""
    kind, _, said = kind_at_version.partition("@")
    op = OPS.get(kind)
    if op is None or not re.fullmatch("[1-9][0-9]{0,5}", said) or int(said) > op.version:
        return None
    return op, int(said)


def decoded(op: type[Op], version: int, body: bytes | msgspec.Raw) -> Op:
    """The op in a body of one of its versions. Raises `msgspec.MsgspecError` for a body that is none."""
    if version == op.version:
        return msgspec.json.decode(body, type=op)
    return msgspec.convert(raised(op, version, msgspec.json.decode(body)), op)


def raised(op: type[Op], version: int, body: Any) -> Any:
    """A body of an old version in the shape of the present one; what is no JSON object stays as it is.

    Raises `msgspec.ValidationError` where an upcaster cannot read it: whatever bytes arrive get an outcome.
    """
    try:
        for step in range(version, op.version):
            if not isinstance(body, dict):
                return body
            body = UPCASTERS[op.kind, step](body)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise msgspec.ValidationError(f"no body of {op.kind}@{version}: {error}") from error
    return body
