/**
 * From the characters of a scanner to what stands in the code: the one way in, for any text whatever.
 *
 * What that means here and now - which product, which tote - others look up. `tests/cases/grammar.json` holds this and
 * `backend/scanning/grammar.py` to the same answers.
 */

import { endsRight, isDigits } from "./checkdigit";
import * as brackets from "./gs1/brackets";
import { GS, parse, Problem, type ErrorCode, type Pair } from "./gs1/elements";
import * as link from "./gs1/link";
import { derived } from "./gs1/meaning";
import { judged, repeats, twice } from "./gs1/pairs";
import { readings } from "./gs1/readings";
import { at } from "./gs1/shape";
import { expandUpcE, normalise as gtin } from "./gtin";
import { normalise, PLAIN_PROFILE, type Profile } from "./profile";
import { check as isSscc } from "./sscc";
import { carrier as carrierOf, strip, type Carrier } from "./symbology";

export type Form = "gs1" | "digital-link" | "gtin" | "sscc" | "url" | "plain";

/** Characters; the largest DataMatrix has 2,335, the largest QR code 4,296 and no one prints that on goods. */
const LENGTH_MAX = 4096;
// What scanners are set to send for GS where a keyboard cannot. None of these is a character of an element string.
const STAND_INS = /\u241d|\{(?:GS|FNC1)\}|\[(?:GS|FNC1)\]|\^\]|\\x1[dD]|\\u001[dD]|[|~^#@]/g;
const CONTROL = /[\x00-\x1f\x7f]/;
const EAN_13 = 13;
const ITF_14 = 14;
const SSCC = 18;
/** Identifiers whose value has a check digit. */
const KEYS = new Set(["00", "01", "02", "03", "253", "255", "402", "410", "411", "412", "413", "414", "415", "416", "417"]);
for (const ai of ["8003", "8017", "8018"]) KEYS.add(ai);
/** The shortest element string that has one of them. */
const LABEL_DIGITS_MIN = 16;
const COMPOSITE = "]e0";

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
    const again = repeats(found);
    const conflict = again ? twice(found) : null;
    if (conflict !== null) return this.wrong(form, conflict.code, conflict.ai);
    const { problem, warnings } = judged(found);
    if (problem !== null) return this.wrong(form, problem.code, problem.ai);
    return this.said(form, again ? unique(found) : found, others.length > 0 ? [...warnings, "READINGS"] : warnings, others);
  }

  private elementString(): Read {
    if (this.text.startsWith("(")) return this.keys("gs1", brackets.parse(this.text, this.year));
    if (this.aim === "]e0" && this.isRetail()) return this.wrong("plain", "SYMBOLOGY");
    const [text, found] = this.parsed();
    if (this.profile.gs_dropped !== true) return this.keys("gs1", found);
    const all = readings(text, this.year).filter((one) => judged(one).problem === null);
    const chosen = found instanceof Problem ? (all[0] ?? found) : found;
    return this.keys("gs1", chosen, all.filter((one) => String(one) !== String(chosen)));
  }

  /** The text with GS where it was meant, and what it says. */
  private parsed(): [text: string, found: Pair[] | Problem] {
    const { text, year, profile } = this;
    const found = parse(text, year);
    if (!(found instanceof Problem)) return [text, found];
    // `#` may be data of a part number (8010), so that a sign is GS only where the text cannot be read otherwise.
    const replaced = text.replace(STAND_INS, GS);
    const other = replaced === text ? found : parse(replaced, year);
    return other instanceof Problem && profile.gs_dropped !== true ? [text, found] : [replaced, other];
  }

  /** The digits of an EAN or UPC: under `]e0` they are those of `]E0`, with Caps Lock on. */
  private isRetail(): boolean {
    const { text } = this;
    if (text.length === 8) return expandUpcE(text) !== null;
    return (text.length === 12 || text.length === EAN_13) && endsRight(text);
  }

  private retail(carrier: Carrier): Read {
    const at = this.text.indexOf(COMPOSITE);
    if (at < 0) return this.article(carrier, this.text);
    const below = this.article(carrier, this.text.slice(0, at).replace(/\|$/, ""));
    if (below.error !== null) return below;
    // A small symbol above the bars, whose element string is sent behind its own identifier.
    const found = parse(this.text.slice(at + COMPOSITE.length), this.year);
    return this.keys("gs1", found instanceof Problem ? found : [...below.ais, ...found]);
  }

  private article(carrier: Carrier, text: string): Read {
    // An add-on of two or five digits (periodicals) says nothing about which article it is.
    const digits = carrier === "ean_add_on" ? text.slice(0, EAN_13) : text;
    const { length } = digits;
    if (!isDigits(digits)) return this.wrong("gtin", "CHARSET", "01");
    if (carrier === "ean8" ? length !== 8 : length !== 8 && length !== 12 && length !== EAN_13) {
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
    if (brackets.begin(text)) return this.elementString();
    if (isDigits(text)) return this.bareNumber();
    return CONTROL.test(text) ? this.wrong("plain", "CHARSET") : this.said("plain", NONE);
  }

  /** A GS, or a key with its identifier: a GS1 symbol from a scanner that sends no identifiers. */
  private beginsLikeGs1(): boolean {
    const { text } = this;
    if (text.includes(GS)) return true;
    if (text.length < LABEL_DIGITS_MIN || !isDigits(text.slice(0, 2)) || isSscc(text)) return false;
    const begins = text.slice(0, 2);
    if (begins !== "00" && begins !== "01" && begins !== "02") {
      const found = parse(text, this.year);
      return !(found instanceof Problem) && found.some(([ai]) => KEYS.has(ai));
    }
    const end = 2 + (begins === "00" ? SSCC : ITF_14);
    const key = text.slice(2, end);
    if (text.length < end || !isDigits(key)) return false;
    // A wrong check digit is a misread, not a text, where the text ends or goes on as a label does.
    const goesOn = text.length === end || at(text, end) !== undefined;
    return endsRight(key) || (goesOn && !this.isDouble());
  }

  /** Two pulls of the trigger. */
  private isDouble(): boolean {
    const { text } = this;
    return text.length === 2 * EAN_13 && endsRight(text.slice(0, EAN_13)) && endsRight(text.slice(EAN_13));
  }

  private bareNumber(): Read {
    const { text } = this;
    if (isSscc(text)) return this.said("sscc", [["00", text]]);
    const number = gtin(text) ?? expandUpcE(text);
    if (number !== null) return this.said("gtin", [["01", number]]);
    // Shorter numbers are often those of orders and parts; these lengths are hardly ever anything but a misread.
    if (text.length === 13 || text.length === 14) return this.wrong("gtin", "CHECK_DIGIT", "01");
    if (text.length === 18) return this.wrong("sscc", "CHECK_DIGIT", "00");
    if (this.isDouble()) return this.wrong("gtin", "LENGTH", "01");
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
