/**
 * A person's badge: a QR code with `TOTE-BADGE:` and 32 characters of Crockford's base 32, 160 bits of chance. It is
 * a secret: no screen shows it, no log and no history holds it.
 */

export const MARK = "TOTE-BADGE:";
const FORM = /^(?:\][A-Za-z][0-9A-Za-z])?TOTE-BADGE:([0-9A-HJKMNP-TV-Z]{32})$/;

/** The secret of a scanned badge; null if the scan is none. A scanner may set an AIM identifier before it. */
export const badgeOf = (raw: string): string | null => FORM.exec(raw.trim().toUpperCase())?.[1] ?? null;

/** PINs that a thief tries first. */
const rising = "01234567890";
const falling = [...rising].reverse().join("");

/** What is wrong with a new PIN; null if nothing is. Six digits at least. */
export function weakness(pin: string, before: string): "short" | "same" | "easy" | null {
  if (!/^\d{6,12}$/.test(pin)) return "short";
  if (pin === before) return "same";
  const easy = new Set(pin).size === 1 || rising.includes(pin) || falling.includes(pin);
  return easy ? "easy" : null;
}
