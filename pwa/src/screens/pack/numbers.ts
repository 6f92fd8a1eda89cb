/** SSCCs that this device holds: the next one for a carton, and asking for more while there is a network. */

import { effect } from "@preact/signals";
import { held, isLow } from "../../domain/pack/block";
import { may } from "../../domain/people/roles";
import { sscc } from "../../scanning/sscc";
import { me, outcomeOf, record, rows, session, status, underWay } from "../../ui/session";

/** After a refusal. */
const PAUSE_MS = 3_600_000;
let quietUntil = 0;
let asking = false;
let follows = false;

const prefixOf = (warehouse: string): string => rows().get("warehouse", warehouse)?.company_prefix ?? "";

/** The number for the next carton; empty where the device holds none, and the server will give one. */
export async function nextSscc(warehouse: string): Promise<string> {
  for (const block of held(rows(), session().deviceId, prefixOf(warehouse))) {
    const at = await session().count(`sscc/${block.id}`, block.used).catch(() => block.count); // nothing can be kept
    if (at < block.count) return sscc(block.extension, block.company_prefix, block.first + at);
  }
  return "";
}

/** From now on, have numbers at hand wherever the person signed in packs. */
export function keepFilled(): void {
  if (follows) return;
  follows = true;
  effect(() => {
    const who = me();
    if (!who || asking || ["offline", "error"].includes(status()) || Date.now() < quietUntil) return;
    const houses = rows().all("warehouse").filter(({ id }) => may("pack", `wh:${id}`, who.roles, who.person.id));
    const lacking = houses.find((house) => isLow(held(rows(), session().deviceId, house.company_prefix)));
    if (lacking && !underWay("sscc.take", "device", session().deviceId)) void ask(lacking.id);
  });
}

async function ask(warehouse: string): Promise<void> {
  asking = true;
  try {
    const done = await record("sscc.take", { device: session().deviceId, warehouse });
    const word = "failed" in done ? undefined : await outcomeOf(done.recorded.n);
    const renamed = word?.code === "other_device"; // a copy of another device asks again under its new name
    if (word?.out !== "applied" && !renamed) quietUntil = Date.now() + PAUSE_MS;
  } finally {
    asking = false;
  }
}
