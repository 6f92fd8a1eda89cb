/** Where the app is, as parts of the address behind `#`. */

import { signal } from "@preact/signals";

const read = (): string[] => location.hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);

export const route = signal<string[]>(read());
addEventListener("hashchange", () => (route.value = read()));

export const address = (...parts: string[]): string => `#/${parts.map(encodeURIComponent).join("/")}`;

export function go(...parts: string[]): void {
  location.hash = address(...parts);
  route.value = parts;
}

const KEY = "tote.route";

/** An app that was closed at work opens there again. */
export function comeBack(): void {
  const kept = localStorage.getItem(KEY);
  if (route.value.length === 0 && kept) {
    history.replaceState(null, "", kept);
    route.value = read();
  }
  route.subscribe((parts) => localStorage.setItem(KEY, address(...parts)));
}
