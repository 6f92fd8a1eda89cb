/** From what a scanner did to the test codes: how it is set, what is wrong with that, and how Tote can live with it. */

import { SEVERITY, TEST_CODES } from "../generated/scanner-check";
import { median, readScan, type Channel, type Read, type Sighting } from "./check-read";
import type { Raw } from "./check-raw";
import type { Scanner } from "./scanner";

export type Code = keyof typeof SEVERITY;
export type Severity = "stop" | "slow" | "fine";

export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly params: Readonly<Record<string, string | number>>;
}
export type Topic = "suffix" | "aim" | "gs" | "layout" | "caps" | "speed" | "digits" | "added" | "channels" | "read";
/** Where on a scanner each finding is put right; none where a scanner cannot help it. */
export const CURES: Readonly<Record<Code, Topic | null>> = {
  hand: null, missing: "speed", cut: "speed", unread: "read", layout_host: "layout", layout_scanner: "layout",
  caps: "caps", caps_text: "caps", suffix_none: "suffix", suffix_tab: "suffix", suffix_double: "suffix",
  suffix_uneven: "suffix", added_behind: "added", added_before: "added", added_inside: "added", aim_none: "aim",
  gs_lost: "gs", gs_key: "gs", gs_token: "gs", gs_uneven: "gs", gs_risky: "gs", check_digit: "digits",
  first_digit: "digits", channels: "channels", speed: "speed", stall: "speed",
};

export interface Report {
  readonly mode: Channel | "both" | "hand" | "none";
  readonly suffix: "enter" | "tab" | "double" | "uneven" | "none";
  readonly aim: boolean;
  readonly gs: "control" | "alt" | "token" | "key" | "lost" | "uneven" | "unknown";
  readonly layout: "host" | "azerty" | "qwertz" | "other" | "scanner";
  readonly caps: boolean;
  /** Milliseconds, the median; 0 where the whole text comes at once. */
  readonly key_ms: number;
  readonly gap_ms: number;
  readonly findings: readonly Finding[];
  readonly profile: Profile;
}
/** All that the device keeps of its scanner, so that nothing of an earlier one stays. */
export type Profile = { readonly [K in keyof Scanner]-?: Scanner[K] | undefined };

/** The same code by another channel within this time is the same pull of the trigger. */
const TWIN_MS = 400;
const SLOW_MS = 20;
/** The wedge waits so long for the next key without being told (`burst.ts`). */
const STALL_MS = 120;
const GAP_MAX_MS = 2_000;
/** Characters that stand in GS1 data themselves (GS1 General Specifications, character set 82). */
const IN_DATA = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]$/;

/** What has been scanned so far, code by code; the newest of each counts. */
export class Check {
  #scans = new Map<string, readonly Raw[]>();
  #damaged = new Map<string, Extract<Read, { what: "damaged" }>>();
  #unread = new Set<string>();
  #hand = false;
  #twins = false;
  #last: Sighting | null = null;

  /** Take one scan. */
  take(events: readonly Raw[]): Read {
    const read = readScan(events, TEST_CODES);
    if (read.what === "seen") {
      const last = this.#last;
      const twin = last?.id === read.id && last.channel !== read.channel && read.at - last.at < TWIN_MS + sum(last.gaps);
      this.#twins ||= twin;
      this.#last = read;
      if (!twin) this.#scans.set(read.id, events);
      this.#damaged.delete(read.id);
      this.#unread.delete(read.id);
    } else if (read.what === "damaged") this.#damaged.set(read.id, read);
    else if (read.what === "hand") this.#hand = true;
    return read;
  }

  /** The scanner does not react to a code. */
  cannot(id: string): void {
    this.#unread.add(id);
  }

