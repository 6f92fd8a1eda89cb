/** How much waits in each job. */

import { needsHands } from "../domain/label/printer";
import { doorOf, expected } from "../domain/inbound/check";
import { begun } from "../domain/returns/check";
import { toPack } from "../domain/pack/bench";
import { runsFor } from "../domain/pick/board";
import { me, rows, warehouse } from "../ui/session";
import type { Job } from "./jobs";

const ordersIn = (stage: "review" | "approved"): number =>
  rows()
    .where("sales_order", "stage", stage)
    .filter((order) => order.held === "").length;

function runsWaiting(): number {
  const { mine, free } = runsFor(rows(), me()?.person.id ?? "");
  return mine.length + free.length;
}

/** Balances that stand at the door. */
function toPutAway(): number {
  const door = doorOf(rows(), warehouse());
  return door ? rows().where("stock", "location", door.id).filter(({ quantity }) => quantity > 0).length : 0;
}

export const WAITING: Readonly<Record<Job, () => number>> = {
  orders: () => ordersIn("review") + rows().where("substitute_ask", "stage", "asked").length,
  release: () => ordersIn("approved"),
  lead: () => rows().where("exception_task", "stage", "open").length,
  pick: runsWaiting,
  pack: () => toPack(rows()).length,
  ship: () => rows().where("manifest", "stage", "open").length,
  receive: () => expected(rows(), warehouse()).length,
  returns: () => begun(rows(), warehouse()).length,
  move: toPutAway,
  leases: () => rows().where("lease", "state", "open").length,
  people: () => 0,
  devices: () => rows().where("device", "state", "lost").length,
  labels: () => rows().where("print_job", "state", "waiting").length,
  printers: () => rows().all("printer").filter(needsHands).length,
};
