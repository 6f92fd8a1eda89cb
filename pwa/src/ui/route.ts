/** Where the app is, as parts of the address behind `#`. */

import { signal } from "@preact/signals";

const read = (): string[] => location.hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);

export const route = signal<string[]>(read());

export const address = (...parts: string[]): string => `#/${parts.map(encodeURIComponent).join("/")}`;

export const place = (): string => address(...route.value);

/** The browser tells of a new address when it has nothing better to do: a scanner types faster. */
function follow(): void {
  const now = read();
  if (address(...now) !== place()) route.value = now;
}
addEventListener("hashchange", follow);

export function go(...parts: string[]): void {
  location.hash = address(...parts);
  follow();
}

let painted: readonly string[] | null = null;

/** The screen of an address is there, with whatever takes its scans. */
export function arrived(where: readonly string[]): void {
  painted = where;
}

/** Whether the screen that is seen is that of the address. */
export function isHere(): boolean {
  follow();
  return painted === route.value;
}

const KEY = "tote.route";
/** Where a person was is theirs: on a shared device it is kept sealed, not here. */
let kept = false;

/** An app that was closed at work opens there again. */
export function comeBack(keep: boolean): void {
  kept = keep;
  const last = keep && localStorage.getItem(KEY);
  if (route.value.length === 0 && last) to(last);
  route.subscribe((parts) => {
    // A code to enrol by works once, and is nobody's business afterwards.
    if (kept && parts[0] !== "enrol") localStorage.setItem(KEY, address(...parts));
  });
}

/** Lists and overviews. Anywhere else something is begun that a reload would take out of somebody's hands. */
const BETWEEN = new Set([
  "pick", "pack", "ship", "lead", "kept", "device", "scanner", "people", "devices", "labels", "printers",
  "count", "look", "receive", "returns", "refunds",
]);

/** Whether the address is that of a task somebody is at. */
export const atTask = ([name, id, more]: readonly string[]): boolean =>
  name !== undefined && (name === "orders" ? more !== undefined : id !== undefined || !BETWEEN.has(name));

/** Go to a place without a trace of where one was. */
export function to(where: string): void {
  history.replaceState(null, "", where);
  route.value = read();
}

export function forgetPlace(): void {
  kept = false;
  localStorage.removeItem(KEY);
  to("#/");
}
