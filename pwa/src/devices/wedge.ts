/**
 * A scanner that types: real key events, text from an input method (DataWedge on Android), and paste.
 *
 * Works whatever has the focus. Every scan waits in one queue and goes to the screen on top, one after the other; none
 * is dropped while a screen is busy. A field with `data-scan="keep"` (a name, a password) keeps all that comes.
 */

import { canRead, loadReader } from "../scanning/reader";
import { Burst } from "./burst";

export type ScanTaker = (raw: string) => Promise<void> | void;

type Source = "keys" | "text";
/** Some handhelds send one scan both as keys and as text. */
const TWO_CHANNELS_MS = 80;
const LONG_TEXT = 4;

/** What begins like this is a secret: no screen, field or log gets it. */
const SECRET = /(?:\][A-Za-z][0-9A-Za-z])?TOTE-BADGE:/i;

let badgeTaker: (raw: string) => void = () => undefined;

/** Badges come here, wherever they are scanned. */
export function onBadge(taker: (raw: string) => void): void {
  badgeTaker = taker;
}

const takers: ScanTaker[] = [];
const shortcuts: ((key: string) => void)[] = [];
const queue: string[] = [];
let busy = false;
let last: { raw: string; source: Source; at: number } | null = null;

/** The newest taker gets the scans, until it is taken away by the returned function. */
export function onScan(taker: ScanTaker): () => void {
  takers.push(taker);
  void pump();
  return () => takers.splice(takers.indexOf(taker), 1);
}

/** Single keys that a person presses on the page, such as `a` to approve. */
export function onKey(taker: (key: string) => void): () => void {
  shortcuts.push(taker);
  return () => shortcuts.splice(shortcuts.indexOf(taker), 1);
}

/** A scan from wherever: keys, text, a camera. */
export function scanned(raw: string, source: Source = "text"): void {
  if (SECRET.test(raw)) return badgeTaker(raw);
  const now = performance.now();
  const twin = last !== null && last.raw === raw && last.source !== source && now - last.at < TWO_CHANNELS_MS;
  last = { raw, source, at: now };
  if (twin) return;
  queue.push(raw);
  void pump();
}

async function pump(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    if (!canRead()) await loadReader();
    for (let taker = takers.at(-1); taker && queue.length > 0; taker = takers.at(-1)) {
      const raw = queue.shift() as string;
      try {
        await taker(raw);
      } catch (failed) {
        console.error("scan", raw, failed);
      }
    }
  } catch (failed) {
    console.error("scan", failed); // the codes wait for the next scan
  } finally {
    busy = false;
  }
}

function field(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (target === sink) return null;
  if (target instanceof HTMLTextAreaElement) return target;
  const typed = target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(target.type);
  return typed ? target : null;
}

const keeps = (target: EventTarget | null): boolean => field(target)?.dataset["scan"] === "keep";

let before: { field: HTMLInputElement | HTMLTextAreaElement; value: string } | null = null;
let timer = 0;
let sink: HTMLInputElement | null = null;

/** The device keeps it, so that the first scan after the app was opened is not torn by a host that is still busy. */
const SUFFIX = "tote.scanner.suffix";

const burst = new Burst(
  {
    scan: (raw, stolen) => {
      if (stolen) giveBack();
      scanned(raw, "keys");
    },
    key: (key) => shortcuts.at(-1)?.(key),
    suffix: (sends) => localStorage.setItem(SUFFIX, sends ? "1" : "0"),
  },
  localStorage.getItem(SUFFIX) === "1",
);

/** A badge that is scanned while somebody types: it leaves the field as soon as it can be told, and goes its own way. */
function onFieldInput(event: Event): void {
  const at = field(event.target);
  const found = at ? SECRET.exec(at.value) : null;
  if (!at || !found) return;
  const text = at.value.slice(found.index);
  at.value = at.value.slice(0, found.index);
  at.dispatchEvent(new Event("input", { bubbles: true }));
  at.blur();
  refocus();
  burst.begin(text, event.timeStamp);
  clearTimeout(timer);
  timer = window.setTimeout(() => burst.end(), burst.idleMs);
}

/** Put a field back to what it held before the scan went into it. */
function giveBack(): void {
  if (!before) return;
  before.field.value = before.value;
  before.field.dispatchEvent(new Event("input", { bubbles: true }));
}

function onKeydown(event: KeyboardEvent): void {
  if (keeps(event.target) || event.isComposing) return;
  if (event.key === "Unidentified" && !/^Numpad\d$/.test(event.code)) return; // its text comes as input
  if (event.keyCode === 229) return;
  const at = field(event.target);
  if (burst.empty) before = at && { field: at, value: at.value };
  const fate = burst.key({
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    at: event.timeStamp,
    typed: at !== null,
  });
  if (fate === "take") {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  clearTimeout(timer);
  if (!burst.empty) timer = window.setTimeout(() => burst.end(), burst.idleMs);
}

let typedText = "";
let textTimer = 0;

/** Text without keys that lands in the sink: whole scans, or one character at a time. */
function onSinkInput(): void {
  if (!sink) return;
  typedText += sink.value;
  sink.value = "";
  clearTimeout(textTimer);
  const flush = () => {
    const text = typedText;
    typedText = "";
    burst.text(text);
  };
  if (/[\r\n\t]$/.test(typedText)) flush();
  else textTimer = window.setTimeout(flush, IDLE_TEXT_MS);
}
const IDLE_TEXT_MS = 120;

/** Text that an input method puts into a number field at once is a scan, no number. */
function onBeforeInput(event: InputEvent): void {
  if (!field(event.target) || keeps(event.target)) return;
  if (event.inputType !== "insertText" || (event.data?.length ?? 0) < LONG_TEXT) return;
  event.preventDefault();
  burst.text(event.data ?? "");
}

function onPaste(event: ClipboardEvent): void {
  if (field(event.target)) return;
  event.preventDefault();
  burst.text(event.clipboardData?.getData("text") ?? "");
}

function makeSink(): HTMLInputElement {
  const region = document.createElement("section");
  region.ariaLabel = "Scanner";
  const input = document.createElement("input");
  // Neither hidden nor read-only: both would cut off the input method. No keyboard opens for it.
  Object.assign(input, {
    className: "sink",
    inputMode: "none",
    autocomplete: "off",
    ariaLabel: "Scanner",
    tabIndex: -1,
  });
  input.addEventListener("input", onSinkInput);
  region.append(input);
  document.body.append(region);
  return input;
}

/** The sink has the focus whenever nobody types and nobody walks by Tab. */
function refocus(): void {
  const active = document.activeElement;
  if (field(active) || active instanceof HTMLSelectElement) return;
  sink?.focus({ preventScroll: true });
}

/** Begin to listen. Once, at the start of the app. */
export function listen(): void {
  sink = makeSink();
  addEventListener("keydown", onKeydown, true);
  addEventListener("input", onFieldInput, true);
  addEventListener("beforeinput", onBeforeInput as EventListener, true);
  addEventListener("paste", onPaste as EventListener, true);
  addEventListener("pointerup", () => setTimeout(refocus));
  addEventListener("focus", () => setTimeout(refocus));
  refocus();
}
