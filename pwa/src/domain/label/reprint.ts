/** The same label again: whether there was one, and what of it is kept. */

import type { Chosen, Label, LabelLang } from "./label";

/** What this asks of a row of the print queue. */
export interface Made {
  readonly warehouse: string;
  readonly subject: string;
  readonly label: string;
  readonly state: string;
  /** Bytes of it went to a printer: it may be there on paper, whatever became of it. */
  readonly sent: boolean;
  readonly asked_at: number;
}

const MAY_BE_OUT: ReadonlySet<string> = new Set(["waiting", "printing", "printed"]);

/** The latest of the jobs of one subject whose label is on paper, may be, or will be. */
export function lastMade<M extends Made>(jobs: readonly M[], warehouse: string): M | null {
  const out = jobs.filter((job) => job.warehouse === warehouse && (job.sent || MAY_BE_OUT.has(job.state)));
  return out.reduce<M | null>((last, job) => (last && last.asked_at >= job.asked_at ? last : job), null);
}

const empty = (value: unknown): boolean => value === "" || value === 0 || value === null || value === undefined;

/**
 * The label of a chosen thing. Of one that was made before it keeps what nobody says anew, such as the arrow of a place,
 * and it is marked.
 */
export function labelFor(chosen: Chosen, lang: LabelLang, before: Made | null, marked: boolean): Label {
  const fresh = chosen.label(lang);
  const reprint = chosen.subject !== "" && (marked || before !== null);
  const old = before && oldLabel(before.label, fresh.kind);
  const said = Object.fromEntries(Object.entries(fresh).filter(([, value]) => !empty(value)));
  return { ...fresh, ...old, ...said, ...(reprint ? { reprint } : {}) };
}

function oldLabel(text: string, kind: string): object | null {
  if (text === "") return null; // too long ago: its label was cleared away
  const found = JSON.parse(text) as Label;
  return found.kind === kind ? found : null;
}
