/** From the events of one scan to what the scanner did to a code of known content. */

import type { TestCode } from "../generated/scanner-check";
import { placed, type Layout } from "./check-places";
import { isKeypad, type Raw } from "./check-raw";

export type Channel = "keys" | "text" | "paste";
export type End = "enter" | "tab" | "feed";

/** One test code as it came. */
export interface Sighting {
  readonly id: string;
  readonly channel: Channel;
  readonly ends: readonly End[];
  readonly before: string;
  readonly behind: string;
  readonly aim: string | null;
  /** Characters between the identifier and the code. */
  readonly inside: string;
  /** What came for each separator; none in a code that has none. */
  readonly separators: readonly string[];
  /** How the scanner's keys have to be read: as the host shows them, or by their place on a keyboard. */
  readonly by: "host" | Layout;
  /** What the host takes the keys for, where that differs. */
  readonly host: Host | null;
  readonly caps: boolean;
  /** Numbers of goods: digits that are there beside the number itself. */
  readonly digits: { readonly zeros: number; readonly system: boolean; readonly check: boolean } | null;
  readonly gaps: readonly number[];
  /** When it began. */
  readonly at: number;
}
export type Host = "azerty" | "qwertz" | "other";
export type Read =
  | ({ readonly what: "seen" } & Sighting)
  | { readonly what: "hand" }
  /** A test code of which `missing` characters did not arrive; `cut` when they are its end. */
  | { readonly what: "damaged"; readonly id: string; readonly missing: number; readonly cut: boolean }
  /** Something else, or too changed to be told. What it was is kept nowhere: it may be a badge. */
  | { readonly what: "unknown"; readonly length: number };

const GS = "\x1d";
/** Keys without a character stand in the text as one private character each. */
const KEYS_FROM = 0xe000;
const ADDED_MAX = 24;
const HAND_MEDIAN_MS = 150;
/** Nobody types this fast, and no scanner sends in more uneven steps. */
const SCANNER_MS = 45;
const UNEVEN = 0.4;
/** Of a code's characters, so many have to be there for it to be told apart from any other. */
const DAMAGED_MIN = 0.6;
const DAMAGED_LENGTH_MIN = 6;
const SHORTEST = 3;

/** The same scan under several readings, one character a key, so that places in it agree. */
interface Spelled {
  readonly channel: Channel;
  readonly readings: Readonly<Record<"host" | Layout, string>>;
  readonly names: readonly string[];
  readonly ends: readonly End[];
  readonly gaps: readonly number[];
  readonly corrected: boolean;
}

/** `first`: the reading that other scans have shown to be right. Digits alone fit more than one. */
export function readScan(events: readonly Raw[], codes: readonly TestCode[], first: Sighting["by"] = "host"): Read {
  const spelled = spell(events);
  const { host } = spelled.readings;
  if (spelled.channel === "keys" && host.length >= SHORTEST && isHand(spelled)) return { what: "hand" };
  for (const code of codes) {
    const seen = match(spelled, code, first, events[0]?.at ?? 0);
    if (seen !== null) return { what: "seen", ...seen };
  }
  return damaged(spelled, codes) ?? { what: "unknown", length: host.length };
}

function spell(events: readonly Raw[]): Spelled {
  const keys = events.some((e) => e.how === "key" && endOf(e) === null);
  const speller = new Speller();
  for (const event of events) speller.add(event);
  speller.close();
  const channel = keys ? "keys" : events.some((e) => e.how === "paste") ? "paste" : "text";
  return { channel, ...speller.found() };
}

class Speller {
  #readings = { host: "", us: "", azerty: "", qwertz: "" };
  #names: string[] = [];
  #ends: End[] = [];
  #gaps: number[] = [];
  #at: number | null = null;
  #alt = "";
  #corrected = false;

