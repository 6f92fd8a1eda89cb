/**
 * The ops of this device, in one dense row of numbers whoever made them. An op is encoded once: its text is what is
 * kept, hashed and sent. The last op in the store gives the next number and the hash that it chains onto.
 */

import { VERSION, type Kind, type Ops } from "../generated/ops";
import { got, type Disk } from "./disk";
import { link, ZERO } from "./hash";

/** An op as it is kept. `h` is the chain up to and with it. */
export interface KeptOp {
  readonly n: number;
  readonly id: string;
  readonly kind: Kind;
  readonly author: string;
  readonly wall: number;
  readonly text: string;
  readonly h: string;
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
}

/** How far the server is known to be. `settled`: up to here every effect is in the rows. */
export interface Progress {
  readonly epoch: string;
  readonly answered: number;
  readonly settled: number;
  readonly durable: number;
}

export const START: Progress = { epoch: "", answered: 0, settled: 0, durable: 0 };

export class Outbox {
  constructor(private readonly disk: Disk) {}

  /** Give an op its number and keep it. Resolves when it is on the disk; only then may anybody hear of it. */
  record<K extends Kind>(op: NewOp<K>): Promise<KeptOp> {
    return this.disk.write(["ops"], async (tx) => {
      const store = tx.objectStore("ops");
      const last = (await got(store.openCursor(null, "prev")))?.value as KeptOp | undefined;
      // A first try may have reached the disk though its connection died before saying so.
      if (last?.id === op.id) return last;
      const kept = number(op, (last?.n ?? 0) + 1, last?.h ?? ZERO);
      store.add(kept, kept.n);
      return kept;
    });
  }

  /** The ops after a number, in order. */
  after(n: number, most?: number): Promise<KeptOp[]> {
    return this.disk.read(["ops"], (tx) => got(tx.objectStore("ops").getAll(IDBKeyRange.lowerBound(n, true), most)));
  }

  /** The chain up to and with op `n`; nothing if that op is not kept. */
  async hashAt(n: number): Promise<string | undefined> {
    if (n === 0) return ZERO;
    const op = await this.disk.read(["ops"], (tx) => got(tx.objectStore("ops").get(n)));
    return (op as KeptOp | undefined)?.h;
  }

  progress(): Promise<Progress> {
    return this.disk.read(["meta"], async (tx) =>
      ((await got(tx.objectStore("meta").get("progress"))) as Progress | undefined) ?? START);
  }

  /** The outcomes after a number. */
  answersAfter(n: number): Promise<WireOutcome[]> {
    return this.disk.read(["answers"], (tx) => got(tx.objectStore("answers").getAll(IDBKeyRange.lowerBound(n, true))));
  }

  tray(): Promise<TrayItem[]> {
    return this.disk.read(["tray"], (tx) => got(tx.objectStore("tray").getAll()));
  }

  /** Keep outcomes, what a person has to see of them, and how far the server is; all or nothing. */
  answer(outcomes: readonly WireOutcome[], tray: readonly TrayItem[], progress: Progress): Promise<void> {
    return this.disk.write(["answers", "tray", "meta"], async (tx) => {
      for (const outcome of outcomes) tx.objectStore("answers").put(outcome, outcome.n);
      for (const item of tray) tx.objectStore("tray").put(item, item.id);
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

  /** This app is another device from now on: what is not answered gets new numbers under it, from 1. */
  adopt(device: object, answered: number): Promise<void> {
    return this.disk.write(["ops", "answers", "meta"], async (tx) => {
      const store = tx.objectStore("ops");
      const meta = tx.objectStore("meta");
      const unsent = (await got(store.getAll(IDBKeyRange.lowerBound(answered, true)))) as KeptOp[];
      store.clear();
      tx.objectStore("answers").clear();
      const numbers = new Map(unsent.map((op, i) => [op.n, i + 1]));
      let h = ZERO;
      for (const op of unsent) {
        const kept = number(renumbered(op, numbers), numbers.get(op.n)!, h);
        store.add(kept, kept.n);
        h = kept.h;
      }
      const { epoch } = ((await got(meta.get("progress"))) as Progress | undefined) ?? START;
      meta.put(device, "device");
      await got(meta.put({ ...START, epoch }, "progress"));
    });
  }
}

function number<K extends Kind>({ id, kind, author, wall, basis, deps, body }: NewOp<K>, n: number, h: string): KeptOp {
  const text = JSON.stringify({ n, id, kind: `${kind}@${VERSION[kind]}`, author, wall, basis, deps, body });
  return { n, id, kind, author, wall, text, h: link(h, text) };
}

/** What is in the text of an op. */
export const opened = (op: KeptOp): NewOp => ({ ...(JSON.parse(op.text) as NewOp), kind: op.kind });

function renumbered(op: KeptOp, numbers: ReadonlyMap<number, number>): NewOp {
  const { deps, ...rest } = opened(op);
  return deps === undefined ? rest : { ...rest, deps: deps.flatMap((n) => numbers.get(n) ?? []) };
}
