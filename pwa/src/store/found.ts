/** Reads the second copy: what its files hold of a device, wherever one of them breaks off. */

import { link } from "./hash";
import type { KeptOp, Link, NewOp } from "./outbox";

interface Line extends Partial<KeptOp> {
  readonly d?: string;
  readonly t?: number;
  readonly hold?: NewOp;
  readonly done?: string;
}

/** What was found. `ops` follow `base` without a gap; `loose` are ops behind a place that could not be read. */
export interface Found {
  readonly device: string;
  readonly base: Link;
  readonly ops: readonly KeptOp[];
  readonly loose: readonly KeptOp[];
  readonly held: readonly NewOp[];
}

/** Make sense of the lines, whichever order they come in and wherever one breaks off. */
export function found(texts: readonly string[], wanted = ""): Found | undefined {
  const lines = texts.flatMap((one) => one.split("\n")).flatMap(parsed);
  const done = new Set(lines.flatMap((line) => line.done ?? []));
  const held = new Map(lines.flatMap(({ hold }) => (hold && !done.has(hold.id) ? [[hold.id, hold] as const] : [])));
  const bases = lines.filter((line) => line.t !== undefined).sort((a, b) => a.t! - b.t!);
  const device = wanted || bases.at(-1)?.d || lines.find((line) => line.d)?.d || "";
  if (device === "" && held.size === 0) return undefined;
  const ops = lines.filter((line): line is Line & KeptOp => line.d === device && !!line.text).sort((a, b) => a.n - b.n);
  const start = bases.filter((line) => line.d === device).at(-1);
  const base = start ? { n: start.n!, h: start.h! } : { n: (ops[0]?.n ?? 1) - 1, h: "" };
  return { device, base, ...chained(base, ops), held: [...held.values()] };
}

/** The ops that follow a base, and those further on that are not among them. */
function chained(base: Link, lines: readonly (Line & KeptOp)[]): { ops: KeptOp[]; loose: KeptOp[] } {
  const ops: KeptOp[] = [];
  const loose = new Map<string, KeptOp>();
  let { n, h } = base;
  for (const { d: _, ...op } of lines) {
    if (op.n === n + 1 && (h === "" || link(h, op.text) === op.h)) {
      ops.push(op);
      ({ n, h } = op);
    } else if (op.n > n) loose.set(op.id, op);
  }
  for (const { id } of ops) loose.delete(id);
  return { ops, loose: [...loose.values()] };
}

function parsed(line: string): Line[] {
  if (line === "") return [];
  try {
    return [JSON.parse(line) as Line];
  } catch {
    return []; // a line that was being written when the power went
  }
}