  add(raw: Raw): void {
    if (this.#at !== null) this.#gaps.push(raw.at - this.#at);
    this.#at = raw.at;
    if (raw.how !== "key") return this.#text(raw.text);
    if (raw.alt && isKeypad(raw.code)) {
      this.#alt += raw.code.slice(-1);
      this.#gaps.pop(); // part of one character
      return;
    }
    this.close();
    const end = endOf(raw);
    if (end !== null) this.#ends.push(end);
    else this.#key(raw);
  }

  /** A character that was sent as Alt and its number. */
  close(): void {
    if (this.#alt === "") return;
    const code = Number(this.#alt);
    this.#alt = "";
    this.#put(code === 29 ? this.#name("Alt") : String.fromCharCode(code));
  }

  found(): Omit<Spelled, "channel"> {
    const [readings, names, ends, gaps] = [this.#readings, this.#names, this.#ends, this.#gaps];
    return { readings, names, ends, gaps, corrected: this.#corrected };
  }

  #text(text: string): void {
    const tail = /[\r\n\t]*$/.exec(text)?.[0] ?? "";
    for (const character of text.slice(0, text.length - tail.length)) this.#put(character);
    for (const character of tail) this.#ends.push(character === "\t" ? "tab" : character === "\r" ? "enter" : "feed");
  }

  #key({ key, code, shift, ctrl, alt }: Extract<Raw, { how: "key" }>): void {
    if (key === "Backspace" || key === "Delete") this.#corrected = true;
    else if (ctrl && !alt) this.#put(key === "]" || code === "BracketRight" || key === GS ? GS : this.#name(`Ctrl+${key}`));
    else if ([...key].length === 1 || key === "Dead") {
      const host = key === "Dead" ? "\ufffd" : key;
      const by = (layout: Layout) => placed(layout, code, shift) ?? host;
      this.#put(host, by("us"), by("azerty"), by("qwertz"));
    } else this.#put(this.#name(key));
  }

  #name(name: string): string {
    this.#names.push(name);
    return String.fromCharCode(KEYS_FROM + this.#names.length - 1);
  }

  #put(host: string, us = host, azerty = host, qwertz = host): void {
    const r = this.#readings;
    this.#readings = { host: r.host + host, us: r.us + us, azerty: r.azerty + azerty, qwertz: r.qwertz + qwertz };
  }
}

function endOf(raw: Raw): End | null {
  if (raw.how !== "key") return null;
  if (raw.key === "Enter") return "enter";
  if (raw.key === "Tab") return "tab";
  if (!raw.ctrl || raw.alt) return null;
  return /^m$/i.test(raw.key) ? "enter" : /^j$/i.test(raw.key) ? "feed" : null;
}

export const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;

/** A person is slow or uneven or corrects; a slow scanner is even, but for a stall of its host. */
function isHand({ gaps, corrected }: Spelled): boolean {
  if (corrected) return true;
  const middle = median(gaps);
  if (middle <= SCANNER_MS) return false;
  const sorted = [...gaps].sort((a, b) => a - b);
  const quarter = (n: number): number => sorted[Math.floor((sorted.length * n) / 4)] ?? 0;
  return middle > HAND_MEDIAN_MS || quarter(3) - quarter(1) > UNEVEN * middle;
}

const swapCase = (text: string): string =>
  [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join("");

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

function pattern(code: TestCode): RegExp {
  const [first = "", ...rest] = code.parts;
  const core =
    code.carrier === "ean13"
      ? `(?<zeros>0?)(?<system>)${first.slice(0, 12)}(?<check>${first.slice(12)}?)`
      : code.carrier === "upca"
        ? `(?<zeros>0{0,2})(?<system>${first.charAt(0)}?)${first.slice(1, 11)}(?<check>${first.slice(11)}?)`
        : escape(first) + rest.map((part, at) => `(?<gs${at}>[^]{0,8}?)${escape(part)}`).join("");
  return new RegExp(`^(?<before>[^]{0,${ADDED_MAX}}?)(?<aim>\\][A-Za-z][0-9A-Za-z])?${GS}?${core}(?<behind>[^]{0,${ADDED_MAX}})$`);
}

function tries({ readings, channel }: Spelled, first: Sighting["by"]): [string, Sighting["by"], boolean][] {
  const host: [string, Sighting["by"], boolean][] = [[readings.host, "host", false], [swapCase(readings.host), "host", true]];
  if (channel !== "keys") return host;
  const all = [...host, ...(["us", "azerty", "qwertz"] as const).map((by): (typeof host)[0] => [readings[by], by, false])];
  return [...all.filter(([, by]) => by === first), ...all.filter(([, by]) => by !== first)];
}

function match(spelled: Spelled, code: TestCode, first: Sighting["by"], at: number): Sighting | null {
  const { readings, channel, ends, gaps } = spelled;
  const wanted = pattern(code);
  for (const [text, by, swapped] of tries(spelled, first)) {
    const found = wanted.exec(text)?.groups;
    if (!found) continue;
    const part = (name: string): string => named(found[name] ?? "", spelled.names);
    const [, early, inside = ""] = /^(\][A-Za-z][0-9A-Za-z])([^]+)$/.exec(found["before"] ?? "") ?? [];
    return {
      id: code.id, at, channel, ends, gaps, by,
      separators: Object.keys(found).filter((name) => name.startsWith("gs")).map(part),
      digits: digitsOf(code, found),
      before: early ? "" : part("before"), behind: part("behind"), aim: found["aim"] ?? early ?? null, inside,
      host: by === "host" ? null : hostOf(readings.host, readings[by]),
      caps: swapped || (by !== "host" && isInverted(readings.host, readings[by])),
    };
  }
  return null;
}

/** Keys without a character by their names. */
const named = (text: string, names: readonly string[]): string =>
  text.replace(/[\ue000-\uf8ff]/g, (c) => `<${names[c.charCodeAt(0) - KEYS_FROM]}>`);

function digitsOf(code: TestCode, found: Readonly<Record<string, string>>): Sighting["digits"] {
  const { zeros, system, check } = found;
  if (check === undefined) return null;
  return { zeros: zeros?.length ?? 0, system: code.carrier === "ean13" || system !== "", check: check !== "" };
}

/** The keyboard that the host has, by what it made of keys whose place is known. */
function hostOf(host: string, meant: string): Host {
  const as = (key: string): string => host.charAt(meant.toLowerCase().indexOf(key)).toLowerCase();
  if (as("y") === "z" || as("z") === "y") return "qwertz";
  if (as("q") === "a" || as("a") === "q" || as("w") === "z" || as("z") === "w") return "azerty";
  const figures = [...meant].flatMap((c, at) => (/\d/.test(c) ? [host.charAt(at)] : []));
  return figures.length > 0 && figures.every((c) => '&é"\'(-è_çà'.includes(c)) ? "azerty" : "other";
}

const isInverted = (host: string, meant: string): boolean => {
  const letters = [...meant].map((c, at) => [c, host.charAt(at)] as const).filter(([c, h]) => /[a-z]/i.test(c) && /[a-z]/i.test(h));
  return letters.length > 0 && letters.every(([c, h]) => (c === c.toLowerCase()) !== (h === h.toLowerCase()));
};

function damaged({ readings }: Spelled, codes: readonly TestCode[]): Read | null {
  let best: { id: string; missing: number; cut: boolean; share: number } | null = null;
  for (const code of codes) {
    const whole = code.parts.join("");
    for (const text of [readings.host, readings.us].map((one) => one.replaceAll(GS, ""))) {
      const kept = common(text, whole);
      const share = kept / whole.length;
      if (kept < DAMAGED_LENGTH_MIN || (best !== null && share <= best.share)) continue;
      const cut = kept < whole.length && text.includes(whole.slice(0, kept));
      if (share >= DAMAGED_MIN || cut) best = { id: code.id, missing: whole.length - kept, cut, share };
    }
  }
  return best && { what: "damaged", id: best.id, missing: best.missing, cut: best.cut };
}

/** Length of the longest common subsequence. */
function common(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    for (let j = 0; j < b.length; j++) {
      next.push(x === b.charAt(j) ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
