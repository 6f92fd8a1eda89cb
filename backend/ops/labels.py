"""What the ops on labels share: a label read from its JSON, what it is stuck on, and the job that prints it."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from backend.domain.draft import Draft
from backend.domain.label.queue import QUEUE_MOST
from backend.domain.label.rows import Printer, PrintJob
from backend.domain.outcome import Params, Refused
from backend.ops.kernel import State, Text
from backend.scanning.labels import (
    BadgeLabel,
    CartonLabel,
    CommandLabel,
    Label,
    LabelError,
    PalletLabel,
    ProductLabel,
    ShippingLabel,
    decode,
    layout,
)
from backend.scanning.labels.fault import WORDS as FAULTS

ROOM_MM = 3
"""By how much a label may be larger than those in the printer: its edge is white."""
_TOLD = ("label_code", "label_text", "label_sscc", "label_gtin", "label_no_ean", "label_value", "label_too_long")
LABEL_WORDS: dict[str, Text] = {
    "bad_label": Text("This is no label that can be printed: {why}", "无法打印此标签：{why}"),
    "badge_kept_apart": Text(
        "A badge is printed where it is issued: its secret is kept nowhere", "工牌只能在签发处打印：其密钥不会被保存"
    ),
    **{code: Text(*FAULTS[code]) for code in _TOLD},
}
PRINTER_WORDS: dict[str, Text] = {
    "printer_off": Text("{printer} is not in use", "打印机 {printer} 已停用"),
    "too_large": Text(
        "A label of {width} x {height} mm does not fit {printer}: it holds {holds} mm",
        "{width} x {height} 毫米的标签不适合 {printer}：其标签为 {holds} 毫米",
    ),
    "queue_full": Text("{waiting} labels wait to be printed already", "已有 {waiting} 张标签等待打印"),
}


class Read(msgspec.Struct, frozen=True):
    """A label, or why it is none; its subject, and its size in mm."""

    label: Label | None = None
    refused: Refused | None = None
    subject: str = ""
    width: float = 0
    height: float = 0


@lru_cache(256)
def read_label(text: str) -> Read:
    """A label from its JSON, held against what could be scanned later. An op asks several times: it is kept."""
    try:
        label = decode(text)
        if isinstance(label, BadgeLabel):
            return Read(refused=Refused("badge_kept_apart", {}, ("print_here", "discard")))
        page = layout(label)
    except LabelError as error:
        if error.code in LABEL_WORDS:
            return Read(refused=Refused(error.code, error.params, ("correct_it", "discard")))
        return Read(refused=_no_label(error.en))
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        return Read(refused=_no_label(str(error)[:200]))
    return Read(label, None, _subject(label), page.width, page.height)


def _no_label(why: str) -> Refused:
    return Refused("bad_label", {"why": why}, ("correct_it", "discard"))


def _subject(label: Label) -> str:
    """What there is one of: goods and commands are printed as often as they are wanted."""
    if isinstance(label, CartonLabel | PalletLabel | ShippingLabel):
        return f"sscc/{label.sscc}"
    if isinstance(label, ProductLabel | CommandLabel | BadgeLabel):
        return ""
    return f"{label.__struct_config__.tag}/{label.code}"


def no_way(state: State, job: PrintJob, size: Read) -> Refused | None:
    """Why a new job cannot wait for its printer; none where it can, or where a browser prints."""
    if not job.printer:
        return None
    printer = state.get(Printer, job.printer)
    told: Params = {"printer": printer.name}
    if printer.warehouse != job.warehouse or printer.removed or not printer.active:
        return Refused("printer_off", told, ("other_printer", "print_here", "discard"))
    if size.width > printer.width_mm + ROOM_MM or size.height > printer.height_mm + ROOM_MM:
        told |= {"width": round(size.width), "height": round(size.height)}
        holds = f"{printer.width_mm} x {printer.height_mm}"
        return Refused("too_large", {**told, "holds": holds}, ("other_printer", "print_here", "discard"))
    waiting = len(state.all(PrintJob, "open_in", job.warehouse))
    if waiting >= QUEUE_MOST:
        return Refused("queue_full", {"waiting": waiting}, ("wait", "print_here", "discard"))
    return None


def begin(draft: Draft, job: PrintJob) -> Params:
    """Put a new job into the queue; one that a browser printed is done. Returns what is told of it."""
    if job.printer:
        draft.put(msgspec.structs.replace(job, open_in=job.warehouse))
        where = draft.get(Printer, job.printer).name
    else:
        draft.put(msgspec.structs.replace(job, state="printed", sent=True))
        where = ""
    return {"job": job.id, "subject": job.subject, "printer": where, "copies": job.copies, "reprint": int(job.reprint)}
