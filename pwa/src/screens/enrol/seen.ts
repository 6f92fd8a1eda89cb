/** When a device last talked with the server, and what it has announced and not delivered. */

import { lang } from "../../ui/lang";

export interface Seen {
  readonly device: string;
  /** UTC milliseconds by the server's clock. */
  readonly seen_at: number;
  readonly last_n: number;
  readonly declared_n: number;
}

const UNITS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]] as const;

export function ago(at: number): string {
  const words = new Intl.RelativeTimeFormat(lang.value, { numeric: "auto" });
  const past = Math.max(0, Date.now() - at);
  const [unit, ms] = UNITS.find(([, length]) => past >= length) ?? ["minute", 60_000];
  return words.format(-Math.floor(past / ms), unit);
}
