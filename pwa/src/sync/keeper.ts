/** Sees to it that an op is kept before anybody says so: in the database, or else in a file, or else loudly not. */

import { StorageBroken, StorageFull } from "../store/disk";
import type { Mirror } from "../store/mirror";
import { number, opened, Shrunk, UNKNOWN, type KeptOp, type NewOp, type Outbox } from "../store/outbox";
import { remembered, type Platform } from "./platform";
import type { Queue } from "./queue";

const PROBE_MS = 5_000;
const TIDY_CHARS = 256 * 1024;

/** What the session does for it. */
export interface Owner {
  device(): string;
  /** The database holds less than it did: fill it again from the second copy, unless another tab gave new numbers. */
  refill(): Promise<void>;
  /** Whether ops can be kept has changed. */
  said(): void;
}

export class Keeper {
  /** Nothing can be kept at present; nobody may go on. */
  isStuck = false;
  #held: NewOp[] = [];

  constructor(
    private readonly platform: Platform,
    private readonly outbox: Outbox,
    private readonly mirror: Mirror,
    private readonly queue: Queue,
    private readonly owner: Owner,
  ) {}

  /** The highest number that this device is known to have given out. */
  get declared(): number {
    const { id, n } = remembered(this.platform.memory);
    return Math.max(this.queue.lastN, id === this.owner.device() ? n : 0);
  }

  /** Resolves once the op is on the disk. Throws `StorageFull` or `StorageBroken`. */
  async keep(op: NewOp): Promise<KeptOp> {
    try {
      if (this.#held.length > 0) await this.settleHeld();
      const kept = await this.#record(op);
      this.#stuck(false);
      return kept;
    } catch (error) {
      if (error instanceof StorageBroken && (await this.mirror.hold(op))) return this.#hold(op);
      if (error instanceof StorageBroken || error instanceof StorageFull) this.#stuck(true);
      throw error;
    }
  }

  async #record(op: NewOp): Promise<KeptOp> {
    let device = this.owner.device();
    const named = (id: string): void => void (device = id);
    let kept: KeptOp;
    try {
      kept = await this.outbox.record(op, this.queue.last, named);
    } catch (error) {
      if (!(error instanceof Shrunk)) throw error;
      await this.owner.refill();
      kept = await this.outbox.record(op, UNKNOWN, named);
    }
    this.platform.afterPaint(() => this.#copy(device, kept)); // after the beep
    return kept;
  }

  #copy(device: string, kept: KeptOp): void {
    this.mirror.add(device, kept);
    this.#remember(device);
  }

  /** Keep again what this tab has called kept and the database does not hold: another tab did not know of it. */
  async again(ops: readonly KeptOp[]): Promise<void> {
    await this.settleHeld();
    const known = await this.#known();
    const device = this.owner.device();
    for (const op of ops) if (!known.has(op.id)) this.#copy(device, await this.outbox.record(opened(op)));
  }

  async #known(): Promise<ReadonlySet<string>> {
    return new Set((await this.outbox.after(0)).map(({ id }) => id));
  }

  /** Write down, outside of the database, who this device is and how far it has come. */
  remember(): void {
    this.#remember(this.owner.device(), true);
  }

  /** `isNamed`: the device has this name now. Else the tab may not have heard yet of a new one. */
  #remember(id: string, isNamed = false): void {
    const n = this.queue.lastN;
    const before = remembered(this.platform.memory);
    const other = before.id !== id;
    if (id === "" || (other ? !isNamed && before.id !== "" : before.n >= n)) return;
    try {
      this.platform.memory.write(JSON.stringify({ id, n }));
    } catch {
      // it is the third copy of two words
    }
  }

  /** The database does not take it, but a file has. It gets its number when the database is back. */
  #hold(op: NewOp): KeptOp {
    this.#held.push(op);
    return number(op, this.queue.lastN + 1, "0".repeat(32));
  }

  /** Give the ops that only a file has to the database. Throws as long as that does not take them. */
  async settleHeld(): Promise<void> {
    if (this.#held.length === 0) return;
    const known = await this.#known();
    while (this.#held.length > 0) {
      const held = this.#held[0]!;
      if (!known.has(held.id)) this.mirror.add(this.owner.device(), await this.outbox.record(held));
      this.mirror.done(held.id);
      this.#held.shift();
    }
    await this.queue.load(true);
  }

  /** Put the second copy in order, and take from it what an earlier run could not give to the database. */
  async tidy(always = true): Promise<void> {
    if (!always && this.mirror.chars < TIDY_CHARS) return;
    const device = this.owner.device();
    if (device === "") return;
    const held = (await this.mirror.read(device))?.held ?? [];
    if (held.length > 0) {
      const known = await this.#known();
      const ours = new Set(this.#held.map(({ id }) => id));
      this.#held.push(...held.filter(({ id }) => !known.has(id) && !ours.has(id)));
      await this.settleHeld();
    }
    await this.mirror.compact(this.platform.now(), () => this.outbox.unanswered());
    this.#remember(device);
  }

  #stuck(is: boolean): void {
    if (is) this.platform.later(PROBE_MS, () => void this.probe());
    if (is === this.isStuck) return;
    this.isStuck = is;
    this.owner.said();
  }

  /** See whether the disk takes as much as an op again. */
  async probe(): Promise<void> {
    if (!this.isStuck) return;
    const worked = await this.outbox.probe().then(() => true, () => false);
    this.#stuck(!worked);
  }
}
