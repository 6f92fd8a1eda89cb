/** Counting what comes in on its line. */

import type { Inbound, InboundLine } from "../../generated/rows";
import type { Draft } from "../draft";

/** The line as it stands; a new one, of which nothing was announced, if there is none. */
export function lineOf(draft: Draft, inbound: Inbound, product: string): InboundLine {
  const id = `${inbound.id}/${product}`;
  const { warehouse } = inbound;
  return draft.get("inbound_line", id)
    ?? { id, ver: 0, warehouse, inbound: inbound.id, product, expected: 0, received: 0, rejected: 0, reasons: {} };
}

/** Units that were taken in beyond what was announced. */
export const overOf = (line: InboundLine): number => Math.max(0, line.received - line.expected);

/** Units that were announced and have not come. */
export const lackingOf = (line: InboundLine): number => Math.max(0, line.expected - line.received - line.rejected);

/** Units were taken in, or with a minus taken back. */
export const countReceived = (draft: Draft, line: InboundLine, units: number): InboundLine =>
  draft.set("inbound_line", line, { received: line.received + units });

/** Units were rejected for a reason, or with a minus that is taken back. */
export function countRejected(draft: Draft, line: InboundLine, reason: string, units: number): InboundLine {
  const all = { ...line.reasons, [reason]: Number(line.reasons[reason] ?? 0) + units };
  const reasons = Object.fromEntries(Object.entries(all).filter(([, n]) => n !== 0));
  return draft.set("inbound_line", line, { rejected: line.rejected + units, reasons });
}
