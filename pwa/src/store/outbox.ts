/**
 * The ops of this device, in one dense row of numbers whoever made them. An op is encoded once: its text is what is
 * kept, hashed and sent. The last op in the store gives the next number and the hash that it chains onto.
 */

import { VERSION, type Kind, type Ops } from "../generated/ops";
import { got, type Disk } from "./disk";
import { link, ZERO } from "./hash";

/** An op as it is kept. `h` is the chain up to and with it. One without text is known by its hash alone. */
export interface KeptOp {
  readonly n: number;
  readonly id: string;
  readonly kind: Kind;
  readonly author: string;
  readonly wall: number;
  readonly text: string;
  readonly h: string;
  /** The author's grant version as this device knew it then: a right that has ended since still covers what was done. */
  readonly grantV?: number;
}

/** What a person did, before it has a number. */
export interface NewOp<K extends Kind = Kind> {
  readonly id: string;
  readonly kind: K;
  readonly author: string;
  readonly wall: number;
  readonly body: Ops[K];
  readonly basis?: Readonly<Record<string, number>>;
  readonly deps?: readonly number[];
  readonly grantV?: number;
}

/** What the server has made of op `n`. */
export interface WireOutcome {
  readonly n: number;
  readonly out: "applied" | "exception" | "refused" | "quarantined";
  readonly code?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly choices?: readonly string[];
  readonly exception?: string;
  readonly at?: Readonly<Record<string, number>>;
}

/** An outcome that a person still has to see, with what they had sent. */
export interface TrayItem extends WireOutcome {
  readonly id: string;
  readonly kind: Kind;
  readonly author: string;
  readonly wall: number;
  readonly body: unknown;
  /** What the person had seen of what it touches. */
  readonly basis?: Readonly<Record<string, number>>;
  readonly deps?: readonly number[];
  /** The answer was another one before the server was set back. */
  readonly promised?: { readonly out: string; readonly code: string };
}

/** How far the server is known to be. `settled`: up to here every effect is in the rows. */
export interface Progress {
  readonly epoch: string;
  readonly answered: number;
  readonly settled: number;
  readonly durable: number;
  /** How often the ops were given new numbers: a tab that knows another count knows none of them. */
  readonly renumbered: number;
}

export const START: Progress = { epoch: "", answered: 0, settled: 0, durable: 0, renumbered: 0 };
/** An op has to fit into a frame with room to spare. */
const CHARS_MOST = 64 * 1024;
/** What a device is, beside its ops. */
export interface DeviceName {
  readonly id: string;
}

/** Where a chain goes on from. */
export interface Link {
  readonly n: number;
  readonly h: string;
}

/** What a device has not been answered, and what that follows. */
export interface Unanswered {
  readonly device: string;
  readonly base: Link;
  readonly ops: readonly KeptOp[];
}

/** All that is known of the ops that are not settled, and what a person has to look at. */
export interface Journal {
  readonly progress: Progress;
  readonly ops: readonly KeptOp[];
  readonly answers: readonly WireOutcome[];
  readonly tray: readonly TrayItem[];
  readonly receipt: string;
}

/** Whatever there is. */
export const UNKNOWN: Link = { n: 0, h: "" };

/** The database holds fewer ops than it did: it was emptied, or another tab has given them new numbers. */
export class Shrunk extends Error {
  override readonly name = "Shrunk";
}

/** What is seldom done with all ops at once; its code comes when it is. */
const anew = () => import("./anew");

export class Outbox {
  constructor(readonly disk: Disk) {}

  /**
   * Give an op its number and keep it. Resolves when it is on the disk; only then may anybody hear of it. `known`: the
   * last op that was seen here; throws `Shrunk` if the database does not have as many. Where another one was the last,
   * another tab may also have taken a new name for the device: `named` is told the one that the op is kept under.
   */
  async record<K extends Kind>(op: NewOp<K>, known: Link = UNKNOWN, named?: (device: string) => void): Promise<KeptOp> {
    return (known.h === "" ? undefined : await this.#next(op, known)) ?? this.#found(op, known.n, named);
  }

  /**
   * Keep an op after the one that was seen last, in one trip to the disk. Nothing if that one is not the last any more:
   * another tab was faster, or has given new numbers.
   */
  async #next(op: NewOp, known: Link): Promise<KeptOp | undefined> {
    const kept = number(op, known.n + 1, known.h);
    try {
      const before = await this.disk.write(["ops"], async (tx) => {
        const store = tx.objectStore("ops");
        store.add(kept, kept.n);
        const last = got(store.get(known.n));
        tx.commit();
        return (await last) as KeptOp | undefined;
      });
      if (before?.h === known.h) return kept;
    } catch (error) {
      if ((error as Error).name === "ConstraintError") return undefined;
      throw error;
    }
    await this.disk.write(["ops"], async (tx) => {
      const store = tx.objectStore("ops");
      if (((await got(store.get(kept.n))) as KeptOp | undefined)?.id === op.id) store.delete(kept.n);
    });
    return undefined;
  }

