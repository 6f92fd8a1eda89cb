/** The load check: what a scanned carton label means for the truck at the dock. */

import type { Carton, Manifest } from "../../generated/rows";
import { holdOn } from "./hold";
import { known } from "../meanings";
import { beforeAll, goodsOf, wrong, wrongKind, type Reads, type Seen, type Verdict } from "../seen";

/** A carton, or a pallet with all that lies on it. */
export type LoadVerdict = Verdict<
  { readonly body: { readonly manifest: string; readonly raw: string } } & (
    | { readonly kind: "ship.load"; readonly carton: string }
    | { readonly kind: "pallet.load"; readonly pallet: string }
  )
>;

const bySscc = (rows: Reads, sscc: string): Carton | undefined => rows.where("carton", "sscc", sscc)[0];

export function expectOnTruck(manifest: Manifest, seen: Seen, rows: Reads): LoadVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  if (!seen.sscc) {
    const goods = goodsOf(seen, rows);
    return goods
      ? wrong("want_label", goods.product)
      : wrongKind("want_label", seen, known(seen, rows, manifest.warehouse));
  }
  const carton = bySscc(rows, seen.sscc);
  const pallet = rows.get("pallet", seen.sscc);
  if (!carton && pallet?.warehouse === manifest.warehouse) return expectPallet(manifest, pallet.id, seen, rows);
  if (!carton) return wrong("unknown_carton", seen.sscc);
  const bad = against(manifest, carton, rows);
  if (bad) return bad;
  return {
    is: "right",
    does: { kind: "ship.load", body: { manifest: manifest.id, raw: seen.raw }, carton: carton.id },
  };
}

/** A pallet goes as a whole: one carton on it that must not go keeps all of it here. */
function expectPallet(manifest: Manifest, pallet: string, seen: Seen, rows: Reads): LoadVerdict {
  const cartons = rows.where("carton", "pallet", pallet);
  if (cartons.length === 0) return wrong("empty_pallet", pallet);
  const bad = cartons.map((carton) => against(manifest, carton, rows));
  const first = bad.find((verdict) => verdict?.is === "wrong");
  if (first) return first;
  if (bad.every(Boolean)) return { is: "repeated", code: "on_truck", got: pallet };
  return { is: "right", does: { kind: "pallet.load", body: { manifest: manifest.id, raw: seen.raw }, pallet } };
}

/** Why a carton is not to go onto this truck now; nothing where it is. */
function against(manifest: Manifest, carton: Carton, rows: Reads): Exclude<LoadVerdict, { is: "right" }> | undefined {
  const got = `${carton.order_number} / ${carton.number}`;
  if (carton.manifest === manifest.id) return { is: "repeated", code: "on_truck", got };
  if (carton.stage === "loaded")
    return wrong("other_truck", got, rows.get("manifest", carton.manifest ?? "")?.number ?? "");
  if (carton.stage === "shipped") return wrong("left_before", got);
  if (rows.get("shipment", carton.shipment)?.stage === "cancelled") return wrong("order_cancelled", got);
  return holdOn(rows, carton) ? wrong("not_released", got) : undefined;
}

/** Cartons on the truck, and closed cartons in the same building that no truck has yet. */
export function load(rows: Reads, manifest: Manifest): { on: readonly Carton[]; waiting: readonly Carton[] } {
  const byNumber = (a: Carton, b: Carton): number => (a.id < b.id ? -1 : 1);
  const on = [...rows.where("carton", "manifest", manifest.id)].sort(byNumber);
  const closed = rows.where("carton", "stage", "closed").filter((c) => c.warehouse === manifest.warehouse);
  return { on, waiting: [...closed].sort(byNumber) };
}

/** An order that is due before those of cartons that went in, and still waits for this truck; none if they are in turn. */
export function dueBefore(rows: Reads, manifest: Manifest, cartons: readonly Carton[]): string | null {
  const due = (of: Carton): number => rows.get("shipment", of.shipment)?.due_at ?? Number.MAX_SAFE_INTEGER;
  const last = Math.max(...cartons.map(due));
  const earlier = load(rows, manifest).waiting.filter((other) => due(other) < last);
  return earlier.sort((a, b) => due(a) - due(b))[0]?.order_number ?? null;
}

/** Cartons left behind of orders that this truck has a part of: the driver would leave with half an order. */
export function halves(rows: Reads, manifest: Manifest): readonly Carton[] {
  const { on } = load(rows, manifest);
  const orders = new Set(on.map((carton) => carton.shipment));
  return [...orders]
    .flatMap((shipment) => rows.where("carton", "shipment", shipment))
    .filter((c) => c.stage === "closed");
}
