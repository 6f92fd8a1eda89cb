/**
 * A second copy of what the server has not answered, beside the database: lines in files that only grow. It is written
 * after the database has an op and before anybody waits for it; what cannot be written here is no loss yet.
 *
 * A line is a base `{d, t, n, h}` that a chain goes on from, an op `{d, …}` as it is kept, or an op that the database
 * would not take: `{hold}`, later `{done}`.
 */

import { link } from "./hash";
import type { KeptOp, Link, NewOp } from "./outbox";

/** Files of which this one alone is written by this tab. */
export interface Files {
  /** The text of every file, this one last. */
  read(): Promise<string[]>;
  append(text: string): Promise<void>;
  /** Put a text in the place of all files that no living tab writes, and of this one. */
  replace(text: string): Promise<void>;
  close(): void;
}

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

const text = (line: object): string => `${JSON.stringify(line)}\n`;

export class Mirror {
  #files: Promise<Files | null> | null = null;
  #chars = 0;
  /** What is written while the files are put in order; it may stand in one that goes. */
  #meanwhile: string[] | null = null;

  constructor(private readonly open: () => Promise<Files | null>) {}

  /** Write an op behind the back of whoever made it. */
  add(device: string, op: KeptOp): void {
    void this.#append({ d: device, ...op });
  }

  /** Keep an op here alone. Resolves to whether it is on the disk. */
  hold(op: NewOp): Promise<boolean> {
    return this.#append({ hold: op });
  }

  /** The database has a held op now. */
  done(id: string): void {
    void this.#append({ done: id });
  }

  /** How much was written since the files were last put in order. */
  get chars(): number {
    return this.#chars;
  }

  /** Put in the place of all that what is still needed, as `read` finds it. */
  async compact(device: string, now: number, read: () => Promise<{ base: Link; ops: readonly KeptOp[] }>): Promise<void> {
    const files = await this.#opened();
    if (!files) return;
    this.#meanwhile = [];
    const { base, ops } = await read();
    const lines = [{ d: device, t: now, ...base }, ...ops.map((op) => ({ d: device, ...op }))];
    const replaced = files.replace(lines.map(text).join(""));
    const late = this.#meanwhile.join("");
    this.#meanwhile = null;
    this.#chars = late.length;
    await replaced.then(() => (late === "" ? undefined : files.append(late))).catch(() => undefined);
  }

  /** What the files hold of a device; of the one that wrote last, if none is named. */
  async read(device = ""): Promise<Found | undefined> {
    const files = await this.#opened();
    const texts = await files?.read().catch(() => []);
    return texts && found(texts, device);
  }

  async close(): Promise<void> {
    (await this.#files)?.close();
  }

  #opened(): Promise<Files | null> {
    this.#files ??= this.open().catch(() => null);
    return this.#files;
  }

  async #append(line: object): Promise<boolean> {
    const files = await this.#opened();
    if (!files) return false;
    const written = text(line);
    this.#chars += written.length;
    this.#meanwhile?.push(written);
    return files.append(written).then(() => true, () => false);
  }
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
