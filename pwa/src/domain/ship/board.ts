/** The docks at a glance: for each door the truck, what it has, what it still lacks, and who can do something about it. */

import type { Carton, Manifest, Shipment } from "../../generated/rows";
import type { Reads } from "../seen";
import { load } from "./check";
import { holdOn } from "./hold";
import { planned, toLoad } from "./stops";

/** Why an order does not stand ready at the dock; `who` is at it, by id, and `says` what quality has written. */
export interface Block {
  readonly order: string;
  readonly why: "not_picked" | "to_pack" | "packing" | "held" | "other_truck";
  readonly who: string;
  readonly says: string;
}

export interface Truck {
  readonly manifest: Manifest;
  /** When the first of what it still lacks is due, or else the first of all that it takes. */
  readonly due: number | null;
  readonly loaded: number;
  /** Cartons of the orders that it is to take, as far as they are packed; none if nobody has planned it. */
  readonly expected: number | null;
  /** Cartons that stand ready and are not on it. */
  readonly missing: number;
  readonly held: number;
  readonly blocks: readonly Block[];
}

export interface Door {
  readonly dock: string;
  readonly trucks: readonly Truck[];
}

/** The doors of a building, those with a truck first, by when it is due. */
export function doors(rows: Reads, warehouse: string): readonly Door[] {
  const trucks = rows
    .where("manifest", "stage", "open")
    .filter((manifest) => manifest.warehouse === warehouse)
    .map((manifest) => truck(rows, manifest));
  const docks = rows.where("location", "kind", "dock").filter((place) => place.warehouse === warehouse);
  const names = new Set([...trucks.map(({ manifest }) => manifest.dock), ...docks.map(({ code }) => code)]);
  const soonest = (door: Door): number => Math.min(...door.trucks.map(({ due }) => due ?? Number.MAX_SAFE_INTEGER));
  return [...names]
    .map((dock) => ({ dock, trucks: trucks.filter(({ manifest }) => manifest.dock === dock) }))
    .sort((a, b) => Number(a.trucks.length === 0) - Number(b.trucks.length === 0) || soonest(a) - soonest(b) || (a.dock < b.dock ? -1 : 1));
}

export function truck(rows: Reads, manifest: Manifest): Truck {
  const { on } = load(rows, manifest);
  const stops = planned(rows, manifest.id);
  const shipments = stops.flatMap(({ shipment }) => rows.get("shipment", shipment) ?? []).filter(({ stage }) => stage !== "cancelled");
  const cartons = shipments.flatMap(({ id }) => rows.where("carton", "shipment", id)).filter(({ stage }) => stage !== "open");
  const ready = toLoad(rows, manifest.id);
  const held = ready.filter((carton) => holdOn(rows, carton));
  const lacks = shipments.filter((shipment) => !allOn(rows, manifest, shipment));
  return {
    manifest,
    due: first(lacks) ?? first(shipments) ?? first(on.flatMap(({ shipment }) => rows.get("shipment", shipment) ?? [])),
    loaded: on.length,
    expected: stops.length === 0 ? null : new Set([...cartons, ...on].map(({ id }) => id)).size,
    missing: ready.length - held.length,
    held: held.length,
    blocks: lacks.flatMap((shipment) => block(rows, manifest, shipment) ?? []),
  };
}

const allOn = (rows: Reads, manifest: Manifest, { id, stage }: Shipment): boolean =>
  (stage === "loaded" || stage === "shipped") && rows.where("carton", "shipment", id).every((carton) => carton.manifest === manifest.id);

function first(shipments: readonly Shipment[]): number | null {
  const dues = shipments.flatMap(({ due_at }) => due_at ?? []);
  return dues.length > 0 ? Math.min(...dues) : null;
}

function block(rows: Reads, manifest: Manifest, shipment: Shipment): Block | null {
  const cartons = rows.where("carton", "shipment", shipment.id);
  const told = (why: Block["why"], who: string | null, says = ""): Block => ({ order: shipment.order_number, why, who: who ?? "", says });
  const hold = cartons.map((carton) => holdOn(rows, carton)).find(Boolean);
  if (hold) return told("held", hold.by, hold.reason);
  const elsewhere = cartons.find((carton: Carton) => carton.stage === "loaded" && carton.manifest !== manifest.id);
  if (elsewhere) return told("other_truck", null, rows.get("manifest", elsewhere.manifest ?? "")?.number ?? "");
  if (shipment.stage === "released" || shipment.stage === "picking") return told("not_picked", picker(rows, shipment.id));
  if (shipment.stage === "picked") return told("to_pack", null);
  return shipment.stage === "packing" ? told("packing", shipment.packer) : null;
}

/** Who is out with the cart of an order. */
const picker = (rows: Reads, shipment: string): string | null => {
  const runs = rows.where("pick_slot", "shipment", shipment).flatMap(({ run }) => rows.get("pick_run", run) ?? []);
  return runs.find(({ stage }) => stage === "picking")?.picker ?? null;
};
