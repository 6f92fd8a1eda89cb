/** What a refund that was asked for is about: whose it is, and what the goods that came back were sold for. */

import type { ExceptionTask, Order } from "../../generated/rows";
import type { Reads } from "../seen";
import { linesOf } from "./check";
import { returnedOf } from "./lines";

export interface RefundLine {
  readonly product: string;
  readonly units: number;
  /** Minor units of the order's currency; null where nobody can say what they were sold for. */
  readonly amount: number | null;
}

export interface Refund {
  readonly task: ExceptionTask;
  readonly order: Order | null;
  readonly receipt: string;
  readonly lines: readonly RefundLine[];
  /** Of all lines; null if that of one is not known. Without what was paid for sending. */
  readonly amount: number | null;
}

/** Refunds that are to be seen to, the one that was asked for first going first. */
export const toRefund = (rows: Reads): Refund[] => refunds(rows, "open").sort((a, b) => before(a, b));

/** Those that were seen to, the last that was asked for going first. */
export const refunded = (rows: Reads): Refund[] => refunds(rows, "settled").sort((a, b) => before(b, a));

const before = ({ task: a }: Refund, { task: b }: Refund): number => a.raised_at - b.raised_at || (a.id < b.id ? -1 : 1);

const refunds = (rows: Reads, stage: ExceptionTask["stage"]): Refund[] =>
  rows
    .where("exception_task", "stage", stage)
    .filter(({ act }) => act === "see_to_refund")
    .map((task) => refundOf(rows, task));

function refundOf(rows: Reads, task: ExceptionTask): Refund {
  const receipt = String(task.params["receipt"] ?? "");
  const shipment = rows.get("shipment", rows.get("return_receipt", receipt)?.shipment ?? "");
  const order = (shipment && rows.get("sales_order", shipment.order)) ?? null;
  const lines = linesOf(rows, receipt)
    .filter((line) => returnedOf(line) > 0)
    .map((line) => ({ product: line.product, units: returnedOf(line), amount: sold(rows, order, line.product, returnedOf(line)) }));
  const known = lines.every(({ amount }) => amount !== null) && lines.length > 0;
  const amount = known ? lines.reduce((sum, line) => sum + (line.amount ?? 0), 0) : null;
  return { task, order, receipt, lines, amount };
}

/** What units of a product were sold for; where its lines differ, the units are those of the first lines. */
function sold(rows: Reads, order: Order | null, product: string, units: number): number | null {
  const lines = order ? rows.where("order_line", "order", order.id).filter((line) => line.product === product) : [];
  let [left, sum] = [units, 0];
  for (const line of [...lines].sort((a, b) => a.n - b.n)) {
    const some = Math.min(left, line.ordered);
    [left, sum] = [left - some, sum + some * line.unit_price];
  }
  return left > 0 ? null : sum;
}
