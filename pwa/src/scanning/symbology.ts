/** The symbology identifier that a scanner sends before the data: `]`, a letter, a digit (ISO/IEC 15424). */

export type Carrier = "element_string" | "ean13" | "ean8" | "ean_add_on" | "itf" | "plain";

// Code 128, DataBar, DataMatrix, QR and DotCode in their GS1 modes carry element strings; the last three also under an
// identifier of their own when the symbol has named its character set (ECI).
const CARRIERS: ReadonlyMap<string, Carrier> = new Map<string, Carrier>([
  ["]C1", "element_string"],
  ["]e0", "element_string"],
  ["]d2", "element_string"],
  ["]Q3", "element_string"],
  ["]J1", "element_string"],
  ["]d5", "element_string"],
  ["]Q4", "element_string"],
  ["]J4", "element_string"],
  ["]E0", "ean13"],
  ["]E3", "ean_add_on"],
  ["]E4", "ean8"],
]);
// Code 39, Code 128, DataMatrix, Codabar, Code 93, DotCode, PDF417, QR, MaxiCode and Aztec otherwise carry what their
// maker liked.
const PLAIN_LETTERS = "ACdFGJLQUz";

/** Split `text` into the identifier, or null, and the data. Anything but `]`, letter, letter or digit is data. */
export function strip(text: string): [aim: string | null, data: string] {
  return /^\][A-Za-z][A-Za-z0-9]/.test(text) ? [text.slice(0, 3), text.slice(3)] : [null, text];
}

/**
 * How the data behind this identifier is to be read; null for one that no scanner of ours should send.
 * `]c1` is what a keyboard wedge makes of `]C1` under Caps Lock: such data is spoilt and must not be taken.
 */
export function carrier(aim: string): Carrier | null {
  const known = CARRIERS.get(aim);
  if (known !== undefined) return known;
  const letter = aim.charAt(1);
  if (letter === "I") return "itf";
  return PLAIN_LETTERS.includes(letter) ? "plain" : null;
}

/** What people call them, without the hyphens, blanks and underscores that each puts elsewhere. */
const NAMES: Readonly<Record<string, string>> = {
  gs1128: "]C1", ean128: "]C1", code128: "]C0", code39: "]A0", code93: "]G0", codabar: "]F0", ean13: "]E0",
  upca: "]E0", upce: "]E0", ean8: "]E4", itf14: "]I1", itf: "]I1", databar: "]e0", gs1databar: "]e0",
  databarexpanded: "]e0", gs1datamatrix: "]d2", datamatrix: "]d1", gs1qr: "]Q3", gs1qrcode: "]Q3", qr: "]Q1",
  qrcode: "]Q1", gs1dotcode: "]J1", dotcode: "]J0", pdf417: "]L0", aztec: "]z0", maxicode: "]U0",
};

/** The identifier for `]C1`, `C1` or a name such as `gs1-128`; null for a word that is neither. */
export function named(name: string): string | null {
  const aim = NAMES[name.toLowerCase().replace(/[-_ ]/g, "")] ?? (name.startsWith("]") ? name : `]${name}`);
  return /^\][A-Za-z][A-Za-z0-9]$/.test(aim) ? aim : null;
}
