/** How a scanner differs from one that sends what it reads, and what it would have sent then. */

import { GS } from "./gs1/elements";

// What wedges add around a scan. GS is not among them: that is data.
const BEFORE = /^[ \t\r\n\x02\x03\x04]+/;
const BEHIND = /[ \t\r\n\x02\x03\x04]+$/;
const EDGE_CODE_MAX = 32;

/** How a scanner differs from one that sends what it reads. */
export interface Profile {
  /** Characters that it puts before and behind every scan. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** What it sends for GS: one text, or several. */
  readonly gs?: readonly string[] | string;
  /** It sends nothing for GS: an element string may have more than one reading. */
  readonly gs_dropped?: boolean;
  /** It types under Caps Lock: small letters come as capitals, and capitals as small ones. */
  readonly caps?: boolean;
}
export const PLAIN_PROFILE: Profile = {};

function trimmed(text: string): string {
  const isBare = text.charCodeAt(0) > EDGE_CODE_MAX && text.charCodeAt(text.length - 1) > EDGE_CODE_MAX;
  return isBare ? text : text.replace(BEFORE, "").replace(BEHIND, "");
}

const otherCase = (letter: string): string => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase());

/** What the scanner would have sent if it added nothing and had a key for GS. */
export function normalise(raw: string, profile: Profile = PLAIN_PROFILE): string {
  let text = trimmed(raw);
  if (profile === PLAIN_PROFILE) return text;
  // What it puts around a scan may have blanks and line ends at its own ends, which are gone already.
  const prefix = (profile.prefix ?? "").replace(BEFORE, "");
  const suffix = (profile.suffix ?? "").replace(BEHIND, "");
  if (prefix && text.startsWith(prefix)) text = text.slice(prefix.length);
  if (suffix && text.endsWith(suffix)) text = text.slice(0, text.length - suffix.length);
  text = trimmed(text);
  const { gs = [], caps = false } = profile;
  for (const token of typeof gs === "string" ? [gs] : gs) if (token) text = text.replaceAll(token, GS);
  return caps ? text.replace(/[A-Za-z]/g, otherCase) : text;
}
