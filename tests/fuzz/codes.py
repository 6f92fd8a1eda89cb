"""Codes at random against the parser, for as long as is wanted: `python -m tests.fuzz.codes --seconds 600`.

With atheris, which looks where in the parser each code has led and goes on from those that led somewhere new; without
it, by chance alone.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import click

CASES = Path(__file__).parents[1] / "cases" / "grammar.json"
PIECES = (
    "00", "01", "02", "10", "17", "21", "37", "310", "3922", "8003", "8110", "\x1d", "(10)", "\\(", "/10/", "/21/",
    "?17=", "%1D", "&", "]C1", "]E0", "]e0", "]Q1", "https://a/01/", "261200", "09521234000013", "#", "~", "٣", "é",
)  # fmt: skip
LONGEST = 4_200


def known() -> list[str]:
    """The codes of the cases, as a beginning."""
    return [case["in"] for case in json.loads(CASES.read_text("utf-8"))]


def by_chance(seed: int) -> Iterator[str]:
    """Codes with mistakes in them, and mistakes in those, for ever."""
    chance, codes = Random(seed), known()
    while True:
        code = chance.choice(codes)
        for _ in range(chance.randint(1, 5)):
            at = chance.randint(0, len(code))
            cut = at + chance.choice((0, 0, 1, 2, 8))
            code = code[:at] + chance.choice((*PIECES, chr(chance.randrange(1, 128)), code[:at])) + code[cut:]
        yield code[:LONGEST]


def run_by_chance(seconds: float, seed: int) -> int:
    """How many codes were tried. Raises AssertionError with the code for which something does not hold."""
    from tests.fuzz.invariants import hold

    end, count = time.monotonic() + seconds, 0
    for count, code in enumerate(by_chance(seed), 1):
        tried(hold, code, count)
        if time.monotonic() > end:
            break
    return count


def tried(hold: object, code: str, number: int) -> None:
    """One code; what is raised names it."""
    assert callable(hold)
    try:
        hold(code, number)
    except Exception as error:
        error.add_note(f"the code: {code!r}, profile {number}")
        raise


def run_guided(seconds: int, seed: int) -> None:
    """Does not return: libFuzzer ends the process, with 0 if everything held."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["backend.scanning"]):
        from tests.fuzz.invariants import hold

    def one(data: bytes) -> None:
        tried(hold, data[1:].decode("utf-8", "replace"), data[0] if data else 0)

    corpus = Path(tempfile.mkdtemp(prefix="codes"))
    for number, code in enumerate(known()):
        (corpus / str(number)).write_bytes(bytes([number % 6]) + code.encode())
    words = corpus / "words"
    words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in PIECES))
    options = (f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-seed={seed}", f"-dict={words}", "-timeout=10")
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


def _escaped(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece.encode())


@click.command()
@click.option("--seconds", default=60, show_default=True)
@click.option("--seed", default=20_261_123, show_default=True)
@click.option("--chance", is_flag=True, help="By chance, though there is atheris.")
def main(*, seconds: int, seed: int, chance: bool) -> None:
    """Look for a code that the parser should not have taken, or that breaks it."""
    if importlib.util.find_spec("atheris") is not None and not chance:
        run_guided(seconds, seed)
    click.echo(f"{run_by_chance(seconds, seed)} codes, and everything held")


if __name__ == "__main__":
    main()