  /** Keep an op after whichever is the last. */
  #found(op: NewOp, known: number, named?: (device: string) => void): Promise<KeptOp> {
    return this.disk.write(["ops", "meta"], async (tx) => {
      const store = tx.objectStore("ops");
      const device = named && ((await got(tx.objectStore("meta").get("device"))) as DeviceName | undefined);
      if (device) named(device.id);
      const last = (await got(store.openCursor(null, "prev")))?.value as KeptOp | undefined;
      if ((last?.n ?? 0) < known) throw new Shrunk(`${known} ops were here`);
      // A first try may have reached the disk though its connection died before saying so.
      if (last?.id === op.id) return last;
      const kept = number(op, (last?.n ?? 0) + 1, last?.h ?? ZERO);
      store.add(kept, kept.n);
      return kept;
    });
  }

  /** The ops after a number, in order. */
  async after(n: number, most?: number): Promise<KeptOp[]> {
    const range = IDBKeyRange.lowerBound(n, true);
    const ops = await this.disk.read(["ops"], (tx) => got(tx.objectStore("ops").getAll(range, most)));
    return (ops as KeptOp[]).filter(({ text }) => text !== "");
  }

  /** The chain up to and with op `n`; nothing if that op is not kept. */
  async hashAt(n: number): Promise<string | undefined> {
    if (n === 0) return ZERO;
    const op = await this.disk.read(["ops"], (tx) => got(tx.objectStore("ops").get(n)));
    return (op as KeptOp | undefined)?.h;
  }

  /** This device's name, how far the server has answered, and the ops after that: all of one moment. */
  unanswered(): Promise<Unanswered> {
    return this.disk.read(["meta", "ops"], async (tx) => {
      const [meta, store] = [tx.objectStore("meta"), tx.objectStore("ops")];
      const device = ((await got(meta.get("device"))) as DeviceName | undefined)?.id ?? "";
      const { answered: n } = ((await got(meta.get("progress"))) as Progress | undefined) ?? START;
      const h = n === 0 ? ZERO : (((await got(store.get(n))) as KeptOp | undefined)?.h ?? "");
      const ops = (await got(store.getAll(IDBKeyRange.lowerBound(n, true)))) as KeptOp[];
      return { device, base: { n, h }, ops: ops.filter(({ text }) => text !== "") };
    });
  }

  /** Write and take back as much as an op is. Throws what keeping one would throw. */
  async probe(): Promise<void> {
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put("x".repeat(4_096), "probe"))));
    await this.name("probe", undefined);
  }

  /** All of one moment, in two trips to the disk. */
  journal(): Promise<Journal> {
    return this.disk.read(["meta", "tray", "ops", "answers"], async (tx) => {
      const meta = tx.objectStore("meta");
      const [tray, receipt, progress = START] = await Promise.all([
        got<TrayItem[]>(tx.objectStore("tray").getAll()), got<string | undefined>(meta.get("receipt")),
        got<Progress | undefined>(meta.get("progress")),
      ]);
      const rest = IDBKeyRange.lowerBound(progress.settled, true);
      const [ops, answers] = await Promise.all([
        got<KeptOp[]>(tx.objectStore("ops").getAll(rest)), got<WireOutcome[]>(tx.objectStore("answers").getAll(rest)),
      ]);
      return { progress, ops: ops.filter(({ text }) => text !== ""), answers, tray, receipt: receipt ?? "" };
    });
  }

  /** Anything small that is kept by name. */
  named<T>(name: string): Promise<T | undefined> {
    return this.disk.read(["meta"], (tx) => got(tx.objectStore("meta").get(name)) as Promise<T | undefined>);
  }

  /** Keep, or with nothing forget, something small that the server could send again. */
  name(name: string, value: unknown): Promise<void> {
    return this.disk.cache(["meta"], async (tx) => {
      const meta = tx.objectStore("meta");
      await (value === undefined ? got(meta.delete(name)) : got(meta.put(value, name)));
    });
  }

  /** The next number of a series, `least` or more. No tab is given it again, not even after the power has failed. */
  count(series: string, least: number): Promise<number> {
    return this.disk.write(["meta"], async (tx) => {
      const meta = tx.objectStore("meta");
      const at = Math.max(least, ((await got(meta.get(series))) as number | undefined) ?? 0);
      await got(meta.put(at + 1, series));
      return at;
    });
  }

  /** The outcomes after a number. Those above what is answered are promises of a server that was set back. */
  answersAfter(n: number): Promise<WireOutcome[]> {
    return this.disk.read(["answers"], (tx) => got(tx.objectStore("answers").getAll(IDBKeyRange.lowerBound(n, true))));
  }

  /** Keep outcomes, what a person has to see of them, and how far the server is; all or nothing. */
  answer(outcomes: readonly WireOutcome[], tray: readonly TrayItem[], progress: Progress, receipt = ""): Promise<void> {
    return this.disk.write(["answers", "tray", "meta"], async (tx) => {
      for (const outcome of outcomes) tx.objectStore("answers").put(outcome, outcome.n);
      for (const item of tray) tx.objectStore("tray").put(item, item.id);
      tx.objectStore("meta").put(receipt, "receipt");
      tx.objectStore("meta").put(progress, "progress");
      return Promise.resolve();
    });
  }

  /** A person has dealt with it. */
  settle(id: string): Promise<void> {
    return this.disk.write(["tray"], async (tx) => void (await got(tx.objectStore("tray").delete(id))));
  }

  /** Forget ops whose answer and effect are here and that the server holds in a checked backup, but for the last. */
  trim({ durable, settled }: Progress): Promise<void> {
    const upTo = IDBKeyRange.upperBound(Math.min(durable, settled), true);
    return this.disk.write(["ops", "answers"], async (tx) => {
      tx.objectStore("ops").delete(upTo);
      await got(tx.objectStore("answers").delete(upTo));
    });
  }

  /** See `anew.ts`. */
  async renumber(onto: Link, after: number, device?: DeviceName): Promise<void> {
    await (await anew()).renumber(this.disk, onto, after, device);
  }

  /** See `anew.ts`. */
  async rewind(progress: Progress): Promise<void> {
    await (await anew()).rewind(this.disk, progress);
  }
}

