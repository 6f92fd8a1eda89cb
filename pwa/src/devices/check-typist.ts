/** A scanner as tests need it: types a test code as one that is set so would, on a host that is set so. */

import type { TestCode } from "../generated/scanner-check";
import { placed, type Layout } from "./check-places";
import type { Raw } from "./check-raw";

export interface Habits {
  readonly mode?: "keys" | "text" | "characters" | "paste" | "both";
  readonly suffix?: "enter" | "tab" | "double" | "none";
  readonly prefix?: string;
  readonly behind?: string;
  readonly aim?: boolean;
  readonly gs?: "control" | "alt" | "lost" | "key" | (string & {});
  /** The keyboard that the scanner believes in, and the one that the host has. */
  readonly scanner?: Layout;
  readonly host?: Layout;
  readonly caps?: boolean;
  readonly gap?: number | ((at: number) => number);
  /** What it makes of the digits of a number of goods. */
  readonly digits?: (text: string) => string;
  /** What is lost of the text on the way. */
  readonly loses?: (text: string) => string;
}

const AIM: Readonly<Record<string, string>> = {
  code128: "]C0", ean13: "]E0", upca: "]E0", "gs1-128": "]C1", datamatrix: "]d2", qr: "]Q1",
};
const PLACES = [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").map((c) => `Key${c}`),
  ..."0123456789".split("").map((c) => `Digit${c}`),
  "Minus", "Equal", "BracketLeft", "BracketRight", "Backslash", "Semicolon", "Quote", "Backquote", "Comma", "Period", "Slash",
  "IntlBackslash",
];

/** The key, and whether with Shift, that gives a character on a keyboard. */
export function keyOf(layout: Layout, character: string): readonly [string, boolean] | null {
  for (const shift of [false, true]) {
    for (const code of PLACES) if (placed(layout, code, shift) === character) return [code, shift];
  }
  return null;
}

export class Typist {
  #at = 1_000;
  #events: Raw[] = [];
  #typed = 0;

  constructor(private readonly habits: Habits) {}

  scan(code: TestCode): readonly Raw[] {
    const { mode = "keys", loses = (text) => text } = this.habits;
    this.#events = [];
    this.#typed = 0;
    this.#at += 5_000;
    const text = loses(this.text(code));
    if (mode === "keys" || mode === "both") this.#keys(text);
    if (mode === "both") this.#at += 30;
    if (mode === "characters") for (const character of text) this.#push({ how: "text", text: character });
    else if (mode !== "keys") this.#push({ how: mode === "paste" ? "paste" : "text", text });
    if (mode !== "keys") this.#ends();
    return this.#events;
  }

  /** What leaves the scanner, with separators as the control character. */
  text(code: TestCode): string {
    const { prefix = "", behind = "", aim = true, digits = (text: string) => text, gs = "control" } = this.habits;
    const token = ["control", "alt", "key"].includes(gs) ? "\x1d" : gs === "lost" ? "" : gs;
    const goods = code.carrier === "ean13" || code.carrier === "upca";
    const [first = ""] = code.parts;
    return prefix + (aim ? (AIM[code.carrier] ?? "") : "") + (goods ? digits(first) : code.parts.join(token)) + behind;
  }

  #keys(text: string): void {
    for (const character of text) {
      if (character === "\x1d") this.#separator();
      else this.#press(character);
    }
    this.#ends();
  }

  #press(character: string): void {
    const { scanner = "us", host = "us", caps = false } = this.habits;
    const place = keyOf(scanner, character);
    // A character that the keyboard has on a third level comes by the host's own table.
    if (place === null) return this.#push({ key: character, code: "", shift: false });
    const [code, shift] = place;
    const shown = placed(host, code, shift) ?? character;
    const swapped = shown === shown.toLowerCase() ? shown.toUpperCase() : shown.toLowerCase();
    this.#push({ key: caps && /^[a-z]$/i.test(shown) ? swapped : shown, code, shift });
  }

  #separator(): void {
    const { gs = "control", host = "us" } = this.habits;
    if (gs === "key") return this.#push({ key: "F8", code: "F8" });
    if (gs !== "alt") return this.#push({ key: placed(host, "BracketRight", false) ?? "]", code: "BracketRight", ctrl: true });
    for (const digit of "029") this.#push({ key: digit, code: `Numpad${digit}`, alt: true });
  }

  #ends(): void {
    const { suffix = "enter" } = this.habits;
    if (suffix === "tab") this.#push({ key: "Tab", code: "Tab" });
    if (suffix === "enter" || suffix === "double") this.#push({ key: "Enter", code: "Enter" });
    if (suffix === "double") this.#push({ key: "j", code: "KeyJ", ctrl: true });
  }

  #push(event: { how: "text" | "paste"; text: string } | { key: string; code: string; shift?: boolean; ctrl?: boolean; alt?: boolean }): void {
    const { gap = 5 } = this.habits;
    this.#at += typeof gap === "number" ? gap : gap(this.#typed++);
    const at = this.#at;
    this.#events.push("how" in event ? { ...event, at } : { how: "key", shift: false, ctrl: false, alt: false, ...event, at });
  }
}
