/** How printers stand, and what waits at each. */

import type { Printer, PrintJob } from "../../generated/rows";

/** A printer as a person is told of it: fit, in need of hands, out of reach, or nobody knows. */
export type Standing = "good" | "decide" | "wrong" | "info";

const STANDING: Readonly<Record<Printer["state"], Standing>> = {
  ready: "good", busy: "good", unknown: "info", paused: "decide", paper_out: "decide", head_open: "decide",
  ribbon_out: "decide", fault: "wrong", unreachable: "wrong",
};

export const standing = (printer: Printer): Standing => (printer.active ? STANDING[printer.state] : "info");

export const needsHands = (printer: Printer): boolean =>
  standing(printer) === "decide" || standing(printer) === "wrong";

const GRAVITY: readonly Standing[] = ["wrong", "decide", "info", "good"];

/** Those that need somebody first, then by name. */
export const byNeed = (a: Printer, b: Printer): number =>
  GRAVITY.indexOf(standing(a)) - GRAVITY.indexOf(standing(b)) || (a.name < b.name ? -1 : 1);

export interface Queue {
  readonly printing: readonly PrintJob[];
  readonly waiting: readonly PrintJob[];
  /** Those that nobody has dealt with: neither printed again nor let go. */
  readonly failed: readonly PrintJob[];
  /** The latest first. */
  readonly printed: readonly PrintJob[];
}

const eldest = (a: PrintJob, b: PrintJob): number => a.asked_at - b.asked_at || (a.id < b.id ? -1 : 1);

export function queueOf(jobs: readonly PrintJob[], printer: string): Queue {
  const again = new Set(jobs.map((job) => job.again_of));
  const mine = jobs.filter((job) => job.printer === printer).sort(eldest);
  const of = (state: PrintJob["state"]): PrintJob[] => mine.filter((job) => job.state === state);
  return {
    printing: of("printing"),
    waiting: of("waiting"),
    failed: of("failed").filter((job) => !again.has(job.id)),
    printed: of("printed").reverse(),
  };
}

/** What a label is called, from the JSON of a job. */
export function titleOf(label: string): string {
  if (label === "") return "";
  const said = JSON.parse(label) as { readonly [field: string]: unknown };
  return String(said["code"] ?? said["sscc"] ?? said["sku"] ?? said["kind"] ?? "");
}
