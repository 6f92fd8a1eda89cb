/**
 * GS1 Digital Link: the keys and attributes of an element string, written as a web address (URI syntax 1.6).
 *
 * Nothing is ever fetched: what a link says stands in it.
 */

import { Problem, wrong, type Pair } from "./elements";
import { TABLE } from "./shape";

const ADDRESS = /^https?:\/\/[^/?#\x00-\x20\x7f]+(\/[^?#]*)?(?:\?([^#]*))?(?:#[^\n]*)?$/i;
const DIGITS = /^[0-9]+$/;

interface Address {
  readonly path: string;
  readonly query: string;
}

/** The path and query of a web address; null if the text is none. */
export function address(text: string): Address | null {
  const found = ADDRESS.exec(text);
  return found === null ? null : { path: found[1] ?? "", query: found[2] ?? "" };
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** What the first byte of a compressed link is: the first two digits of a key, or a letter for several identifiers. */
const KEY_BEGINS = [0x00, 0x01, 0x25, 0x40, 0x41, 0x80];

/** True for an address that may be a compressed Digital Link: a last segment in base64url that begins like a key. */
export function isCompressed({ path }: Address): boolean {
  const last = path.slice(path.lastIndexOf("/") + 1);
  if (!/^[-_0-9A-Za-z]{10,}$/.test(last)) return false;
  const first = (BASE64.indexOf(last.charAt(0)) << 2) | (BASE64.indexOf(last.charAt(1)) >> 4);
  return KEY_BEGINS.includes(first) || (first >> 4 <= 9 && (first & 0xf) > 9);
}

/**
 * Every (identifier, value) of a link; null if the address is no Digital Link.
 *
 * Problems: `DL_PATH` (the path cannot be read), `DL_QUALIFIER` (it does not belong to the key), `DL_QUALIFIER_ORDER`,
 * and those of the values.
 */
export function parse({ path, query }: Address, year: number): Pair[] | Problem | null {
  // Split before decoding: a value may have a slash in it.
  const segments = path.split("/").slice(1);
  if (segments.at(-1) === "") segments.pop();
  const start = keyAt(segments);
  if (start === null) return brokenOff(segments, year);
  const rows: Pair[] = [];
  for (let n = start; n < segments.length; n += 2) rows.push([segments[n] ?? "", segments[n + 1] ?? ""]);
  const more = attributes(query);
  const inPath = rows.map(([ai]) => ai);
  const misplaced = order(inPath) ?? outOfPath(inPath, more.map(([ai]) => ai));
  if (misplaced !== null) return misplaced;
  const found: Pair[] = [];
  for (const [ai, raw] of [...rows, ...more]) {
    const problem = take(found, ai, raw, year);
    if (problem !== null) return problem;
  }
  return found;
}

const keyOf = (ai: string | undefined): readonly (readonly string[])[] | null => TABLE.get(ai ?? "")?.key ?? null;

/** Where the key is: the last identifier that is one, with as many values behind it as identifiers. */
function keyAt(segments: readonly string[]): number | null {
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    // 8020 qualifies 415 only, and 8010 is followed by 8011: some keys may stand behind another.
    const isQualifier = keyOf(segments[at - 2])?.some((row) => row.includes(segments[at] ?? "")) ?? false;
    if (keyOf(segments[at]) !== null && !isQualifier) return at;
  }
  return null;
}

/** A key with its value stands in the path, but what follows does not come in pairs. */
function brokenOff(segments: readonly string[], year: number): Problem | null {
  for (let at = 0; at < segments.length - 1; at += 1) {
    const row = TABLE.get(segments[at] ?? "");
    if (row?.key && wrong(row, segments[at + 1] ?? "", year) === null) return new Problem("DL_PATH", row.ai);
  }
  return null;
}

function order(ais: readonly string[]): Problem | null {
  const [key, ...qualifiers] = ais;
  const rows = keyOf(key) ?? [];
  const stranger = qualifiers.find((ai) => !rows.some((row) => row.includes(ai)));
  if (stranger !== undefined) return new Problem("DL_QUALIFIER", TABLE.has(stranger) ? stranger : null);
  const inOrder = (row: readonly string[]): boolean =>
    qualifiers.every((ai, n) => row.includes(ai) && (n === 0 || row.indexOf(ai) > row.indexOf(qualifiers[n - 1] ?? "")));
  if (qualifiers.length === 0 || rows.some(inOrder)) return null;
  return new Problem("DL_QUALIFIER_ORDER", qualifiers.at(-1) ?? null);
}

/** What may stand in the path only: some identifiers always, a qualifier where it could follow the key. */
function outOfPath(path: readonly string[], ais: readonly string[]): Problem | null {
  const [key, ...qualifiers] = path;
  const rows = keyOf(key) ?? [];
  const isMisplaced = (ai: string): boolean =>
    TABLE.get(ai)?.isAttribute === false ||
    (!path.includes(ai) && rows.some((row) => [...qualifiers, ai].every((one) => row.includes(one))));
  const bad = ais.find(isMisplaced);
  return bad === undefined ? null : new Problem("DL_QUALIFIER", bad);
}

/** What stands in the query under a number. Words such as `linkType`, and what has no value, are for resolvers. */
function attributes(query: string): Pair[] {
  return query
    .split(/[&;]/)
    .map((part) => [part, part.indexOf("=")] as const)
    .map(([part, cut]): Pair => [part.slice(0, Math.max(cut, 0)), part.slice(cut + 1)])
    .filter(([key]) => DIGITS.test(key));
}

function take(found: Pair[], ai: string, raw: string, year: number): Problem | null {
  const row = TABLE.get(ai);
  if (row === undefined) return new Problem("UNKNOWN_AI", ai);
  let value = decoded(raw);
  if (value === null) return new Problem("CHARSET", ai);
  if (ai === "01" && [8, 12, 13].includes(value.length)) value = value.padStart(14, "0");
  found.push([ai, value]);
  return wrong(row, value, year);
}

/** Percent-encoded UTF-8; null if it is none. A `%` that stands for itself is left, as browsers do. */
function decoded(raw: string): string | null {
  try {
    return decodeURIComponent(raw.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"));
  } catch {
    return null;
  }
}
