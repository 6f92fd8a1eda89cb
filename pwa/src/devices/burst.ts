/**
 * Tells a scanner's burst of keys from a person's typing, and puts its characters together.
 *
 * On the page or on a button nobody types, so every character counts. In a field that a person could type into only
 * speed tells: a scanner leaves at most `FAST_MS` between two keys. `wedge.ts` feeds it with what the browser sends.
 */

import type { Scanner } from "./scanner";
import { usCharacter } from "./us-keys";

export const FAST_MS = 45;
/** The longest stall inside a scan; Zebra's handhelds send a key in 80-100 ms. */
export const IDLE_MS = 150;
/** Of a scanner that ends its scans with Enter or Tab, silence alone ends one only much later: the host may be slow. */
export const IDLE_WITH_SUFFIX_MS = 600;
/** So many scans in a row that silence ended: this scanner sends no Enter and no Tab (any more). */
const SILENT_ENDS = 2;
const SCAN_MIN = 3;
const STOLEN_MIN = 5;
const GS = "\x1d";

export interface Key {
  readonly key: string;
  readonly code: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
  /** Milliseconds, from any start. */
  readonly at: number;
  /** Whether a person could type here. */
  readonly typed: boolean;
}

/** What the page should do with a key: `take` = keep it from the page, `leave` = let it pass. */
export type Fate = "take" | "leave";

export interface Caught {
  /** A whole scan of keys; `stolen` when its characters have gone into a field and are to be taken out again. */
  readonly scan: (raw: string, stolen: boolean) => void;
  /** A whole scan that came as text, without keys. */
  readonly text: (raw: string) => void;
  /** One key that a person pressed on the page. */
  readonly key: (key: string) => void;
  /** Whether the scanner ends its scans with Enter or Tab, when that is found out to have changed. */
  readonly suffix: (sends: boolean) => void;
}

export class Burst {
  #text = "";
  /** The same keys by their place on a keyboard of the United States. */
  #us = "";
  /** Digit keys, unshifted: how many there were, and how many of them gave a digit. */
  #digitKeys = 0;
  #digits = 0;
  #at = 0;
  #slowest = 0;
  #typed = false;
  #altCode = "";
  #silentEnds = 0;
  #sendsSuffix: boolean;

  constructor(
    private readonly caught: Caught,
    private readonly scanner: Scanner = {},
  ) {
    this.#sendsSuffix = scanner.sends_suffix === true;
  }

  /** Milliseconds of silence that end a scan. */
  get idleMs(): number {
    return this.scanner.gap_ms ?? (this.#sendsSuffix ? IDLE_WITH_SUFFIX_MS : IDLE_MS);
  }

  get empty(): boolean {
    return this.#text === "";
  }

  key(key: Key): Fate {
    if (!this.empty && (key.at - this.#at > this.idleMs || key.typed !== this.#typed)) this.end();
    if (key.alt && /^Numpad\d$/.test(key.code)) return this.#altDigit(key);
    this.#closeAlt(key);
    if (key.key === "Enter" || key.key === "Tab") return this.#suffix(key);
    if (key.ctrl || key.meta) return this.#control(key);
    if ([...key.key].length !== 1) return key.key === "Dead" ? this.#dead(key) : "leave";
    if (key.key === " " && this.empty) return "leave"; // a person's space presses the focused button
    this.#add(key.key, key);
    return key.typed ? "leave" : "take";
  }

  /** A key that waits for the next one to put an accent on. Scanners know no accents: they mean a key elsewhere. */
  #dead(key: Key): Fate {
    if (this.empty || key.typed) return "leave";
    this.#us += usCharacter(key.code, key.shift) ?? "";
    this.#at = key.at;
    return "take";
  }

  /** Go on with a scan whose beginning went elsewhere. */
  begin(text: string, at: number): void {
    this.#clear();
    [this.#text, this.#us, this.#at] = [text, text, at];
  }

  /** Text that an input method put in at once, or that was pasted: no keys, and line ends may be in it. */
  text(text: string): void {
    this.end();
    for (const line of text.split(/[\r\n\t]+/)) if (line.trim() !== "") this.caught.text(line);
  }

  /** Silence has lasted. A burst in a field must be long to be a scan without a suffix. */
  end(): void {
    this.#closeAlt();
    const [text, stolen, fast] = [this.#read(), this.#typed, this.#slowest <= FAST_MS];
    this.#clear();
    if (stolen) {
      if (fast && text.length >= STOLEN_MIN + 1) this.caught.scan(text, true);
    } else if (text.length >= SCAN_MIN) {
      this.#endedBy(false);
      this.caught.scan(text, false);
    } else if (text.length === 1) this.caught.key(text);
  }

  #suffix(key: Key): Fate {
    if (this.empty) return "leave";
    const [text, fast] = [this.#read(), Math.max(this.#slowest, key.at - this.#at) <= FAST_MS];
    this.#clear();
    if (key.typed && !(fast && text.length >= STOLEN_MIN)) return "leave";
    if (text.length < SCAN_MIN) return "leave";
    this.#endedBy(true);
    this.caught.scan(text, key.typed);
    return "take";
  }

  #endedBy(suffix: boolean): void {
    this.#silentEnds = suffix ? 0 : this.#silentEnds + 1;
    if (suffix === this.#sendsSuffix || (!suffix && this.#silentEnds < SILENT_ENDS)) return;
    this.#sendsSuffix = suffix;
    this.caught.suffix(suffix);
  }

  #control(key: Key): Fate {
    if (key.ctrl && (key.key === "]" || key.code === "BracketRight" || key.key === GS)) {
      if (key.typed && this.empty) return "leave";
      this.#add(GS, key);
      return "take";
    }
    // A scanned Ctrl+W or Ctrl+P must neither close nor print; a person's own shortcut starts no burst.
    return this.empty || !/^[a-z]$/i.test(key.key) ? "leave" : "take";
  }

  #altDigit(key: Key): Fate {
    this.#altCode += key.code.slice(-1);
    this.#at = key.at;
    return "take";
  }

  /** Windows hosts get a separator as Alt+029 on the keypad. */
  #closeAlt(key?: Key): void {
    if (this.#altCode === "") return;
    const code = Number(this.#altCode);
    this.#altCode = "";
    if (code > 0 && code < 127) this.#add(String.fromCharCode(code), key ?? null);
  }

  #add(character: string, key: Key | null): void {
    const at = key?.at ?? this.#at;
    if (this.empty) [this.#slowest, this.#typed] = [0, key?.typed ?? false];
    else this.#slowest = Math.max(this.#slowest, at - this.#at);
    this.#text += character;
    this.#us += (key && character === key.key && usCharacter(key.code, key.shift)) || character;
    if (key && !key.shift && /^Digit\d$/.test(key.code)) {
      this.#digitKeys += 1;
      if (/^\d$/.test(character)) this.#digits += 1;
    }
    this.#at = at;
  }

  /** The burst as its scanner meant it. One key is a person's, who presses what stands on it. */
  #read(): string {
    const { layout } = this.scanner;
    const elsewhere = layout === undefined && this.#digitKeys > 0 && this.#digits === 0;
    return (layout === "us" || elsewhere) && this.#text.length > 1 ? this.#us : this.#text;
  }

  #clear(): void {
    [this.#text, this.#us, this.#slowest, this.#typed] = ["", "", 0, false];
    [this.#digitKeys, this.#digits] = [0, 0];
  }
}
