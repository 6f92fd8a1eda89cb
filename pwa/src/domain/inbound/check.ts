/** What a scan means where goods come in, and where they are carried about. */

import type { Inbound, InboundLine, Location } from "../../generated/rows";
import { known } from "../meanings";
import { beforeAll, goodsOf, wrong, wrongKind, type Reads, type Seen, type Verdict } from "../seen";
import { lackingOf } from "./lines";

/** A scan with the count that a pallet's label has. */
export interface Label extends Seen {
  readonly count?: number | null;
  readonly elements?: readonly (readonly [string, string])[];
}

export type FloorDoes =
  | { readonly kind: "place"; readonly place: string }
  | {
      readonly kind: "goods";
      readonly raw: string;
      readonly product: string;
      /** Base units of all that the label stands for. */
      readonly units: number;
      readonly lot: string;
      /** The product goes by lot, and the label has none. */
      readonly lotless: boolean;
    };

export type FloorVerdict = Verdict<FloorDoes>;

/** How many packs one label stands for: a pallet's says how many of what is inside (AI 02 with 37). */
const pieces = ({ elements = [], count }: Label): number =>
  elements.some(([ai]) => ai === "02") ? Math.max(1, count ?? 1) : 1;

/** A place of this building, or goods. */
export function expectOnFloor(warehouse: string, seen: Label, rows: Reads): FloorVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  if (seen.form === "location") {
    const place = rows.get("location", `${warehouse}/${seen.code}`);
    return place && place.kind !== "outside"
      ? { is: "right", does: { kind: "place", place: place.id } }
      : wrong("unknown_place", seen.code ?? seen.raw);
  }
  const goods = seen.form === "tote" || seen.form === "order" ? null : goodsOf(seen, rows);
  if (!goods) {
    const it = known(seen, rows, warehouse);
    return wrongKind(it ? "want_item" : "unknown_code", seen, it);
  }
  const tracked = rows.get("product", goods.product)?.lot_tracked === true;
  const lot = tracked ? (seen.lot ?? "") : "";
  const units = goods.units * pieces(seen);
  return {
    is: "right",
    does: { kind: "goods", raw: seen.raw, product: goods.product, units, lot, lotless: tracked && lot === "" },
  };
}

const byDue = (a: Inbound, b: Inbound): number => {
  const [x, y] = [a.due_on ?? "9", b.due_on ?? "9"];
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1;
};

/** Deliveries of a building that are not all in, those due first going first. */
export const expected = (rows: Reads, warehouse: string): readonly Inbound[] =>
  rows.where("inbound", "stage", "open").filter((one) => one.warehouse === warehouse).sort(byDue);

/** The lines of a delivery, those of which something is still to come going first. */
export function linesOf(rows: Reads, inbound: string): readonly InboundLine[] {
  const rank = (line: InboundLine): number => (lackingOf(line) > 0 ? 0 : 1);
  return [...rows.where("inbound_line", "inbound", inbound)].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

export interface Sums {
  readonly expected: number;
  readonly received: number;
  readonly rejected: number;
  readonly lacking: number;
}

export function sumsOf(lines: readonly InboundLine[]): Sums {
  const sum = (of: (line: InboundLine) => number): number => lines.reduce((all, line) => all + of(line), 0);
  return {
    expected: sum((line) => line.expected), received: sum((line) => line.received),
    rejected: sum((line) => line.rejected), lacking: sum(lackingOf),
  };
}

/** Where goods first stand in a building. */
export const doorOf = (rows: Reads, warehouse: string): Location | undefined =>
  rows.where("location", "kind", "receive").filter((place) => place.warehouse === warehouse).sort((a, b) => (a.id < b.id ? -1 : 1))[0];