  /** Codes that were scanned, damaged, or given up. */
  get done(): ReadonlySet<string> {
    return new Set([...this.#scans.keys(), ...this.#damaged.keys(), ...this.#unread]);
  }

  report(): Report {
    const seen = this.#sightings();
    const hand = this.#hand && seen.length === 0;
    const suffix = suffixOf(seen);
    const gs = gsOf(seen);
    const layout = layoutOf(seen);
    const caps = seen.some((one) => one.caps);
    const gaps = seen.flatMap((one) => one.gaps);
    const mode = hand ? "hand" : this.#twins ? "both" : (seen.at(-1)?.channel ?? "none");
    const base = {
      mode, suffix, gs: gs.kind, layout, caps,
      aim: seen.length > 0 && seen.every((one) => one.aim !== null),
      key_ms: Math.round(median(gaps)), gap_ms: Math.round(Math.max(0, ...gaps)),
    } as const;
    const found = new Findings();
    this.#whole(found, hand);
    judgeText(found, seen, base);
    judgeGs(found, gs);
    judgeDigits(found, seen);
    judgeTime(found, base);
    return { ...base, findings: found.sorted(), profile: profileOf(seen, base, gs) };
  }

  /** All scans read alike: what one of them shows of the keyboard holds for the others. */
  #sightings(): readonly Sighting[] {
    const under = (first: Sighting["by"]): Sighting[] =>
      [...this.#scans.values()].map((events) => readScan(events, TEST_CODES, first)).filter((read) => read.what === "seen");
    const seen = under("host");
    const changed = seen.find(({ by }) => by !== "host");
    return changed ? under(changed.by) : seen;
  }

  #whole(found: Findings, hand: boolean): void {
    if (hand) found.add("hand");
    for (const { cut, missing } of this.#damaged.values()) found.add(cut ? "cut" : "missing", { n: missing });
    for (const { id, carrier } of TEST_CODES) if (this.#unread.has(id)) found.add("unread", { what: carrier });
    if (this.#twins) found.add("channels");
  }
}

type Base = Omit<Report, "findings" | "profile">;

const ORDER: readonly Severity[] = ["stop", "slow", "fine"];

class Findings {
  #found = new Map<string, Finding>();

  add(code: Code, params: Finding["params"] = {}): void {
    // Of one kind the first is enough, but every code that cannot be read is named.
    const key = code === "unread" ? `${code} ${String(params["what"])}` : code;
    if (!this.#found.has(key)) this.#found.set(key, { code, severity: SEVERITY[code], params });
  }

  /** What stops work first. */
  sorted(): readonly Finding[] {
    return [...this.#found.values()].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  }
}

const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);

function suffixOf(seen: readonly Sighting[]): Report["suffix"] {
  const kinds = new Set(seen.map(({ ends }) => (ends.length > 1 ? "double" : ends[0] === "feed" ? "enter" : (ends[0] ?? "none"))));
  const [only = "none"] = kinds;
  return kinds.size > 1 ? "uneven" : only;
}

interface Separators {
  readonly kind: Report["gs"];
  readonly token: string;
}

function gsOf(seen: readonly Sighting[]): Separators {
  const tokens = new Set(seen.flatMap((one) => one.separators));
  const [token] = tokens;
  if (token === undefined) return { kind: "unknown", token: "" };
  if (tokens.size > 1) return { kind: "uneven", token: "" };
  if (token === "\x1d") return { kind: "control", token: "" };
  if (token === "<Alt>") return { kind: "alt", token: "" };
  if (token === "") return { kind: "lost", token };
  return { kind: /<[A-Z][\w+]+.*>/.test(token) && token !== "<GS>" ? "key" : "token", token };
}

function layoutOf(seen: readonly Sighting[]): Report["layout"] {
  const changed = seen.find((one) => one.by !== "host");
  if (changed === undefined) return "host";
  return changed.by === "us" ? (changed.host ?? "other") : "scanner";
}

function judgeText(found: Findings, seen: readonly Sighting[], base: Base): void {
  if (seen.length === 0) return;
  if (base.layout === "scanner") found.add("layout_scanner");
  else if (base.layout !== "host") found.add("layout_host", { layout: base.layout });
  if (base.caps) found.add(base.mode === "keys" ? "caps" : "caps_text");
  if (base.suffix !== "enter") found.add(`suffix_${base.suffix}`);
  if (!base.aim) found.add("aim_none");
  const { before, behind } = addedBy(seen);
  const inside = seen.find((one) => one.inside !== "")?.inside;
  if (inside !== undefined) found.add("added_inside", { text: inside });
  if (before) found.add("added_before", { text: before });
  if (behind) found.add("added_behind", { text: behind });
}

/** What stands before and behind every code alike. What only one has is no setting. */
function addedBy(seen: readonly Sighting[]): { before: string; behind: string } {
  const alike = (part: "before" | "behind"): string => {
    const all = new Set(seen.map((one) => one[part]));
    const [only = ""] = all;
    return all.size === 1 ? only : "";
  };
  return { before: alike("before"), behind: alike("behind") };
}

function judgeGs(found: Findings, { kind, token }: Separators): void {
  if (kind === "lost") found.add("gs_lost");
  else if (kind === "uneven") found.add("gs_uneven");
  else if (kind === "key") found.add("gs_key", { text: token });
  else if (kind === "token") found.add(IN_DATA.test(token) ? "gs_risky" : "gs_token", { text: token });
}

function judgeDigits(found: Findings, seen: readonly Sighting[]): void {
  for (const { digits } of seen) {
    if (digits && !digits.check) found.add("check_digit");
    if (digits && !digits.system) found.add("first_digit");
  }
}

function judgeTime(found: Findings, { key_ms, gap_ms }: Base): void {
  if (key_ms >= SLOW_MS) found.add("speed", { ms: key_ms });
  if (gap_ms > STALL_MS) found.add("stall", { ms: gap_ms });
}

/** How long the wedge has to wait for the next key of a scanner that stalls so long. */
export const waits = (gap_ms: number): number | undefined =>
  gap_ms > STALL_MS ? Math.min(GAP_MAX_MS, Math.ceil((gap_ms * 1.5) / 50) * 50) : undefined;

/** How Tote undoes what can be undone. A part that needs no undoing is left empty. */
function profileOf(seen: readonly Sighting[], base: Base, gs: Separators): Profile {
  const { before, behind } = addedBy(seen);
  const lost = gs.kind === "lost" || gs.kind === "key" || gs.kind === "uneven";
  const byPlace = base.mode !== "text" && base.mode !== "paste" && (base.caps || (base.layout !== "host" && base.layout !== "scanner"));
  return {
    prefix: before || undefined,
    suffix: behind || undefined,
    gs: gs.kind === "token" && !IN_DATA.test(gs.token) ? [gs.token] : undefined,
    gs_dropped: lost || undefined,
    caps: undefined, // undone by the place of the keys, or not at all
    sends_suffix: base.suffix === "enter" || base.suffix === "tab" || base.suffix === "double",
    gap_ms: waits(base.gap_ms),
    layout: byPlace ? "us" : undefined,
  };
}
