/** What this device knows to have lost, from an empty database until the server has been told. */

import type { Mirror } from "../store/mirror";
import type { KeptOp, Outbox } from "../store/outbox";
import type { Platform } from "./platform";
import type { Queue } from "./queue";
import type { PullAnswer } from "./wire";

/** Kept in the database until the server has been told. */
export interface Loss {
  /** The highest number that this device remembers to have given out; 0 if it does not know. */
  readonly declared: number;
  /** How far it goes with what was found again. */
  readonly found: number;
}

/** What a page that runs still knows of the ops when its database is emptied under it. */
export interface Live {
  readonly id: string;
  readonly answered: number;
  /** What the server has not answered, in order. */
  readonly ops: readonly KeptOp[];
}

export class Losses {
  loss: Loss | undefined;

  constructor(
    private readonly platform: Platform,
    private readonly outbox: Outbox,
    private readonly mirror: Mirror,
    private readonly queue: Queue,
  ) {}

  /** Take from the second copy what an empty database has lost. Returns the device's id; empty if it never had one. */
  async recover(live?: Live): Promise<string> {
    const { recover } = await import("./recover");
    const id = await recover(this.outbox, this.platform.memory, (device) => this.mirror.read(device), live);
    this.loss = await this.outbox.named<Loss>("loss");
    return id;
  }

  /** The server has said how far it knows this device. Returns whether what is here has to follow that. */
  async leavesGap({ last_n, h }: PullAnswer): Promise<boolean> {
    if (!this.loss) return false;
    this.loss = { ...this.loss, found: Math.max(this.loss.found, last_n) };
    const [next] = await this.outbox.after(this.queue.progress.answered, 1);
    // Whether it knows these very ops, or a clone's under their numbers, the next push finds out.
    if (next && next.n <= last_n) return false;
    return (await this.outbox.hashAt(last_n)) !== h;
  }

  /** The server knows. The person is told what may be missing. */
  async told(device: string): Promise<void> {
    const { told } = await import("./recover");
    const item = this.loss && told(device, this.loss, this.platform.now());
    if (item) await this.queue.notice(item);
    this.loss = undefined;
    await this.outbox.name("loss", undefined);
  }
}
