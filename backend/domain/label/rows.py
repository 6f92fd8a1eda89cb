"""Label printers on the network, and what waits to come out of them."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

PrinterState = Literal[
    "unknown", "ready", "paused", "paper_out", "head_open", "ribbon_out", "busy", "fault", "unreachable"
]
JobState = Literal["waiting", "printing", "printed", "failed", "cancelled"]


@table("printer")
class Printer(Row, frozen=True, kw_only=True):
    """A label printer that takes ZPL at `host:port`. Width and height are those of the labels that are in it.

    `state` is what the server saw last, since `state_at`, and `why` a code of `trouble` that says more. `unknown`: it
    takes what is sent and tells nothing, or nobody has asked yet. One that is not `active` keeps its queue.
    """

    warehouse: str
    name: str
    host: str
    port: int = 9100
    dpi: int = 203
    width_mm: int = 102
    height_mm: int = 152
    state: PrinterState = "unknown"
    why: str = ""
    state_at: int = 0
    active: bool = True
    removed: bool = False
    note: str = ""

    def scopes(self) -> tuple[str, ...]:
        return () if self.removed else (wh(self.warehouse),)


@table("print_job")
class PrintJob(Row, frozen=True, kw_only=True):
    """One label to print, `copies` times. `printer` is empty where a browser printed it.

    `label` is the JSON of one label. `subject` names what it is stuck on, such as `carton/8f2c/1`: the next label of
    the same subject is a reprint. `sent`: bytes of it have gone out, so it may be there on paper whatever the state.
    `asked_at`, then `asked_n` (the number of the op on its device) is the order of the queue: many labels may be asked
    for in one frame. `error` is a code of `trouble`. `state_at`: since when it is in its state; not before `next_at` is
    it tried (again). `open_in` is the warehouse while it waits or prints. A `cleared` job has left the devices and its
    label is gone.
    """

    warehouse: str
    printer: str = ""
    label: str
    copies: int = 1
    subject: str = ""
    reprint: bool = False
    again_of: str | None = None
    state: JobState = "waiting"
    tries: int = 0
    sent: bool = False
    error: str = ""
    asked_by: str
    asked_at: int
    asked_n: int = 0
    next_at: int = 0
    state_at: int = 0
    open_in: str | None = None
    cleared: bool = False

    def scopes(self) -> tuple[str, ...]:
        return () if self.cleared else (wh(self.warehouse),)
