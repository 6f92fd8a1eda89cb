/** Whether an answer is what it should be, and how a figure is written. */

import type { Checkpoint, CheckpointLast } from "../../generated/rows";

/** What is wrong with an answer, as a code; empty if nothing is. */
export function fault(of: Pick<Checkpoint, "least" | "most">, said: CheckpointLast["said"], tenths: number | null): string {
  if (said === "unable" || (said === "figure" && tenths === null)) return "not_answered";
  if (said === "no") return "answered_no";
  if (said === "yes" || tenths === null) return "";
  if (of.least !== null && tenths < of.least) return "too_low";
  return of.most !== null && tenths > of.most ? "too_high" : "";
}

/** Tenths as people write them: -45 as "-4.5", 40 as "4"; empty for none. */
export function figure(tenths: number | null): string {
  if (tenths === null) return "";
  const [whole, part] = [Math.floor(Math.abs(tenths) / 10), Math.abs(tenths) % 10];
  return `${tenths < 0 ? "-" : ""}${whole}${part ? `.${part}` : ""}`;
}

const FIGURE = /^([-−+]?)(\d{1,5})(?:[.,](\d)?\d*)?$/;

/** Tenths of a figure as it is typed, or scanned from a thermometer: "-4,5" is -45; null for what is no figure. */
export function tenthsOf(text: string): number | null {
  const found = FIGURE.exec(text.trim());
  if (!found) return null;
  const tenths = Number(found[2]) * 10 + Number(found[3] ?? 0);
  return tenths !== 0 && (found[1] === "-" || found[1] === "−") ? -tenths : tenths;
}
