/** What a device does whose database turned out empty: it takes from the second copy what is there, and says the rest. */

import type { Found } from "../store/mirror";
import type { Outbox, TrayItem } from "../store/outbox";
import type { Loss } from "./losses";
import { remembered, type Memory } from "./platform";

/** Fill an empty database with what was kept elsewhere. Returns the device's id, empty if it never had one. */
export async function recover(outbox: Outbox, memory: Memory, read: (device: string) => Promise<Found | undefined>): Promise<string> {
  const { id, n } = remembered(memory);
  const found = await read(id);
  const device = id || (found?.device ?? "");
  if (device === "") return "";
  const base = found && found.ops.length > 0 ? found.base : { n: 0, h: "" };
  const ops = [...(found?.ops ?? []), ...(found?.loose ?? [])];
  const highest = found?.ops.at(-1)?.n ?? base.n;
  await outbox.restore({ id: device }, base, ops);
  await outbox.name("loss", { declared: n, found: Math.max(highest, found?.base.n ?? 0) + (found?.loose.length ?? 0) } satisfies Loss);
  return device;
}

/** What the person is told, if anything may be missing. */
export function told(device: string, { declared, found }: Loss, now: number): TrayItem | undefined {
  const units = declared - found;
  if (units <= 0) return undefined;
  return {
    n: found + 1, id: `lost/${device}/${declared}`, kind: "device.storage_lost", author: "", wall: now,
    out: "exception", code: "storage_lost", choices: ["seen"], body: {},
    params: { name: "", units, from_n: found + 1, to_n: declared },
  };
}
