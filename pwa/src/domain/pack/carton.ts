/** What goes into cartons and comes out of them, and which lines of the shipment it counts for. */

import type { Carton, CartonItem, ShipmentLine, Stock } from "../../generated/rows";
import type { Draft } from "../draft";
import { lotAt } from "../stock/ledger";
import { cart } from "../stock/places";
import { sum } from "../sum";
import { spread, unspread } from "./spread";

/** The lines of a shipment that want a product. */
export const linesOf = (draft: Draft, shipment: string, product: string): ShipmentLine[] =>
  draft.where("shipment_line", "shipment", shipment).filter((line) => line.product === product);

/** Where units for a carton come from: the totes of its shipment, or else the cart. */
export function sources(draft: Draft, carton: Carton): string[] {
  const totes = draft.where("tote", "shipment", carton.shipment).map((tote) => tote.id);
  return totes.length > 0 ? totes : [cart(carton.warehouse)];
}

export interface Take {
  readonly place: string;
  readonly lot: string;
  readonly units: number;
}

/** What to take for a carton: from each tote what it holds; what no tote holds, from the first. */
export function takes(draft: Draft, carton: Carton, product: string, lot: string, units: number): Take[] {
  const found: Take[] = [];
  const froms = sources(draft, carton);
  let rest = units;
  for (const place of froms) {
    const stocks = draft.where("stock", "location", place);
    const first = lotAt(stocks, product, lot);
    const turn = (s: Stock): string => (s.lot === first ? "0" : "1") + s.lot;
    const mine = stocks
      .filter((s) => s.product === product && s.quantity > 0 && (lot === "" || s.lot === lot))
      .sort((a, b) => (turn(a) < turn(b) ? -1 : 1));
    for (const stock of mine) {
      const share = Math.min(rest, stock.quantity);
      if (share > 0) found.push({ place, lot: stock.lot, units: share });
      rest -= share;
    }
  }
  if (rest > 0) found.push({ place: froms[0]!, lot, units: rest });
  return found;
}

/** Count units into a carton. */
export function putIn(draft: Draft, carton: Carton, product: string, lot: string, units: number): void {
  const id = `${carton.id}/${product}/${lot}`;
  const item = draft.get("carton_item", id)
    ?? { id, ver: 0, warehouse: carton.warehouse, carton: carton.id, product, lot, quantity: 0 };
  draft.set("carton_item", item, { quantity: item.quantity + units });
  draft.set("carton", carton, { units: carton.units + units });
}

/** Count packed units on the lines: first where they were picked, then where they are wanted. */
export function countPacked(draft: Draft, shipment: string, product: string, units: number): void {
  const lines = linesOf(draft, shipment, product);
  const picked = lines.map((line) => Math.max(0, line.picked - line.packed));
  const shares = spread(Math.min(units, sum(picked)), picked);
  const rest = spread(units - sum(shares), lines.map((line, i) => line.wanted - line.packed - shares[i]!));
  lines.forEach((line, i) => draft.set("shipment_line", line, { packed: line.packed + shares[i]! + rest[i]! }));
}

/** Count units out of a carton, and off the lines, the last line first. */
export function takeFrom(draft: Draft, carton: Carton, item: CartonItem, units: number): void {
  draft.set("carton_item", item, { quantity: item.quantity - units });
  const lines = linesOf(draft, carton.shipment, item.product);
  const shares = unspread(units, lines.map((line) => line.packed));
  lines.forEach((line, i) => draft.set("shipment_line", line, { packed: line.packed - shares[i]! }));
  draft.set("carton", carton, { units: carton.units - units });
}
