/** Which jobs a person has on this device, the first one first. What waits in each is in `waiting.ts`, which comes later. */

import type { IconName } from "../ui/icons";
import { holds, may } from "../ui/session";

export type Job = "pick" | "pack" | "ship" | "receive" | "returns" | "move" | "lead" | "orders" | "release" | "leases" | "people" | "devices" | "labels" | "printers";

interface JobRule {
  readonly icon: IconName;
  readonly mine: () => boolean;
  /** At hand in every job, and no reason to be asked which job it shall be. */
  readonly aside?: true;
}

export const JOBS: Readonly<Record<Job, JobRule>> = {
  orders: { icon: "list", mine: () => may("read.desk") || holds("sales") },
  release: { icon: "cart", mine: () => may("release") && may("read.desk") },
  lead: { icon: "board", mine: () => may("settle") || may("process") },
  pick: { icon: "cart", mine: () => may("pick") },
  pack: { icon: "box", mine: () => may("pack") },
  ship: { icon: "truck", mine: () => may("load") },
  receive: { icon: "truck", mine: () => may("receive") },
  returns: { icon: "undo", mine: () => may("receive") },
  move: { icon: "shelf", mine: () => may("receive") },
  leases: { icon: "shelf", mine: () => may("lease") || may("lease.reclaim") },
  people: { icon: "people", mine: () => may("people") || may("unlock") },
  devices: { icon: "phone", mine: () => may("device") },
  labels: { icon: "print", mine: () => may("label"), aside: true },
  printers: { icon: "print", mine: () => may("label") || may("printer"), aside: true },
};

export const myJobs = (): Job[] => (Object.keys(JOBS) as Job[]).filter((job) => JOBS[job].mine());

/** The jobs that a shift is spent on. */
export const mainJobs = (): Job[] => myJobs().filter((job) => !JOBS[job].aside);
