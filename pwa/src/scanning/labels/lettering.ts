/**
 * Text on labels: how wide a line is, and at which size it fits. Western European letters are Helvetica, by its metrics;
 * Chinese, Japanese and Korean ones are as wide as an em. All others are guessed, and drawn without a set length.
 */

/** Millimetres. Smaller letters smear on a thermal printer. */
const SIZE_MIN = 2.4;
const LETTERS_MAX = 300;
const GUESS = 800;
const EM = 1000;
const HIGH = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
const WIDTHS = [
  191, 222, 238, 260, 278, 280, 333, 334, 350, 355, 365, 370, 389, 400, 469, 474, 500, 537, 556, 584, 611, 667, 722, 737,
  778, 833, 834, 889, 944, 975, 1000, 1015,
];
/** The width of each Latin letter, as a place in `WIDTHS`: A is the first, a the 27th. */
const PLAIN = "EEJSSbVAGGMTEGEESSSSSSSSSSEETTTSfVVWWVUYWEQVSZWYVYWVUWVcVVUEEEOSGSSQSSESSBBQBZSSSSGQESQWQQQHDHT" +
  "SBSGeSSGeVGeUBBGGISeGeQGcQVGSSSSDSGXLSTXGNTGGGSREGGKSaaaUVVVVVVeWVVVVEEEEWWYYYYYTYWWWWVVUSSSSSSbQSSSSEEEESSSSSSSTUSSSSQSQ";
const BOLD = "EGPSSbWCGGMTEGEESSSSSSSSSSGGTTTUdWWWWVUYWESWUZWYVYWVUWVcVVUGEGTSGSUSUSGUUEESEbUUUUMSGUSYSSQMFMT" +
  "SESQeSSGeVGeUEEQQISeGeSGcQVGSSSSFSGXLSTXGNTGGGUSEGGKSaaaUWWWWWWeWVVVVEEEEWWYYYYYTYWWWWVVUSSSSSSbSSSSSEEEEUUUUUUUTUUUUUSUS";
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u2460-\u24ff]/;

const range = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, n) => String.fromCharCode(from + n)).join("");
const LATIN = range(0x20, 0x7e) + HIGH + range(0xa1, 0xac) + range(0xae, 0xff);
const places = new Map(Array.from(LATIN, (char, at) => [char, at]));
const A = 65;
const SMALL_A = 97;
const CAPITALS = 26;

function widthOf(char: string, bold: boolean): number | undefined {
  const place = places.get(char);
  if (place === undefined) return WIDE.test(char) ? EM : undefined;
  const letter = (bold ? BOLD : PLAIN).charCodeAt(place);
  return WIDTHS[letter < SMALL_A ? letter - A : letter - SMALL_A + CAPITALS];
}

/** Whether the width of a text is known here, and the same wherever the label is made. */
export const isMeasured = (text: string): boolean => Array.from(text).every((char) => widthOf(char, false) !== undefined);

/** Width of a line, in the unit of `size`. */
export function width(text: string, size: number, bold: boolean): number {
  const sum = Array.from(text).reduce((all, char) => all + (widthOf(char, bold) ?? GUESS), 0);
  return (sum * size) / EM;
}

/** A text in characters that are printed: controls become blanks, and what lies beyond the basic plane its plain letter. */
export function printable(text: string): string {
  const chars = Array.from(Array.from(text).slice(0, LETTERS_MAX).join("").normalize("NFC"));
  return chars.map(printed).join("").trim();
}

function printed(char: string): string {
  if (/[\p{C}\p{Z}]/u.test(char)) return " ";
  if (char.length === 1) return char;
  const plain = char.normalize("NFKD").charAt(0);
  return places.has(plain) ? plain : "?";
}

/**
 * The printable text and the size, at most `size`, at which it is at most `room` wide. Text that would have to be smaller
 * than letters can be is cut and ends in an ellipsis: it never runs off the label.
 */
export function fit(text: string, size: number, room: number, bold: boolean): readonly [text: string, size: number] {
  let line = printable(text);
  const fitting = Math.min(size, (size * room) / Math.max(width(line, size, bold), 0.001));
  if (fitting >= SIZE_MIN) return [line, fitting];
  while (line !== "" && width(`${line}…`, SIZE_MIN, bold) > room) line = line.slice(0, -1);
  return [`${line}…`, SIZE_MIN];
}
