/** Sending ops: a contiguous run of them, each exactly once, whatever happens on the way. */

import type { KeptOp, Outbox } from "../store/outbox";
import { NoNetwork, SignInNeeded } from "./http";
import type { Queue } from "./queue";
import { BYTES_MOST, OPS_MOST, PROTO, type PushReply } from "./wire";

/** Sends the text of a push; gives the status and what was answered. Throws `NoNetwork` or `SignInNeeded`. */
export type Send = (frame: string) => Promise<{ readonly status: number; readonly reply: PushReply | null }>;

/** The server asks for patience. */
export class Later extends Error {
  override readonly name = "Later";

  constructor(readonly seconds: number) {
    super(`again in ${seconds} s`);
  }
}

/** Another device goes by the same name: this one needs a name of its own before it sends on. */
export class Forked extends Error {
  override readonly name = "Forked";

  constructor(readonly newDevice: string | undefined) {
    super("this device was cloned");
  }
}

const ROOM_FOR_FRAME = 2_048;
const bytes = new TextEncoder();

/** The first ops, as many as one frame takes; at least one. */
export function chunk(ops: readonly KeptOp[]): KeptOp[] {
  let size = ROOM_FOR_FRAME;
  const taken: KeptOp[] = [];
  for (const op of ops.slice(0, OPS_MOST)) {
    size += bytes.encode(op.text).length + 1;
    if (taken.length > 0 && (size > BYTES_MOST || op.n !== taken.at(-1)!.n + 1)) break;
    taken.push(op);
  }
  return taken;
}

export class Pusher {
  /** Where to go on, if the server asked for something else than what comes next. */
  #from = 0;
  /** The last op that may go, while the server disputes the one after it. */
  #upTo = Infinity;

  constructor(
    private readonly queue: Queue,
    private readonly outbox: Outbox,
    private readonly who: () => { readonly device: string; readonly grantV: number; readonly build: string },
    private readonly sign?: (text: string) => Promise<string>,
  ) {}

  get waiting(): boolean {
    return this.queue.pending().length > 0;
  }

  /** Send one chunk and take its answer. Throws `Later`, `Forked`, `NoNetwork` or `SignInNeeded`. */
  async push(send: Send): Promise<void> {
    const ops = await this.#next();
    if (ops.length === 0) return;
    const { status, reply } = await send(await this.#frame(ops));
    this.#upTo = Infinity;
    if (status === 401) throw new SignInNeeded("the session is not taken");
    if (reply === null) throw new NoNetwork(`HTTP ${status} without an answer`);
    if (status === 200) return this.#taken(ops, reply);
    if (status === 409) return this.#conflict(reply, ops);
    throw new Later(reply.retry_after ?? (status >= 500 || status === 429 ? 2 : 60));
  }

  async #next(): Promise<KeptOp[]> {
    const { answered } = this.queue.progress;
    const after = this.#from > 0 ? Math.min(this.#from - 1, answered) : answered;
    // From the disk, not from memory: another tab may have kept an op that this one has not heard of.
    const ops = await this.outbox.after(after, OPS_MOST);
    for (const op of ops) this.queue.enter(op);
    return chunk(ops.filter(({ n }) => n <= this.#upTo));
  }

  async #frame(ops: readonly KeptOp[]): Promise<string> {
    const { device, grantV, build } = this.who();
    const prev_h = (await this.outbox.hashAt(ops[0]!.n - 1)) ?? "";
    const declared_n = this.queue.lastN;
    const { n, h } = ops.at(-1)!;
    const sig = await this.sign?.(`tote-op-1\n${device}\n${n}\n${h}`);
    const head = JSON.stringify({
      t: "push", proto: PROTO, epoch: this.queue.progress.epoch, device, build, grant_v: grantV, declared_n, prev_h, sig,
    });
    // The texts go as they were kept: they are what is hashed.
    return `${head.slice(0, -1)},"ops":[${ops.map(({ text }) => text).join()}]}`;
  }

  async #taken(ops: readonly KeptOp[], reply: PushReply): Promise<void> {
    const { last_n = 0, outcomes = [], epoch, durable_n = 0 } = reply;
    const { progress } = this.queue;
    this.#from = last_n < progress.answered ? last_n + 1 : 0;
    // Another epoch than the known one is for a pull to deal with: it also says from where on to send again.
    const first = progress.epoch === "" && typeof epoch === "string" ? { epoch } : {};
    await this.queue.learn(outcomes, { ...first, durable: durable_n });
    if (last_n < ops[0]!.n) throw new Later(2);
  }

  async #conflict(reply: PushReply, ops: readonly KeptOp[]): Promise<void> {
    if (reply.gap) {
      if (reply.gap.need_from >= ops[0]!.n) throw new Later(2);
      this.#from = reply.gap.need_from;
      return;
    }
    if (reply.fork) {
      const { from_n, new_device } = reply.fork;
      if (from_n <= this.queue.progress.answered + 1) throw new Forked(new_device);
      // What comes before is the same on both: its outcomes are ours too.
      this.#upTo = from_n - 1;
      return;
    }
    if (typeof reply.epoch !== "object") throw new Later(60);
    await this.queue.rewind(reply.epoch.now, reply.epoch.last_n);
  }
}
