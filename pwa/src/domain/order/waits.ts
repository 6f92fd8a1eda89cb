/** Why an order does not go on at this moment: for whom it waits, since when, and what comes next. From the rows alone. */

import type { Role } from "../../generated/roles";
import type { ExceptionTask, Order, Shipment } from "../../generated/rows";
import type { Reads } from "../seen";
import { shipmentOf } from "../task/urgent";

export type WaitCode =
  | "held" | "review" | "promise" | "not_covered" | "release"
  | "count" | "task" | "run_unclaimed" | "picking" | "bench" | "packing" | "no_truck" | "truck" | "leaving";

export interface Wait {
  readonly code: WaitCode;
  /** Who has to act: a role, and the person where one has it in hand. */
  readonly role: Role;
  readonly person: string | null;
  /** UTC milliseconds; null where the rows do not say. */
  readonly since: number | null;
  /** What names it: a run, a truck, a reason, a number of units. */
  readonly what: string;
}

const wait = (code: WaitCode, role: Role, more: Partial<Omit<Wait, "code" | "role">> = {}): Wait => ({
  code, role, person: null, since: null, what: "", ...more,
});

/** Null: it is out, or off. The floor holds no order, the office may hold no shipment yet. */
export function waitOf(rows: Reads, id: string): Wait | null {
  const order = rows.get("sales_order", id);
  const shipment = rows.get("shipment", id);
  const stage = shipment?.stage ?? order?.stage;
  if (!stage || ["shipped", "cancelled", "rejected"].includes(stage)) return null;
  if (order?.held) return wait("held", "manager", { what: order.held });
  if (order && !shipment) return inOffice(rows, order);
  return shipment ? onFloor(rows, shipment) : null;
}

function inOffice(rows: Reads, order: Order): Wait {
  const since = order.placed_at;
  if (order.unkept) return wait("promise", "manager", { since: rows.get("exception_task", order.unkept)?.raised_at ?? since });
  if (order.stage === "review") return wait("review", "manager", { since });
  const lacks = rows.where("order_line", "order", order.id).reduce((sum, line) => sum + line.backordered, 0);
  return lacks > 0 ? wait("not_covered", "manager", { since, what: String(lacks) }) : wait("release", "lead", { since });
}

function onFloor(rows: Reads, shipment: Shipment): Wait {
  const task = oldest(rows, shipment);
  if (task) {
    const code = task.act === "recount" ? "count" : "task";
    return wait(code, "lead", { since: task.raised_at, what: task.act });
  }
  switch (shipment.stage) {
    case "released":
    case "picking":
      return picked(rows, shipment);
    case "picked":
      return wait("bench", "packer");
    case "packing":
      return wait("packing", "packer", { person: shipment.packer });
    case "packed": {
      const truck = rows.where("manifest", "stage", "open").find((m) => m.warehouse === shipment.warehouse);
      return truck ? wait("truck", "dock", { what: truck.number }) : wait("no_truck", "dock");
    }
    default:
      return wait("leaving", "dock", { what: rows.get("manifest", shipment.manifest ?? "")?.number ?? "" });
  }
}

function picked(rows: Reads, shipment: Shipment): Wait {
  const slot = rows.where("pick_slot", "shipment", shipment.id).at(-1);
  const run = rows.get("pick_run", slot?.run ?? "");
  if (!run?.picker) return wait("run_unclaimed", "picker", { what: run?.number ?? "" });
  return wait("picking", "picker", { person: run.picker, what: run.number });
}

const oldest = (rows: Reads, shipment: Shipment): ExceptionTask | undefined =>
  rows
    .where("exception_task", "stage", "open")
    .filter((task) => shipmentOf(rows, task)?.id === shipment.id)
    .sort((a, b) => a.raised_at - b.raised_at)[0];
