/** returns.open */

import { yearOf } from "../../domain/day";
import { need, type Draft, type State } from "../../domain/draft";
import { leftOf } from "../../domain/returns/lines";
import type { ReturnReceipt, Shipment } from "../../generated/rows";
import { read } from "../../scanning/reader";
import { answer, draftOf } from "../answer";
import { shown } from "../goods";
import type { Rule } from "../kernel";

type Label = Pick<ReturnType<typeof read>, "error" | "sscc" | "form" | "code" | "raw">;

/** A parcel came back. A label that nothing sent is known by, or none, makes it a blind return. */
export const open: Rule<"returns.open"> = ({ receipt: id, warehouse, raw }, state, context) => {
  need(state, "warehouse", warehouse);
  const draft = draftOf(state, context);
  const there = draft.get("return_receipt", id);
  if (there !== undefined) return answer(draft, [], { receipt: id, number: there.number, expected: 0 });
  const scan = raw ? read(raw, yearOf(context.receivedAt)) : null;
  const sent = scan ? labelled(state, scan).find(({ stage }) => stage === "shipped") : undefined;
  const number = sent?.order_number ?? (scan ? scan.sscc || scan.code || shown(scan.raw) : "");
  const receipt = draft.put("return_receipt", {
    id, ver: 0, warehouse, shipment: sent?.id ?? null, number, stage: "open", opened_by: context.author,
  });
  return answer(draft, [], { receipt: id, number, expected: sent ? expect(draft, receipt, sent.id) : 0 });
};

/** The shipments that a label may stand for, by id. */
function labelled(state: State, { error, sscc, form, code }: Label): Shipment[] {
  if (error !== null) return [];
  if (sscc) {
    const ids = new Set(state.where("carton", "sscc", sscc).map(({ shipment }) => shipment));
    return [...ids].sort().map((id) => need(state, "shipment", id));
  }
  return (form === "order" || form === "text") && code ? state.where("shipment", "order_number", code) : [];
}

/** A line for each product that may come back. Returns their units. */
function expect(draft: Draft, { id: receipt, warehouse }: ReturnReceipt, shipment: string): number {
  const left = leftOf(draft, receipt, shipment);
  for (const [product, expected] of left) {
    draft.put("return_line", {
      id: `${receipt}/${product}`, ver: 0, warehouse, receipt, product, expected, restocked: 0, quarantined: 0,
      scrapped: 0, reasons: {},
    });
  }
  return left.reduce((sum, [, units]) => sum + units, 0);
}
