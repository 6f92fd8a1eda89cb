/** What screens may read of this device: who is signed in, the rows, what waits, and what somebody has to look at. */

import { may } from "../domain/people/roles";
import type { Outcome } from "../domain/outcome";
import type { Kind, Ops } from "../generated/ops";
import type { Right } from "../generated/roles";
import type { TableName, Tables } from "../generated/rows";
import { decide } from "../ops/twins";
import { Disk } from "../store/disk";
import { opened, Outbox, type DeviceName, type KeptOp, type TrayItem, type WireOutcome } from "../store/outbox";
import { Replica } from "../store/replica";
import { Shadow } from "../store/shadow";
import type { Status, Trouble } from "./leader";
import type { Platform } from "./platform";
import type { Puller } from "./pull";
import { Queue, type Unsettled } from "./queue";
import { rulesFor } from "./rules";
import type { Me } from "./wire";

/** An op that is on the disk. `outcome` is what the rules here foresee; the server's word comes by `outcomeOf`. */
export interface Recorded {
  readonly n: number;
  readonly id: string;
  readonly outcome: Outcome;
}

export interface RecordOptions {
  /** The versions that the person saw of what a request touches: `{"sales_order/<id>": ver}`. */
  readonly basis?: Readonly<Record<string, number>>;
  /** The numbers of the ops that this one builds on. */
  readonly deps?: readonly number[];
}

export abstract class Seen {
  me: Me | null = null;
  status: Status = "offline";
  /** Why the status is `error`; null otherwise. */
  trouble: Trouble | null = null;
  readonly replica = new Replica((op, state) => decide(op.kind, opened(op).body as never, state, this.context(op)));
  protected device: DeviceName = { id: "" };
  protected readonly disk: Disk;
  protected readonly outbox: Outbox;
  protected readonly queue: Queue;
  protected readonly shadow: Shadow;
  protected abstract readonly puller: Puller;
  readonly #listeners = new Set<() => void>();

  constructor(protected readonly platform: Platform) {
    this.disk = new Disk(platform.databases);
    this.outbox = new Outbox(this.disk);
    this.queue = new Queue(this.outbox, this.replica, rulesFor);
    this.shadow = new Shadow(this.disk);
  }

  /** The id that the server knows this device by; empty until it has one. */
  get deviceId(): string {
    return this.device.id;
  }

  /** What an op would come to by the rules here, without doing it. */
  foresee<K extends Kind>(kind: K, body: Ops[K], id = "", wall = this.platform.now()): Outcome {
    const author = this.me?.person.id ?? "";
    return decide(kind, body, this.replica, this.context({ id, n: this.queue.lastN + 1, author, wall }));
  }

  /** The next number of a series that this device counts by itself, `least` or more; never the same one twice. */
  count(series: string, least: number): Promise<number> {
    return this.outbox.count(series, least);
  }

  /** The server's word on op `n`, as soon as it has come. */
  outcomeOf(n: number): Promise<WireOutcome> {
    return this.queue.outcome(n);
  }

  /** What the server has not answered yet; `oldest` in UTC milliseconds. */
  pending(): { count: number; oldest: number | null } {
    const ops = this.queue.pending();
    return { count: ops.length, oldest: ops[0]?.wall ?? null };
  }

  /** The ops that have no effect in the rows yet, oldest first. */
  unsettled(): readonly Unsettled[] {
    return this.queue.unsettled();
  }

  /** Whether more is kept for want of a backup on the server than should be. */
  get needsBackup(): boolean {
    return this.queue.isLong;
  }

  /** How often rows here were found to differ from the server's, and were fetched again. */
  get healed(): number {
    return this.puller.healed;
  }

  /** A row as it is, or as it was when its scope was lost, as long as an op under way speaks of it. */
  cited<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return this.replica.get(table, id) ?? (this.shadow.get(table, id) as Tables[T] | undefined);
  }

  /** What somebody still has to look at, oldest first. */
  tray(): readonly TrayItem[] {
    return this.queue.tray;
  }

  /** Whether the person signed in may do something in a scope; the server has the last word. */
  can(right: Right, scope: string): boolean {
    return this.me !== null && may(right, scope, this.me.roles, this.me.person.id);
  }

  /** Call `fn` when the person, the status, the queue or the tray has changed; returns what ends that. */
  onChange(fn: () => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }

  protected context({ id, n, author, wall }: Pick<KeptOp, "id" | "n" | "author" | "wall">) {
    return { id, author, device: this.device.id, n, wall, receivedAt: wall };
  }

  protected notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
