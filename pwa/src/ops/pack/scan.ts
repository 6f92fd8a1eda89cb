/** pack.scan */

import { need, type Draft } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { countPacked, linesOf, putIn, sources, sum, takes } from "../../domain/pack/carton";
import { transfer } from "../../domain/stock/ledger";
import { pack } from "../../domain/stock/places";
import type { Carton } from "../../generated/rows";
import { answer, draftOf, recount, type Trouble } from "../answer";
import { goods } from "../goods";
import type { Rule } from "../kernel";

/** A packer has put goods from a tote into a carton and scanned them; `units` counts what was scanned. */
export const scan: Rule<"pack.scan"> = (body, state, context) => {
  const carton = need(state, "carton", body.carton);
  const draft = draftOf(state, context);
  const { product, lot, seen, units: each } = goods(state, body.raw, context);
  const units = (body.units ?? 1) * each;
  const told = { seen, order: carton.order_number, units };
  if (linesOf(draft, carton.shipment, product).length === 0) {
    const out = physical("take_out", carton.warehouse, pack(carton.warehouse), product, units, ["taken_out"]);
    return contradicted("wrong_item", out, [], told);
  }
  if (carton.stage === "shipped") {
    const gone = physical("take_new_carton", carton.warehouse, pack(carton.warehouse), product, units);
    return contradicted("carton_gone", gone, [], { ...told, number: carton.number });
  }
  const troubles = book(draft, carton, product, lot, units);
  const left = Math.max(0, sum(linesOf(draft, carton.shipment, product).map((l) => l.picked - l.packed)));
  return answer(draft, troubles, { ...told, left, product, number: carton.number });
};

function book(draft: Draft, carton: Carton, product: string, lot: string, units: number): Trouble[] {
  const { warehouse, number, order_number: order } = carton;
  const bench = pack(warehouse);
  const lines = linesOf(draft, carton.shipment, product);
  const room = sum(lines.map((line) => line.wanted - line.packed));
  const [to] = sources(draft, carton);
  const lost: Trouble[] = [];
  let lastLot = lot;
  for (const take of takes(draft, carton, product, lot, units)) {
    const missing = transfer(draft, warehouse, product, take.lot, take.place, bench, take.units);
    putIn(draft, draft.need("carton", carton.id), product, take.lot, take.units);
    if (missing > 0) lost.push(recount(warehouse, take.place, product, take.lot, missing));
    lastLot = take.lot;
  }
  countPacked(draft, carton.shipment, product, units);
  const told = { from: bench, to: to!, carton: carton.id, lot: lastLot, order, number };
  const cancelled = draft.need("shipment", carton.shipment).stage === "cancelled";
  const over = cancelled ? units : Math.min(units, units - room);
  const found: Trouble[] = [];
  if (over > 0) {
    const task = physical("take_out", warehouse, bench, product, over, ["taken_out"]);
    found.push({ code: cancelled ? "cancelled" : "over_pack", task, params: { ...told, units: over } });
  }
  if (carton.stage !== "open") {
    const task = physical("open_and_check", warehouse, bench, product, units, ["checked"]);
    found.push({ code: "carton_closed", task, params: { ...told, units } });
  }
  return [...found, ...lost];
}
