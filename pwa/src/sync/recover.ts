/** What a device does whose database turned out empty: it takes from the second copy what is there, and says the rest. */

import { restore } from "../store/anew";
import { link, ZERO } from "../store/hash";
import type { Found } from "../store/found";
import type { KeptOp, Link, Outbox, TrayItem } from "../store/outbox";
import type { Live, Loss } from "./losses";
import { remembered, type Memory } from "./platform";

/**
 * Fill an empty database with what was kept elsewhere: in files, and in the memory of the page if one was running.
 * Returns the device's id, empty if it never had one.
 */
export async function recover(
  outbox: Outbox, memory: Memory, read: (device: string) => Promise<Found | undefined>, live?: Live,
): Promise<string> {
  const { id, n } = remembered(memory);
  const found = await read(live?.id || id);
  const device = live?.id || id || (found?.device ?? "");
  if (device === "") return "";
  const files = [...(found?.ops ?? []), ...(found?.loose ?? [])];
  const fromFiles = found && found.ops.length > 0 ? found.base : { n: 0, h: ZERO };
  const base = live ? { n: live.answered, h: hashAt(found, live.answered) } : fromFiles;
  const byId = new Map([...files, ...(live?.ops ?? [])].filter((op) => op.n > base.n).map((op) => [op.id, op]));
  const ops = [...byId.values()].sort((a, b) => a.n - b.n);
  const kept = chainedOnto(base, ops);
  await restore(outbox.disk, { id: device }, base, kept, ops.slice(kept.length));
  const before = live ? base.n : Math.max(base.n, found?.base.n ?? 0);
  const declared = Math.max(n, live?.ops.at(-1)?.n ?? 0, live?.answered ?? 0);
  await outbox.name("loss", { declared, found: before + ops.length } satisfies Loss);
  return device;
}

/** The first ops, as far as one follows the other: those stay as they were numbered, hashed and signed. */
function chainedOnto(base: Link, ops: readonly KeptOp[]): readonly KeptOp[] {
  let { n, h } = base.n === 0 ? { n: 0, h: ZERO } : base;
  const end = ops.findIndex((op) => {
    const follows = op.n === n + 1 && (h === "" || link(h, op.text) === op.h);
    ({ n, h } = op);
    return !follows;
  });
  return end < 0 ? ops : ops.slice(0, end);
}

/** The chain up to an op, if a file tells; else the server will. */
function hashAt(found: Found | undefined, n: number): string {
  if (n === 0) return ZERO;
  return (found?.base.n === n ? found.base.h : found?.ops.find((op) => op.n === n)?.h) ?? "";
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
