/** pack.scan */

import { compare } from "../../domain/compare";
import { need, type Draft } from "../../domain/draft";
import { contradicted, physical, type Params } from "../../domain/outcome";
import { countPacked, linesOf, putIn, sources, takes } from "../../domain/pack/carton";
import { sum } from "../../domain/sum";
import { transfer } from "../../domain/stock/ledger";
import { pack } from "../../domain/stock/places";
import type { Carton, PickTask } from "../../generated/rows";
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
  const shares = new Map<string, number>();
  for (const take of takes(draft, carton, product, lot, units)) {
    const missing = transfer(draft, warehouse, product, take.lot, take.place, bench, take.units);
    putIn(draft, draft.need("carton", carton.id), product, take.lot, take.units);
    if (missing > 0) lost.push(recount(warehouse, take.place, product, take.lot, missing));
    shares.set(take.lot, (shares.get(take.lot) ?? 0) + take.units);
  }
  countPacked(draft, carton.shipment, product, units);
  const told = { from: bench, to: to!, carton: carton.id, lot: [...shares.keys()].at(-1)!, order, number };
  const over = Math.min(units, units - room);
  const found: Trouble[] = [];
  if (draft.need("shipment", carton.shipment).stage === "cancelled") {
    for (const [of, share] of shares) found.push(calledOff(draft, carton, product, of, share, told));
  } else if (over > 0) {
    const task = physical("take_out", warehouse, bench, product, over, ["taken_out"]);
    found.push({ code: "over_pack", task, params: { ...told, units: over } });
  }
  if (carton.stage !== "open") {
    const task = physical("open_and_check", warehouse, bench, product, units, ["checked"]);
    found.push({ code: "carton_closed", task, params: { ...told, units } });
  }
  return [...found, ...lost];
}

/** Units of an order that is off go from the carton to the bin that they came from, if that is known. */
function calledOff(draft: Draft, carton: Carton, product: string, lot: string, units: number, told: Params): Trouble {
  const { warehouse } = carton;
  const before = (a: PickTask, b: PickTask) => compare(a.run, b.run) || a.sequence - b.sequence || compare(a.id, b.id);
  const stops = draft.where("pick_task", "shipment", carton.shipment).sort(before);
  const home = stops.find((stop) => stop.product === product)?.location;
  if (home === undefined) {
    const out = physical("take_out", warehouse, pack(warehouse), product, units, ["taken_out"]);
    return { code: "cancelled", task: out, params: { ...told, lot, units } };
  }
  const back = physical("put_back", warehouse, home, product, units, ["put_back_done"]);
  const item = `${carton.id}/${product}/${lot}`;
  return { code: "cancelled", task: back, params: { ...told, lot, units, to: home, item } };
}
