/** What the rules answer to an op. Bad luck in the warehouse is a value here, never a raised error. */

import type { Changed } from "./draft";

export type Params = Readonly<Record<string, string | number>>;

/** Something that a person has to do with their hands, and where. */
export interface PhysicalTask {
  readonly act: string;
  readonly warehouse: string;
  readonly place: string;
  readonly product: string;
  readonly quantity: number;
  readonly choices: readonly string[];
}

/**
 * What an op comes to. `queued`: no rule runs here, the server will say. `exception`: it stands, and `task` says what
 * to do about it. The sentence for `code` is in `WORDS[kind]`, else in `CODES`.
 */
export interface Outcome {
  readonly out: "applied" | "exception" | "refused" | "quarantined" | "queued";
  readonly code: string;
  readonly params: Params;
  readonly choices: readonly string[];
  readonly task: PhysicalTask | null;
  readonly rows: readonly Changed[];
}

const PLAIN = { params: {}, choices: [], task: null, rows: [] } as const;

export const QUEUED: Outcome = { ...PLAIN, out: "queued", code: "queued" };

export function applied(rows: readonly Changed[], params: Params = {}): Outcome {
  return { ...PLAIN, out: "applied", code: "applied", params, rows };
}

export function contradicted(
  code: string, task: PhysicalTask, rows: readonly Changed[] = [], params: Params = {},
): Outcome {
  return { out: "exception", code, params, choices: task.choices, task, rows };
}

export function refused(code: string, params: Params = {}, choices: readonly string[] = ["discard"]): Outcome {
  return { ...PLAIN, out: "refused", code, params, choices };
}

export function physical(
  act: string, warehouse: string, place: string, product = "", quantity = 0, choices: readonly string[] = ["done"],
): PhysicalTask {
  return { act, warehouse, place, product, quantity, choices };
}
