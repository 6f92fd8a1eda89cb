/** What a person still has to see: each outcome that is not plainly applied, with what they had sent, intact. */

import { opened, type KeptOp, type TrayItem, type WireOutcome } from "../store/outbox";

/** The tray item of an outcome, or nothing if all is well. */
export function itemOf(op: KeptOp, outcome: WireOutcome): TrayItem | undefined {
  if (outcome.out === "applied") return undefined;
  const { id, kind, author, wall } = op;
  return { ...outcome, id, kind, author, wall, body: opened(op).body };
}

/** The items, oldest first; a second answer to the same op takes the place of the first. */
export function merged(tray: readonly TrayItem[], more: readonly TrayItem[]): TrayItem[] {
  const items = new Map([...tray, ...more].map((item) => [item.id, item]));
  return [...items.values()].sort((a, b) => a.wall - b.wall || a.n - b.n);
}
