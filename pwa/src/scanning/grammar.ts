/**
 * From the characters of a scanner to what stands in the code: the one way in, for any text whatever.
 *
 * What that means here and now - which product, which tote - others look up. `tests/cases/grammar.json` holds this and
 * `backend/scanning/grammar.py` to the same answers.
 */

import { endsRight, isDigits } from "./checkdigit";
import { GS, parse, Problem, wrong, type ErrorCode, type Pair } from "./gs1/elements";
import * as link from "./gs1/link";
import { derived } from "./gs1/meaning";
import { judged, twice } from "./gs1/pairs";
import { readings } from "./gs1/readings";
import { TABLE } from "./gs1/shape";
import { expandUpcE, normalise as gtin } from "./gtin";
import { check as isSscc } from "./sscc";
import { carrier as carrierOf, strip, type Carrier } from "./symbology";

export type Form = "gs1" | "digital-link" | "gtin" | "sscc" | "url" | "plain";

/** Characters; the largest DataMatrix has 2,335, the largest QR code 4,296 and no one prints that on goods. */
const LENGTH_MAX = 4096;
// What wedges add around a scan. GS is not among them: that is data.
const EDGES = /^[ \t\r\n\x02\x03\x04]+|[ \t\r\n\x02\x03\x04]+$/g;
const EDGE_CODE_MAX = 32;
// What scanners are set to send for GS where a keyboard cannot. None of these is a character of an element string.
const STAND_INS = /\u241d|\{GS\}|\[GS\]|\^\]|\\x1[dD]|\\u001[dD]|[|~^#@]/g;
const CONTROL = /[\x00-\x1f\x7f]/;
const BRACKETED = /\((\d{2,4})\)([^(]*(?:\((?!\d{2,4}\))[^(]*)*)/y;

/** How a scanner differs from one that sends what it reads. */
export interface Profile {
  /** Characters that it puts before and behind every scan. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** What it sends for GS. */
  readonly gs?: readonly string[];
  /** It sends nothing for GS: an element string may have more than one reading. */
  readonly gs_dropped?: boolean;
}
const PLAIN_PROFILE: Profile = {};

/** What a code says. With `error` nothing else is to be relied on: the worker scans again. */
export interface Read {
  readonly form: Form;
  /** Symbology identifier, such as `]C1`, if the scanner sends them (ISO/IEC 15424). */
  readonly aim: string | null;
  /** The data without identifier, prefix, suffix and blanks around it. */
  readonly text: string;
  readonly year: number;
  readonly ais: readonly Pair[];
  /**
   * `NEEDS <ai>`: what it goes with is not there. `PAIR <ai> <ai>`: hardly meant together. `READINGS`: see
   * `alternatives`. `COMPRESSED_LINK`: may be a compressed Digital Link, which is not supported.
   */
  readonly warnings: readonly string[];
  /**
   * Other readings of the same characters, likeliest first. `ais` is the one in which no separator was lost, if that is
   * possible at all; which one is right only the worker can see.
   */
  readonly alternatives: readonly (readonly Pair[])[];
  readonly error: ErrorCode | null;
  readonly errorAi: string | null;
}

const NONE: readonly never[] = [];

/** What the scanner would have sent if it added nothing and had a key for GS. */
export function normalise(raw: string, profile: Profile = PLAIN_PROFILE): string {
  let text = raw;
  if (raw.charCodeAt(0) <= EDGE_CODE_MAX || raw.charCodeAt(raw.length - 1) <= EDGE_CODE_MAX) text = raw.replace(EDGES, "");
  const { prefix = "", suffix = "", gs = NONE } = profile;
  if (prefix && text.startsWith(prefix)) text = text.slice(prefix.length);
  if (suffix && text.endsWith(suffix)) text = text.slice(0, text.length - suffix.length);
  for (const token of gs) if (token) text = text.replaceAll(token, GS);
  return text;
}

/** Read a scan. `year` is the present one. `symbology`: the identifier, where it is known from elsewhere. */
export function read(raw: string, year: number, profile: Profile = PLAIN_PROFILE, symbology: string | null = null): Read {
  const [marked, text] = strip(normalise(raw, profile));
  return new Reader(marked ?? symbology, text, year, profile).read();
}

class Reader {
  constructor(
    private readonly aim: string | null,
    private readonly text: string,
    private readonly year: number,
    private readonly profile: Profile,
  ) {}

  read(): Read {
    const { aim, text } = this;
    if (text.length > LENGTH_MAX && [...text].length > LENGTH_MAX) return this.wrong("plain", "LENGTH");
    const carrier = aim === null ? "unmarked" : carrierOf(aim);
    if (carrier === null) return this.wrong("plain", "SYMBOLOGY");
    if (text === "" || /^\x1d+$/.test(text)) return this.wrong("plain", "EMPTY");
    if (carrier === "element_string") return this.elementString();
    if (carrier === "itf") return this.itf();
    if (carrier === "plain") return this.plain();
    if (carrier !== "unmarked") return this.retail(carrier);
    return this.beginsLikeGs1() ? this.elementString() : this.plain();
  }

  private said(form: Form, ais: readonly Pair[], warnings: readonly string[] = NONE, others: Read["alternatives"] = NONE): Read {
    const { aim, text, year } = this;
    return { form, aim, text, year, ais, warnings, alternatives: others, error: null, errorAi: null };
  }

  private wrong(form: Form, error: ErrorCode, errorAi: string | null = null): Read {
    const { aim, text, year } = this;
    return { form, aim, text, year, ais: NONE, warnings: NONE, alternatives: NONE, error, errorAi };
  }

  private number(form: Form, ai: string, number: string | null): Read {
    return number === null ? this.wrong(form, "CHECK_DIGIT", ai) : this.said(form, [[ai, number]]);
  }

  private keys(form: Form, found: readonly Pair[] | Problem, others: Read["alternatives"] = NONE): Read {
    if (found instanceof Problem) return this.wrong(form, found.code, found.ai);
    const conflict = twice(found);
    if (conflict !== null) return this.wrong(form, conflict.code, conflict.ai);
    const { problem, warnings } = judged(found);
    if (problem !== null) return this.wrong(form, problem.code, problem.ai);
    return this.said(form, unique(found), others.length > 0 ? [...warnings, "READINGS"] : warnings, others);
  }

  private elementString(): Read {
    const text = this.text.replace(STAND_INS, GS);
    if (text.startsWith("(")) return this.keys("gs1", this.bracketed());
    const found = parse(text, this.year);
    if (this.profile.gs_dropped !== true) return this.keys("gs1", found);
    const all = readings(text, this.year).filter((one) => judged(one).problem === null);
    const chosen = found instanceof Problem ? (all[0] ?? found) : found;
    return this.keys("gs1", chosen, all.filter((one) => String(one) !== String(chosen)));
  }

  private bracketed(): Pair[] | Problem {
    const found: Pair[] = [];
    BRACKETED.lastIndex = 0;
    let place = 0;
    for (let one = BRACKETED.exec(this.text); one !== null; one = BRACKETED.exec(this.text)) {
      const [whole, ai = "", value = ""] = one;
      const row = TABLE.get(ai);
      if (row === undefined) return new Problem("UNKNOWN_AI", ai);
      const problem = wrong(row, value, this.year);
      if (problem !== null) return problem;
      found.push([ai, value]);
      place += whole.length;
    }
    return place === this.text.length ? found : new Problem("UNKNOWN_AI");
  }

  private retail(carrier: Carrier): Read {
    // An add-on of two or five digits (periodicals) says nothing about which article it is.
    const digits = carrier === "ean_add_on" ? this.text.slice(0, 13) : this.text;
    const { length } = digits;
    if (!isDigits(digits)) return this.wrong("gtin", "CHARSET", "01");
    if (carrier === "ean8" ? length !== 8 : length !== 8 && length !== 12 && length !== 13) {
      return this.wrong("gtin", "LENGTH", "01");
    }
    // Eight digits under ]E0 are a UPC-E: an EAN-8 says ]E4.
    return this.number("gtin", "01", carrier !== "ean8" && length === 8 ? expandUpcE(digits) : gtin(digits));
  }

  private itf(): Read {
    // A slanted beam reads the middle of an ITF symbol as a shorter one, so only the one length is believed.
    if (!isDigits(this.text)) return this.wrong("gtin", "CHARSET", "01");
    return this.text.length === 14 ? this.number("gtin", "01", gtin(this.text)) : this.wrong("gtin", "LENGTH", "01");
  }

  private plain(): Read {
    const { text } = this;
    const where = text.startsWith("h") || text.startsWith("H") ? link.address(text) : null;
    if (where !== null) {
      const found = link.parse(where, this.year);
      if (found !== null) return this.keys("digital-link", found);
      return this.said("url", NONE, link.isCompressed(where) ? ["COMPRESSED_LINK"] : NONE);
    }
    if (this.isBracketed()) return this.elementString();
    if (isDigits(text)) return this.bareNumber();
    return CONTROL.test(text) ? this.wrong("plain", "CHARSET") : this.said("plain", NONE);
  }

  private isBracketed(): boolean {
    if (!this.text.startsWith("(")) return false;
    BRACKETED.lastIndex = 0;
    return TABLE.has(BRACKETED.exec(this.text)?.[1] ?? "");
  }

  /** A GS, or a key with its identifier in front: a GS1 symbol from a scanner that sends no identifiers. */
  private beginsLikeGs1(): boolean {
    const { text } = this;
    if (text.includes(GS)) return true;
    if (text.startsWith("00")) return isSscc(text.slice(2, 20));
    return (text.startsWith("01") || text.startsWith("02")) && text.length >= 16 && endsRight(text.slice(2, 16));
  }

  private bareNumber(): Read {
    const { text } = this;
    if (isSscc(text)) return this.said("sscc", [["00", text]]);
    const number = gtin(text);
    if (number !== null) return this.said("gtin", [["01", number]]);
    // Shorter numbers are often those of orders and parts; these lengths are hardly ever anything but a misread.
    if (text.length === 13 || text.length === 14) return this.wrong("gtin", "CHECK_DIGIT", "01");
    if (text.length === 18) return this.wrong("sscc", "CHECK_DIGIT", "00");
    if (text.length === 26 && endsRight(text.slice(0, 13)) && endsRight(text.slice(13))) {
      return this.wrong("gtin", "LENGTH", "01"); // two pulls of the trigger
    }
    return this.said("plain", NONE);
  }
}

function unique(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(([ai], at) => !pairs.slice(0, at).some(([other]) => other === ai));
}

/** What was read as plain data, as `tote scan --json` gives it. */
export function explained(got: Read): Record<string, unknown> {
  if (got.error !== null) return { ok: false, error: got.error, error_ai: got.errorAi };
  const { form, aim, ais, warnings, alternatives } = got;
  return { ok: true, form, aim, ais, derived: derived(ais, got.year), warnings, alternatives };
}
