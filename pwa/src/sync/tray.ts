/** What a person still has to see: each outcome that is not plainly applied, with what they had sent, intact. */

import { opened, type KeptOp, type TrayItem, type WireOutcome } from "../store/outbox";

/** The tray item of an outcome, or nothing if all is well. `prior`: what had been promised before. */
export function itemOf(op: KeptOp, outcome: WireOutcome, prior?: WireOutcome): TrayItem | undefined {
  const same = prior?.out === outcome.out && (prior.code ?? "") === (outcome.code ?? "");
  if (same || (!prior && outcome.out === "applied")) return undefined;
  const { id, kind, author, wall } = op;
  const { body, basis, deps } = opened(op);
  const item = { ...outcome, id, kind, author, wall, body, ...(basis && { basis }), ...(deps && { deps }) };
  return prior ? { ...item, promised: { out: prior.out, code: prior.code ?? "" } } : item;
}

/** What a refusal has pulled down with it: the first of each bundle is the root. */
export function bundles(tray: readonly TrayItem[]): TrayItem[][] {
  const roots = new Map(tray.map((item) => [item.n, [item]]));
  const found = new Map<number, TrayItem[]>();
  for (const item of tray) {
    const root = rootOf(item, roots);
    const bundle = found.get(root.n);
    if (bundle) bundle.push(item);
    else found.set(root.n, root === item ? [item] : [root, item]);
  }
  return [...found.values()].map((bundle) => [...new Set(bundle)]);
}

/** Follows `root` of `dep_refused` as far as it leads within the tray. A root that was settled leads nowhere. */
function rootOf(item: TrayItem, all: ReadonlyMap<number, readonly TrayItem[]>): TrayItem {
  let at = item;
  while (at.code === "dep_refused") {
    const next = all.get(Number(at.params?.["root"]))?.[0];
    if (!next || next.n >= at.n) break;
    at = next;
  }
  return at;
}

/** The items, oldest first; a second answer to the same op takes the place of the first. */
export function merged(tray: readonly TrayItem[], more: readonly TrayItem[]): TrayItem[] {
  const items = new Map([...tray, ...more].map((item) => [item.id, item]));
  return [...items.values()].sort((a, b) => a.wall - b.wall || a.n - b.n);
}
