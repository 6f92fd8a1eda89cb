/** What a scan says to the floor: a number, one of our own labels, or a text. Others look up what that is. */

import * as grammar from "./grammar";
import { GS, type Pair } from "./gs1/elements";
import { derived } from "./gs1/meaning";
import { parse as parseOwn } from "./own-code";
import type { Profile } from "./profile";

export { normalise } from "./profile";

export type Form = "gtin" | "sscc" | "gs1" | "location" | "tote" | "command" | "badge" | "order" | "text";

const RAW_LENGTH_MAX = 200;
/** What one scan says. With `error` set nothing else is to be relied on: the worker scans again. */
export interface Scan {
  /** As received, cut after 200 characters. */
  readonly raw: string;
  /** Symbology identifier, such as `]C1`, if the scanner sends them. */
  readonly aim: string | null;
  /**
   * `sscc` has `sscc`, also if read from an element string with AI 00; `gtin` has `gtin`; `gs1` is any other element
   * string, and may have a GTIN, lot, expiry, serial or count, or none of them; the rest have `code`.
   */
  readonly form: Form;
  /** 14 digits. From AI 01, or AI 02 (what is inside) where there is no 01. */
  readonly gtin: string | null;
  /** 18 digits. */
  readonly sscc: string | null;
  readonly lot: string | null;
  /** yyyy-mm-dd. From AI 17 (expiry), or AI 15 (best before) where there is no 17. */
  readonly expiry: string | null;
  readonly serial: string | null;
  /** From AI 37 (of the items in AI 02) or AI 30. */
  readonly count: number | null;
  /** Code of our own label in capitals; for `text` the text without blanks around it. */
  readonly code: string | null;
  /** Every (AI, value) of an element string or a Digital Link, in its order. */
  readonly elements: readonly Pair[];
  /** An `ErrorCode` in small letters, or `two_codes`, `unknown_command`, `malformed_code`. */
  readonly error: string | null;
  /** The application identifier that the error was met at. */
  readonly at: string | null;
}

const NOTHING = {
  aim: null, gtin: null, sscc: null, lot: null, expiry: null, serial: null, count: null, code: null, elements: [],
  error: null, at: null,
} as const;

/** Read a scan, for any text whatever. `year` is the present year; two-digit years are judged by it. */
export function read(raw: string, year: number): Scan {
  // Lengths are counted in characters, as on the server; 401 code units are more than 200 characters in any case.
  const characters = raw.length > RAW_LENGTH_MAX ? [...raw.slice(0, 2 * RAW_LENGTH_MAX + 1)] : [];
  if (characters.length > RAW_LENGTH_MAX) {
    const cut = characters.slice(0, RAW_LENGTH_MAX).join("");
    return { ...NOTHING, raw: cut, form: "text", error: "length" };
  }
  const got = grammar.read(raw, year);
  return { ...NOTHING, raw, aim: got.aim, ...(got.error === null ? right(got) : wrong(got, got.error)) };
}

/**
 * All readings of a scan by a scanner that may drop separators, likeliest first; one where nothing was dropped. The raw
 * of each has its separators in place, so that whoever reads it again, such as the server, reads just that.
 */
export function readings(raw: string, year: number, profile: Profile): Scan[] {
  const plain = read(raw, year);
  if (profile.gs_dropped !== true || (plain.error === null && plain.elements.length === 0)) return [plain];
  const got = grammar.read(raw, year, profile);
  if (got.error !== null || got.alternatives.length === 0) return got.error === null && plain.error !== null ? [spelled(got.ais, year)] : [plain];
  return [got.ais, ...got.alternatives].map((one) => spelled(one, year)).filter(({ error }) => error === null);
}

const spelled = (ais: readonly Pair[], year: number): Scan =>
  read(`]C1${ais.map(([ai, value]) => ai + value).join(GS)}`, year);

type Found = Pick<Scan, "form"> & Partial<Scan>;
const FORMS: Readonly<Record<grammar.Form, Form>> = {
  gs1: "gs1", "digital-link": "gs1", gtin: "gtin", sscc: "sscc", plain: "text", url: "text",
};

function wrong(got: grammar.Read, error: string): Found {
  const form = FORMS[got.form];
  if (error === "LENGTH" && form === "gtin" && got.aim === null && got.text.length === 26) {
    return { form, error: "two_codes" };
  }
  // What a number that stands alone is, is no identifier that was met in it.
  return { form, error: error.toLowerCase(), at: form === "gs1" ? got.errorAi : null };
}

function right(got: grammar.Read): Found {
  const number = got.ais[0]?.[1] ?? null;
  if (got.form === "gtin") return { form: "gtin", gtin: number };
  if (got.form === "sscc") return { form: "sscc", sscc: number };
  return got.ais.length > 0 ? elements(got) : (parseOwn(got.text) ?? { form: "text", code: got.text });
}

function elements({ ais, year }: grammar.Read): Found {
  const value = new Map(ais);
  const said = derived(ais, year);
  const expiry = said["expiry"] ?? said["best_before"];
  return {
    form: value.has("00") ? "sscc" : "gs1",
    gtin: value.get("01") ?? value.get("02") ?? null,
    sscc: value.get("00") ?? null,
    lot: value.get("10") ?? null,
    expiry: expiry === undefined ? null : String(expiry),
    serial: value.get("21") ?? null,
    count: said["count"] === undefined ? null : Number(said["count"]),
    elements: ais,
  };
}
