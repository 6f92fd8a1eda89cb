/** Which jobs a person has on this device, the first one first. */

import { toPack } from "../domain/pack/bench";
import { runsFor } from "../domain/pick/board";
import type { IconName } from "../ui/icons";
import { holds, may, me, rows } from "../ui/session";

export type Job = "pick" | "pack" | "ship" | "lead" | "orders" | "release" | "leases" | "people" | "devices";

interface JobRule {
  readonly icon: IconName;
  readonly mine: () => boolean;
  /** What waits there. */
  readonly waiting: () => number;
}

const openTasks = (): number => rows().where("exception_task", "stage", "open").length;
const stage = (name: "review" | "approved"): number =>
  rows()
    .where("sales_order", "stage", name)
    .filter((order) => order.held === "").length;

export const JOBS: Readonly<Record<Job, JobRule>> = {
  orders: { icon: "list", mine: () => may("read.desk") || holds("sales"), waiting: () => stage("review") },
  release: { icon: "cart", mine: () => may("release") && may("read.desk"), waiting: () => stage("approved") },
  lead: { icon: "board", mine: () => may("settle"), waiting: openTasks },
  pick: { icon: "cart", mine: () => may("pick"), waiting: () => runsWaiting() },
  pack: { icon: "box", mine: () => may("pack"), waiting: () => toPack(rows()).length },
  ship: { icon: "truck", mine: () => may("load"), waiting: () => rows().where("manifest", "stage", "open").length },
  leases: { icon: "shelf", mine: () => may("lease") || may("lease.reclaim"), waiting: () => openLeases() },
  people: { icon: "people", mine: () => may("people") || may("unlock"), waiting: () => 0 },
  devices: { icon: "phone", mine: () => may("device"), waiting: () => lostDevices() },
};

const openLeases = (): number => rows().where("lease", "state", "open").length;
const lostDevices = (): number => rows().where("device", "state", "lost").length;

function runsWaiting(): number {
  const { mine, free } = runsFor(rows(), me()?.person.id ?? "");
  return mine.length + free.length;
}

export const myJobs = (): Job[] => (Object.keys(JOBS) as Job[]).filter((job) => JOBS[job].mine());
