/** The load check: what a scanned carton label means for the truck at the dock. */

import type { Carton, Manifest } from "../../generated/rows";
import { beforeAll, shown, wrong, type Reads, type Seen, type Verdict } from "../seen";

export type LoadVerdict = Verdict<{
  readonly kind: "ship.load";
  readonly body: { readonly manifest: string; readonly raw: string };
  readonly carton: string;
}>;

const bySscc = (rows: Reads, sscc: string): Carton | undefined => rows.where("carton", "sscc", sscc)[0];

export function expectOnTruck(manifest: Manifest, seen: Seen, rows: Reads): LoadVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  if (!seen.sscc) return wrong("want_label", shown(seen));
  const carton = bySscc(rows, seen.sscc);
  if (!carton) return wrong("unknown_carton", seen.sscc);
  const got = `${carton.order_number} / ${carton.number}`;
  if (carton.manifest === manifest.id) return { is: "repeated", code: "on_truck", got };
  if (carton.stage === "loaded")
    return wrong("other_truck", got, rows.get("manifest", carton.manifest ?? "")?.number ?? "");
  if (carton.stage === "shipped") return wrong("left_before", got);
  if (rows.get("shipment", carton.shipment)?.stage === "cancelled") return wrong("order_cancelled", got);
  return {
    is: "right",
    does: { kind: "ship.load", body: { manifest: manifest.id, raw: seen.raw }, carton: carton.id },
  };
}

/** Cartons on the truck, and closed cartons in the same building that no truck has yet. */
export function load(rows: Reads, manifest: Manifest): { on: readonly Carton[]; waiting: readonly Carton[] } {
  const byNumber = (a: Carton, b: Carton): number => (a.id < b.id ? -1 : 1);
  const on = [...rows.where("carton", "manifest", manifest.id)].sort(byNumber);
  const closed = rows.where("carton", "stage", "closed").filter((c) => c.warehouse === manifest.warehouse);
  return { on, waiting: [...closed].sort(byNumber) };
}

/** Cartons left behind of orders that this truck has a part of: the driver would leave with half an order. */
export function halves(rows: Reads, manifest: Manifest): readonly Carton[] {
  const { on } = load(rows, manifest);
  const orders = new Set(on.map((carton) => carton.shipment));
  return [...orders]
    .flatMap((shipment) => rows.where("carton", "shipment", shipment))
    .filter((c) => c.stage === "closed");
}
