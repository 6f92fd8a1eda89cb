/** What a scanner sends, as the browser tells it, before anything is undone; cut into scans. */

export type Raw =
  | {
      readonly how: "key";
      readonly key: string;
      readonly code: string;
      readonly shift: boolean;
      readonly ctrl: boolean;
      readonly alt: boolean;
      readonly at: number;
    }
  | { readonly how: "text" | "paste"; readonly text: string; readonly at: number };

/** Longer than any stall that is seen in a scan: who waits that long has pulled the trigger again. */
export const PAUSE_MS = 700;
const PAUSE_MAX_MS = 2_500;
/** What may still come behind Enter: a second one, a line feed. */
export const TAIL_MS = 200;
/** In a field of several lines the key makes a line end of its own. */
const ECHO_MS = 50;
/** Keys that say nothing by themselves. */
const SILENT = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Unidentified", "Process"]);

/** An event of the page, or none where it says nothing about a scanner. */
export function rawOf(event: Event): Raw | null {
  const at = event.timeStamp;
  if (event instanceof KeyboardEvent) {
    if (event.isComposing || event.keyCode === 229) return null;
    const { key, code, shiftKey: shift, ctrlKey: ctrl, altKey: alt } = event;
    return SILENT.has(key) && !isKeypad(code) ? null : { how: "key", key, code, shift, ctrl, alt, at };
  }
  if (event instanceof ClipboardEvent) return { how: "paste", text: event.clipboardData?.getData("text") ?? "", at };
  const { target } = event;
  const typed = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  return typed ? { how: "text", text: target.value, at } : null;
}

export const isKeypad = (code: string): boolean => /^Numpad\d$/.test(code);

/** Keys and characters that end a scan. */
export function ends(raw: Raw): boolean {
  if (raw.how !== "key") return /[\r\n\t]$/.test(raw.text);
  return raw.key === "Enter" || raw.key === "Tab" || (raw.ctrl && !raw.alt && /^[jm]$/i.test(raw.key));
}

/** Puts events together to scans. A person types slower than any scanner, so that the pause follows who is at it. */
export class Gathering {
  #events: Raw[] = [];
  #longest = 0;
  #over = false;

  constructor(private readonly whole: (events: readonly Raw[]) => void) {}

  take(raw: Raw): void {
    const last = this.#events.at(-1);
    if (last !== undefined) {
      const gap = raw.at - last.at;
      const bare = raw.how === "key" || /^[\r\n\t]+$/.test(raw.text);
      if (raw.how === "text" && bare && last.how === "key" && ends(last) && gap <= ECHO_MS) return;
      const tail = bare && ends(raw) && gap <= TAIL_MS;
      const other = (last.how === "key") !== (raw.how === "key");
      if (!tail && (this.#over || other || gap > this.#pause())) this.settle();
      else this.#longest = Math.max(this.#longest, gap);
    }
    this.#events.push(raw);
    this.#over ||= ends(raw);
  }

  /** Milliseconds of silence after which what was gathered is a whole scan. */
  get waits(): number {
    return this.#over ? TAIL_MS : this.#pause();
  }

  /** Silence has lasted. */
  settle(): void {
    const events = this.#events;
    [this.#events, this.#longest, this.#over] = [[], 0, false];
    if (events.length > 0) this.whole(events);
  }

  #pause(): number {
    return Math.min(PAUSE_MAX_MS, Math.max(PAUSE_MS, 4 * this.#longest));
  }
}
