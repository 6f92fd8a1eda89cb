/** From the characters of a scanner to what they say. Which product, carton or place that is, others look up. */

import { endsRight, isDigits } from "./checkdigit";
import { GS, isoDate, parse as parseElements, type Elements } from "./gs1";
import { expandUpcE, normalise } from "./gtin";
import { parse as parseOwn } from "./own-code";
import { check as isSscc } from "./sscc";
import { carrier as carrierOf, strip, type Carrier } from "./symbology";

export type Form = "gtin" | "sscc" | "gs1" | "location" | "tote" | "command" | "badge" | "order" | "text";

const RAW_LENGTH_MAX = 200;
// What wedges add around a scan. GS is not among them: that is data.
const EDGES = /^[ \t\r\n]+|[ \t\r\n]+$/g;

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
  /** Every (AI, value) of an element string, in its order. */
  readonly elements: Elements;
  /**
   * `empty`, `too_long`, `control_character`, `unknown_symbology`, `two_codes`, `length`, `charset`, `check_digit`,
   * `date`, `conflict`, `unknown_ai`, `unknown_command`, `malformed_code`.
   */
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
  const characters = [...raw.slice(0, 2 * RAW_LENGTH_MAX + 1)];
  if (characters.length > RAW_LENGTH_MAX) {
    const cut = characters.slice(0, RAW_LENGTH_MAX).join("");
    return { ...NOTHING, raw: cut, form: "text", error: "too_long" };
  }
  const [aim, text] = strip(raw.replace(EDGES, ""));
  const base = { ...NOTHING, raw, aim };
  const carrier = aim === null ? null : carrierOf(aim);
  if (aim !== null && carrier === null) return { ...base, form: "text", error: "unknown_symbology" };
  if (text === "") return { ...base, form: "text", error: "empty" };
  if (carrier === "element_string") return { ...base, ...elementString(text, year) };
  if (carrier === "ean13" || carrier === "ean8" || carrier === "ean_add_on") {
    return { ...base, ...retail(carrier, text) };
  }
  if (carrier === "itf") return { ...base, ...itf(text) };
  return { ...base, ...plain(text, year) };
}

type Found = Pick<Scan, "form"> & Partial<Scan>;

function elementString(text: string, year: number): Found {
  const { elements, error, at } = parseElements(text, year);
  if (error !== null) return { form: "gs1", error, at };
  const value = new Map(elements);
  const expiry = value.get("17") ?? value.get("15") ?? null;
  const count = value.get("37") ?? value.get("30") ?? null;
  return {
    form: value.has("00") ? "sscc" : "gs1",
    gtin: value.get("01") ?? value.get("02") ?? null,
    sscc: value.get("00") ?? null,
    lot: value.get("10") ?? null,
    expiry: expiry === null ? null : isoDate(expiry, year),
    serial: value.get("21") ?? null,
    count: count === null ? null : Number(count),
    elements,
  };
}

function numbered(gtin: string | null): Found {
  return gtin === null ? { form: "gtin", error: "check_digit" } : { form: "gtin", gtin };
}

function retail(carrier: Carrier, text: string): Found {
  // An add-on of two or five digits (periodicals) says nothing about which article it is.
  const digits = carrier === "ean_add_on" ? text.slice(0, 13) : text;
  if (!isDigits(digits)) return { form: "gtin", error: "charset" };
  const lengths = carrier === "ean8" ? [8] : [8, 12, 13];
  if (!lengths.includes(digits.length)) return { form: "gtin", error: "length" };
  // Eight digits under ]E0 are a UPC-E: an EAN-8 says ]E4.
  const isUpcE = carrier !== "ean8" && digits.length === 8;
  return numbered(isUpcE ? expandUpcE(digits) : normalise(digits));
}

function itf(text: string): Found {
  // A slanted beam reads the middle of an ITF symbol as a shorter one, so only the one length is believed.
  if ([...text].length !== 14) return { form: "gtin", error: "length" };
  return numbered(normalise(text));
}

function plain(text: string, year: number): Found {
  if (text.includes(GS) || beginsLikeGs1(text)) return elementString(text, year);
  if (/[\x00-\x1f\x7f]/.test(text)) return { form: "text", error: "control_character" };
  const own = parseOwn(text);
  if (own !== null) return own;
  return isDigits(text) ? bareNumber(text) : { form: "text", code: text };
}

/** A GTIN or SSCC with its identifier in front: a GS1 symbol from a scanner that sends no symbology identifier. */
function beginsLikeGs1(text: string): boolean {
  if (text.startsWith("00")) return isSscc(text.slice(2, 20));
  return (text.startsWith("01") || text.startsWith("02")) && text.length >= 16 && endsRight(text.slice(2, 16));
}

function bareNumber(text: string): Found {
  if (isSscc(text)) return { form: "sscc", sscc: text };
  const gtin = normalise(text);
  if (gtin !== null) return { form: "gtin", gtin };
  // Shorter numbers are often those of orders and parts; these lengths are hardly ever anything but a misread.
  if ([13, 14, 18].includes(text.length)) return { form: text.length === 18 ? "sscc" : "gtin", error: "check_digit" };
  if (text.length === 26 && endsRight(text.slice(0, 13)) && endsRight(text.slice(13))) {
    return { form: "gtin", error: "two_codes" };
  }
  return { form: "text", code: text };
}
