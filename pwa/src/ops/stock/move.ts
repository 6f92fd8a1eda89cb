/** stock.move */

import { need, type Draft } from "../../domain/draft";
import { contradicted, physical } from "../../domain/outcome";
import { carry } from "../../domain/stock/carry";
import { balance } from "../../domain/stock/ledger";
import { answer, draftOf, recount, type Trouble } from "../answer";
import { belowPromised, delivered, isElsewhere, strange } from "../delivery";
import type { Rule } from "../kernel";

interface Way {
  readonly warehouse: string;
  readonly product: string;
  readonly from: string;
  readonly to: string;
}

/** Goods were carried from one place to another. Whatever place was scanned is where they are. */
export const move: Rule<"stock.move"> = (body, state, context) => {
  const from = need(state, "location", body.from_location);
  const to = need(state, "location", body.to_location);
  const seen = delivered(state, body.raw, body.units ?? 1, context);
  if (!seen.product) return strange(from, seen);
  const { warehouse } = from;
  const told = { units: seen.units, product: seen.product, place: to.id, from: from.id };
  const wrong = [from, to].find((place) => isElsewhere(warehouse, place));
  if (wrong) {
    const say = physical("say_where", warehouse, wrong.id, seen.product, seen.units);
    return contradicted("not_a_place", say, [], { ...told, place: wrong.id });
  }
  const product = need(state, "product", seen.product);
  const draft = draftOf(state, context);
  const lot = product.lot_tracked ? seen.lot || (body.lot ?? "") : "";
  const way = { warehouse, product: product.id, from: from.id, to: to.id };
  const troubles = shares(draft, way, lot, seen.units).flatMap(([one, units]) => carried(draft, way, one, units));
  return answer(draft, troubles, told);
};

/** Units by lot. What the books do not hold at the place is of the lot that was said, or of the first. */
function shares(draft: Draft, { from, product }: Way, lot: string, units: number): [string, number][] {
  const there = draft.where("stock", "location", from)
    .filter((s) => s.product === product && s.quantity > 0 && (lot === "" || s.lot === lot));
  const found = new Map<string, number>();
  let left = units;
  for (const stock of there) {
    const share = Math.min(left, stock.quantity);
    found.set(stock.lot, share);
    left -= share;
  }
  const first = there[0]?.lot ?? lot;
  found.set(first, (found.get(first) ?? 0) + left);
  return [...found].filter(([, share]) => share > 0);
}

function carried(draft: Draft, { warehouse, product, from, to }: Way, lot: string, units: number): Trouble[] {
  if (from === to) return [];
  const lacks = (): number => {
    const { allocated, quantity } = balance(draft, warehouse, from, product, lot);
    return Math.max(0, allocated - quantity);
  };
  const before = lacks();
  const { missing, grew } = carry(draft, warehouse, product, lot, from, to, units);
  const wanted = lacks() - before;
  const look = physical("look_at_runs", warehouse, from, product, wanted);
  return [
    ...(missing > 0 ? [recount(warehouse, from, product, lot, missing)] : []),
    ...(wanted > 0 ? [{ code: "wanted_here", task: look, params: { units: wanted, place: from, product, lot } }] : []),
    ...(grew > 0 ? [belowPromised(warehouse, from, product, grew)] : []),
  ];
}
