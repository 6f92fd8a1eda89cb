"""All operations: importing this module loads every file under `ops/<job>/`."""

from __future__ import annotations

import importlib
import pkgutil

import backend.ops as here
from backend.ops.kernel import CATALOGUE, Op


def load() -> dict[str, type[Op]]:
    """Import each op file once; returns the catalogue, by kind."""
    for job in pkgutil.iter_modules(here.__path__):
        if job.ispkg:
            package = importlib.import_module(f"{here.__name__}.{job.name}")
            for module in pkgutil.iter_modules(package.__path__):
                if not module.name.startswith("_"):
                    importlib.import_module(f"{package.__name__}.{module.name}")
    return CATALOGUE


OPS = load()
