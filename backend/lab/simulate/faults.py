"""What may go wrong, and how often: each seed draws its own mixture, so that some things are often absent."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

FAULTS: dict[str, str] = {
    "loss": "a message never arrives",
    "duplicate": "a request arrives twice, the second time much later",
    "delay": "a message takes seconds",
    "answer": "the server has done it, and its answer is lost",
    "cut": "an answer ends in the middle",
    "halfopen": "one side of a stream is dead and does not know it",
    "partition": "a device is cut off for minutes",
    "clog": "links stop one after the other, and come back one after the other",
    "server": "the server dies at any moment and comes back",
    "phone": "a device's process dies at any moment and comes back",
    "torn": "a device dies within a transaction of its storage",
    "wipe": "a device's storage is gone; its id is kept elsewhere",
    "rollback": "a device's storage goes back to what it was a while ago",
    "clone": "a device is copied with its storage, and both go on",
    "clock": "a device's clock is years off, and jumps",
    "token": "sessions end, and nobody signs in for a while",
    "switch": "somebody else signs in on a device",
    "grant": "roles are taken away and given back",
    "move": "rows move from one scope to another",
    "compact": "the change log forgets what a device has not seen",
    "rewind": "the server is restored from an older backup",
    "poison": "bytes that are no op, or an op of nobody's making, lie in an outbox",
    "busy": "the database cannot be written, or is full, for a moment",
    "tab": "a second process works on the same storage",
    "night": "half a day goes by at once: leases fall due, and sales people come back late",
    "forge": "somebody sends ops in the name of a device, without its key",
    "ahead": "many chunks are under way on a stream, and the answer to one is lost with all that follows",
    "key": "a device's key is gone; it goes on with a new one, and whoever has the old one signs in vain",
    "missing": "a device is reported lost, and goes on",
    "release": "the server comes back as a release that changes rows; devices take it up late, or when they have to",
    "accept": "somebody lets count what was held back, and somebody else the same once more",
    "slow": "a device takes what its stream brings only now and then, and lines hold little",
    "spoil": "a row of a replica is not what the server sent",
}


class Dials:
    """How strong each fault is in one run: 0 is off, 1 is as bad as it gets."""

    def __init__(self, chance: Random, only: Collection[str] | None = None) -> None:
        self.chance = chance
        self.levels: dict[str, float] = {}
        for name in FAULTS:
            drawn, level = chance.random() < 0.4, 0.2 + 0.8 * chance.random()  # noqa: PLR2004
            self.levels[name] = level if (drawn if only is None else name in only) else 0.0
        self.healed = False

    def __getitem__(self, name: str) -> float:
        """The level now; all faults are off once the run heals."""
        return 0.0 if self.healed else self.levels[name]

    def strikes(self, name: str, share: float = 1.0) -> bool:
        """Whether a fault strikes here, at this share of its level."""
        level = self[name]
        return level > 0 and self.chance.random() < level * share

    @property
    def on(self) -> list[str]:
        """The faults that this run has."""
        return [name for name, level in self.levels.items() if level]
