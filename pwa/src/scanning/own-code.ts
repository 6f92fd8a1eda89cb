/**
 * The codes on our own labels: a kind letter, a hyphen, and the code.
 *
 * | label | spelled | `Scan.code` | |
 * |---|---|---|---|
 * | location | `L-A-12-04` | `A-12-04` | as the place is called on the floor |
 * | tote | `T-0007` | `T-0007` | 4-9 digits; the letter is part of a tote's name |
 * | order | `O-10421` | `10421` | the number that the shop gave |
 * | badge | `B-7QX2M` | `7QX2M` | |
 * | command | `C-UNDO` | `UNDO` | one of `COMMANDS`; `C-WHY-EMPTY` and its like say a reason |
 *
 * Letters are taken in either case and given back as capitals, so a code typed by hand or under Caps Lock is found.
 */

import { isDigits } from "./checkdigit";

export type OwnForm = "location" | "tote" | "order" | "badge" | "command";

const FORMS: ReadonlyMap<string, OwnForm> = new Map<string, OwnForm>([
  ["L-", "location"], ["T-", "tote"], ["O-", "order"], ["B-", "badge"], ["C-", "command"],
]);
/** Reasons: why units are missing, are turned away, or came back. Each step takes those that it knows. */
const WHY = ["EMPTY", "DAMAGED", "OTHER", "REACH", "EXPIRED", "WRONG", "QUALITY", "EXTRA", "UNWANTED", "DEFECT", "REFUSED"].map((word) => `WHY-${word}`);
export const COMMANDS: ReadonlySet<string> = new Set(
  ["CONFIRM", "SHORT", "UNDO", "FULL", "DONE", "NEXT", "CANCEL", "YES", "NO", "PRINT", "LOOK", "HELP", "SCRAP", ...WHY],
);
const ASCII = /^[\x00-\x7f]*$/;
const CODE = /^[A-Z0-9#][A-Z0-9._/#-]{0,47}$/;
const TOTE = /^[0-9]{4,9}$/;

/** Which of our labels it is, and its code in capitals; or the error, with no code. */
export interface OwnCode {
  readonly form: OwnForm;
  readonly code: string | null;
  readonly error: string | null;
}

/**
 * Read one of our codes, or null if the text is not of ours.
 *
 * `T-SHIRT` and other foreign words are not totes. What begins with `C-` is a command or the error `unknown_command`,
 * never looked up as goods; a malformed code of the other kinds is `malformed_code`.
 */
export function parse(text: string): OwnCode | null {
  const form = ASCII.test(text) ? FORMS.get(text.slice(0, 2).toUpperCase()) : undefined;
  if (form === undefined) return null;
  const rest = text.slice(2).toUpperCase();
  if (form === "tote" && !isDigits(rest)) return null;
  if (fits(form, rest)) return { form, code: form === "tote" ? `T-${rest}` : rest, error: null };
  return { form, code: null, error: form === "command" ? "unknown_command" : "malformed_code" };
}

/** True if `rest`, in capitals, may stand behind the prefix of this kind. */
export function fits(form: OwnForm, rest: string): boolean {
  if (form === "command") return COMMANDS.has(rest);
  return (form === "tote" ? TOTE : CODE).test(rest);
}
