/**
 * The grammar of codes, which comes beside the first screen and not before it: nobody scans what they do not see yet.
 * Without a network it is in the kept shell.
 */

import type { read as Read, Scan } from "./resolve";

let found: typeof Read | null = null;

/** Whether codes can be read already. */
export const canRead = (): boolean => found !== null;

/** Have the grammar at hand. Rejects where it cannot be had now; it may be asked again. */
export function loadReader(): Promise<void> {
  return import("./resolve").then(({ read: loaded }) => {
    found = loaded;
  });
}

/** See `resolve.ts`. */
export function read(raw: string, year: number): Scan {
  if (found === null) throw new Error("no code can be read yet");
  return found(raw, year);
}
