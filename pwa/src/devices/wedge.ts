/**
 * A scanner that types: real key events, text from an input method (DataWedge on Android), and paste.
 *
 * Works whatever has the focus. Every scan waits in one queue and goes to the screen on top, one after the other; none
 * is dropped while a screen is busy. A field with `data-scan="keep"` (a name, a password) keeps all that comes.
 */

import { canRead, loadReader, normalise } from "../scanning/reader";
import { Burst } from "./burst";
import { learn, scanner } from "./scanner";

export type ScanTaker = (raw: string) => Promise<void> | void;

/** `seen` by a camera or an antenna, which need no scanner's habits undone. */
type Source = "keys" | "text" | "seen";
/** Some handhelds send one scan both as keys and as text. */
const TWO_CHANNELS_MS = 250;
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
const queue: { readonly raw: string; readonly source: Source }[] = [];
let busy = false;
let holds = 0;
/** What came by one channel just now, and may still come by the other. */
let single: { readonly raw: string; readonly source: Source; readonly at: number }[] = [];

/** The newest taker gets the scans, until it is taken away by the returned function. */
export function onScan(taker: ScanTaker): () => void {
  takers.push(taker);
  void pump();
  return () => takers.splice(takers.indexOf(taker), 1);
}

/**
 * Let scans wait, until the returned function is called: the screen that they are for is not there yet, and whoever is
 * below it would take them for strays.
 */
export function holdScans(): () => void {
  holds += 1;
  return () => {
    holds -= 1;
    queueMicrotask(() => void pump()); // the screen that comes in its place is there by then
  };
}

let isHere = (): boolean => true;

/** Scans wait while the screen that they are for is not painted yet. To be called when one is: the returned function. */
export function scansWaitUntil(there: () => boolean): () => void {
  isHere = there;
  return () => queueMicrotask(() => void pump());
}

/** Single keys that a person presses on the page, such as `a` to approve. */
export function onKey(taker: (key: string) => void): () => void {
  shortcuts.push(taker);
  return () => shortcuts.splice(shortcuts.indexOf(taker), 1);
}

let onEvent: ((event: Event) => void) | null = null;

/** Hear all that a scanner sends before anything of it is undone, beside the scans. */
export function onRaw(taker: (event: Event) => void): () => void {
  onEvent = taker;
  return () => (onEvent = null);
}

/** A scan from wherever. */
export function scanned(raw: string, source: Source = "seen"): void {
  if (SECRET.test(raw)) return badgeTaker(raw);
  if (isTwin(raw, source)) return;
  queue.push({ raw, source });
  void pump();
}

/** Each scan has one twin at most: the next pull of the trigger on the same code is a scan of its own. */
function isTwin(raw: string, source: Source): boolean {
  const at = performance.now();
  single = single.filter((one) => at - one.at < TWO_CHANNELS_MS);
  const first = single.findIndex((one) => one.raw === raw && one.source !== source);
  if (first < 0) single.push({ raw, source, at });
  else single.splice(first, 1);
  return first >= 0;
}

async function pump(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    if (!canRead()) await loadReader();
    for (let taker = takers.at(-1); taker && queue.length > 0 && holds === 0 && isHere(); taker = takers.at(-1)) {
      const { raw, source } = queue.shift() as (typeof queue)[0];
      try {
        // From here on, and in what is recorded, a code reads as if its scanner had no habits.
        await taker(source === "seen" ? raw : normalise(raw, known));
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
let sink: HTMLTextAreaElement | null = null;

const known = scanner();
const burst = new Burst(
  {
    scan: (raw, stolen) => {
      if (stolen) giveBack();
      scanned(raw, "keys");
    },
    text: (raw) => scanned(raw, "text"),
    key: (key) => shortcuts.at(-1)?.(key),
    // Kept, so that the first scan after the app was opened is not torn by a host that is still busy.
    suffix: (sends) => learn({ sends_suffix: sends }),
  },
  known,
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
  onEvent?.(event);
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
    shift: event.shiftKey,
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
let typedAt = 0;
let textTimer = 0;
/** Between the characters of a scan that comes as one text a key, and between the parts of one that comes as a whole. */
const IDLE_TEXT_MS = 120;
const IDLE_WHOLE_MS = 60;

/** Text without keys that lands in the sink: whole scans, or one character at a time. */
function onSinkInput(event: Event): void {
  if (!sink) return;
  if ((event as InputEvent).inputType === "insertFromPaste") return void (sink.value = ""); // `onPaste` has it
  onEvent?.(event);
  const text = sink.value;
  sink.value = "";
  const idle = text.length < LONG_TEXT ? IDLE_TEXT_MS : IDLE_WHOLE_MS;
  // A page that was busy gets two scans in a row, and its timer comes too late to part them.
  if (event.timeStamp - typedAt > idle) endText();
  [typedText, typedAt] = [typedText + text, event.timeStamp];
  clearTimeout(textTimer);
  if (/[\r\n\t]$/.test(typedText)) endText();
  else textTimer = window.setTimeout(endText, idle);
}

function endText(): void {
  const text = typedText;
  typedText = "";
  if (text !== "") burst.text(text);
}

/** Text that an input method puts into a number field at once is a scan, no number. */
function onBeforeInput(event: InputEvent): void {
  if (!field(event.target) || keeps(event.target)) return;
  if (event.inputType !== "insertText" || (event.data?.length ?? 0) < LONG_TEXT) return;
  event.preventDefault();
  burst.text(event.data ?? "");
}

function onPaste(event: ClipboardEvent): void {
  if (field(event.target)) return;
  onEvent?.(event);
  burst.text(event.clipboardData?.getData("text") ?? "");
}

function makeSink(): HTMLTextAreaElement {
  const region = document.createElement("section");
  region.ariaLabel = "Scanner";
  // Neither hidden nor read-only: both would cut off the input method. Of several lines, so that an Enter within a text
  // stays in it. No keyboard opens for it.
  const input = document.createElement("textarea");
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
