/** How this device's scanner differs from one that types what it reads, as a scanner check has found it out. */

import type { Profile } from "../scanning/profile";

export interface Scanner extends Profile {
  /** It ends its scans with Enter or Tab. */
  readonly sends_suffix?: boolean;
  /** Milliseconds of silence that end a scan, for one that stalls longer than others. */
  readonly gap_ms?: number;
  /**
   * `us`: its keys are read by their place, as on a keyboard of the United States, whatever the host takes them for
   * (another layout, Caps Lock). `host`: never. Without it only where digits come out as other signs, as on AZERTY.
   */
  readonly layout?: "us" | "host";
}

const KEPT = "tote.scanner";

/** What is known of the scanner; nothing at first. One object, so that whoever holds it learns too. */
const known: { -readonly [K in keyof Scanner]: Scanner[K] | undefined } = kept();

export const scanner = (): Scanner => known as Scanner;

/** Keep what was found out, beside what was known. A part that is `undefined` is forgotten. */
export function learn(found: { readonly [K in keyof Scanner]?: Scanner[K] | undefined }): void {
  Object.assign(known, found);
  try {
    localStorage.setItem(KEPT, JSON.stringify(known));
  } catch {
    // no storage: it holds until the app is opened again
  }
}

function kept(): Scanner {
  try {
    const text: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return typeof text === "object" && text !== null ? text : {};
  } catch {
    return {}; // written by hand, or no storage: the scanner is got to know again
  }
}
