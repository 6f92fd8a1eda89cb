/**
 * The grammar of codes, which comes beside the first screen and not before it: nobody scans what they do not see yet.
 * Without a network it is in the kept shell.
 */

import type { Profile } from "./profile";
import type { Scan } from "./resolve";

let found: typeof import("./resolve") | null = null;

/** Whether codes can be read already. */
export const canRead = (): boolean => found !== null;

/** Have the grammar at hand. Rejects where it cannot be had now; it may be asked again. */
export function loadReader(): Promise<void> {
  return import("./resolve").then((loaded) => {
    found = loaded;
  });
}

/** See `resolve.ts`. */
export function read(raw: string, year: number): Scan {
  return loaded().read(raw, year);
}

/** See `resolve.ts`. */
export function readings(raw: string, year: number, profile: Profile): Scan[] {
  return loaded().readings(raw, year, profile);
}

/** See `grammar.ts`. */
export function normalise(raw: string, profile: Profile): string {
  return loaded().normalise(raw, profile);
}

function loaded(): typeof import("./resolve") {
  if (found === null) throw new Error("no code can be read yet");
  return found;
}