/** The end of a chain whose ops are not here. */
export const stub = ({ n, h }: Link): KeptOp => ({ n, h, id: "", kind: "pick.scan", author: "", wall: 0, text: "" });

/** An op with its number, chained. */
export function number<K extends Kind>(op: NewOp<K>, n: number, before: string): KeptOp {
  const { id, kind, author, wall, basis, deps, body } = op;
  const name = kind.includes("@") ? kind : `${kind}@${VERSION[kind] ?? 1}`;
  const text = storable(JSON.stringify({ n, id, kind: name, author, wall, basis, deps, body }));
  if (text.length > CHARS_MOST) throw new RangeError(`${kind} is too long to be sent`);
  const kept = { n, id, kind: name.split("@")[0] as Kind, author, wall, text, h: link(before, text) };
  return op.grantV === undefined ? kept : { ...kept, grantV: op.grantV };
}

/**
 * JSON with U+FFFD for what no database keeps: half of a surrogate pair, as a cut emoji leaves it, and U+0000. Well-formed
 * `JSON.stringify` writes both as escapes (ECMA-262, 25.5.2.3).
 */
const storable = (json: string): string =>
  !json.includes("\\u") ? json : json.replace(/\\(?:(u0000|ud[89a-f]..)|.)/g, (escape, bad?: string) => (bad ? "\ufffd" : escape));

const open = new WeakMap<KeptOp, NewOp>();

/** What is in the text of an op; to be read only, since it is the same each time. */
export function opened(op: KeptOp): NewOp {
  let made = open.get(op);
  if (!made) open.set(op, (made = { ...(JSON.parse(op.text) as NewOp), kind: op.kind }));
  return made;
}
