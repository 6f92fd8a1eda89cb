/** Where a truck is to go: which orders it takes, at which of its stops it leaves them, and what goes in first. */

import type { Carton, Manifest, ManifestStop } from "../../generated/rows";
import type { Draft } from "../draft";
import type { Reads } from "../seen";
import { holdOn } from "./hold";

/** A truck takes an order to a stop; no other truck does then. */
export function plan(draft: Draft, manifest: Manifest, shipment: string, stop: number): void {
  for (const other of draft.where("manifest_stop", "shipment", shipment)) {
    if (other.manifest !== manifest.id && other.stop > 0) draft.set("manifest_stop", other, { stop: 0 });
  }
  const id = `${manifest.id}/${shipment}`;
  const row = draft.get("manifest_stop", id) ?? { id, ver: 0, warehouse: manifest.warehouse, manifest: manifest.id, shipment, stop: 0 };
  draft.set("manifest_stop", row, { stop });
}

/** What a truck is to take, in the order of the road. */
export const planned = (rows: Pick<Reads, "where">, manifest: string): ManifestStop[] =>
  rows
    .where("manifest_stop", "manifest", manifest)
    .filter(({ stop }) => stop > 0)
    .sort((a, b) => a.stop - b.stop || (a.id < b.id ? -1 : 1));

/** The stop of each order that a truck is to take. */
export const stopsOf = (rows: Reads, manifest: string): ReadonlyMap<string, number> =>
  new Map(planned(rows, manifest).map(({ shipment, stop }) => [shipment, stop]));

/** Closed cartons that a truck is to take and does not have yet, in the order of loading: the last stop goes in first. */
export function toLoad(rows: Reads, manifest: string): Carton[] {
  const stops = stopsOf(rows, manifest);
  const turn = ({ shipment }: Carton): number => stops.get(shipment) ?? 0;
  return [...stops.keys()]
    .flatMap((shipment) => rows.where("carton", "shipment", shipment))
    .filter(({ stage }) => stage === "closed")
    .sort((a, b) => turn(b) - turn(a) || (a.id < b.id ? -1 : 1));
}

/** What goes in next; what must not go is left out. */
export const nextToLoad = (rows: Reads, manifest: string): Carton | undefined => toLoad(rows, manifest).find((carton) => !holdOn(rows, carton));

export interface Turn {
  readonly order: string;
  readonly stop: number;
}

/**
 * What should have gone in before cartons that went in together, since the truck leaves it later on the road; none if
 * they are in their turn. Of a pallet the first of its stops counts: that is when it has to come out.
 */
export function behindIt(rows: Reads, manifest: string, cartons: readonly Carton[]): Turn | null {
  const stops = stopsOf(rows, manifest);
  const all = cartons.flatMap(({ shipment }) => stops.get(shipment) ?? []);
  const own = all.length > 0 ? Math.min(...all) : undefined;
  const first = nextToLoad(rows, manifest);
  const stop = first && stops.get(first.shipment);
  return first && own !== undefined && stop !== undefined && stop > own ? { order: first.order_number, stop } : null;
}
