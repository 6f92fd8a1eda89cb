/** Sending ops: a contiguous run of them, each exactly once, whatever happens on the way. */

import { Shrunk, type KeptOp, type Outbox } from "../store/outbox";
import { NoNetwork, SignInNeeded } from "./http";
import type { Queue } from "./queue";
import { BYTES_MOST, OPS_MOST, PROTO, type PushReply, type Went } from "./wire";

/** Sends the text of a push; gives the status and what was answered. Throws `NoNetwork` or `SignInNeeded`. */
export type Send = (frame: string) => Promise<{ readonly status: number; readonly reply: PushReply | null }>;

/** The server asks for patience. */
export class Later extends Error {
  override readonly name = "Later";

  constructor(readonly seconds: number) {
    super(`again in ${seconds} s`);
  }
}

/** Another device has used these numbers under the same name: this one goes on under a new name, from its op `from`. */
export class Forked extends Error {
  override readonly name = "Forked";

  constructor(readonly device: string, readonly from: number) {
    super("this device was cloned");
  }
}

/** The server went back in time. */
export class WentBack extends Error {
  override readonly name = "WentBack";

  constructor(readonly epoch: Went) {
    super(`epoch ${epoch.now}`);
  }
}

/** The server lacks ops that this device does not have any more; a pull tells where it stands. */
export class Hole extends Error {
  override readonly name = "Hole";
}

/** Signs the end of a chunk: ES256 over the text, base64url. Nothing, if this device has no key. */
export type Sign = (text: string) => Promise<string>;

const ROOM_FOR_FRAME = 2_048;
const bytes = new TextEncoder();

/** The first ops, as many as one frame takes; at least one. */
export function chunk(ops: readonly KeptOp[]): KeptOp[] {
  let size = ROOM_FOR_FRAME;
  const taken: KeptOp[] = [];
  for (const op of ops.slice(0, OPS_MOST)) {
    size += bytes.encode(op.text).length + 1;
    const before = taken.at(-1);
    if (before && (size > BYTES_MOST || op.n !== before.n + 1 || op.grantV !== before.grantV)) break;
    taken.push(op);
  }
  return taken;
}

/** What a push says of whoever sends it. */
export interface Who {
  readonly device: string;
  /** For ops that an earlier build has kept without theirs. */
  readonly grantV: number;
  readonly build: string;
  /** The highest number that was ever given out here. */
  readonly declared: number;
}

export class Pusher {
  /** Where to go on, if the server asked for something else than what comes next. */
  #from = 0;
  /** The last op that may go, while the server disputes the one after it. */
  #upTo = Infinity;

  constructor(
    private readonly queue: Queue,
    private readonly outbox: Outbox,
    private readonly who: () => Who,
    private readonly sign?: Sign,
  ) {}

  get waiting(): boolean {
    return this.queue.pending().length > 0;
  }

  /** Take what a tab has kept that is gone since and could not tell anybody. Returns whether something waits. */
  async look(): Promise<boolean> {
    await this.queue.catchUp();
    return this.waiting;
  }

  /** Whether this device can vouch for its ops without a token. */
  get signs(): boolean {
    return this.sign !== undefined;
  }

  /**
   * Send chunks that follow on, `most` of them without waiting, and take their answers in that order. Throws `Later`,
   * `Forked`, `WentBack`, `Hole`, `NoNetwork`, `SignInNeeded`. Where one is not taken, those behind it are sent again.
   */
  async push(send: Send, most = 1): Promise<void> {
    const sent: { readonly ops: readonly KeptOp[]; readonly answer: ReturnType<Send> }[] = [];
    for (let after = this.#start(); sent.length < most; after = sent.at(-1)!.ops.at(-1)!.n) {
      const ops = await this.#next(after);
      if (ops.length === 0 && sent.length === 0 && this.waiting) throw new Shrunk("what waits is not in the database");
      if (ops.length === 0) break;
      const answer = send(await this.#frame(ops, sent.at(-1)?.ops.at(-1)));
      answer.catch(() => undefined); // it is looked at in its turn
      sent.push({ ops, answer });
    }
    let failed: { readonly error: unknown } | undefined;
    let isTaken = true;
    for (const { ops, answer } of sent) {
      if (!isTaken) await answer.catch(() => undefined);
      else await answer.then(async (got) => (isTaken = await this.#answered(ops, got))).catch((error: unknown) => {
        [failed, isTaken] = [{ error }, false];
      });
    }
    if (failed) throw failed.error;
  }

  /** Whether the chunk was taken. */
  async #answered(ops: readonly KeptOp[], { status, reply }: Awaited<ReturnType<Send>>): Promise<boolean> {
    this.#upTo = Infinity;
    if (status === 401) throw new SignInNeeded("the session is not taken");
    if (reply === null) throw new NoNetwork(`HTTP ${status} without an answer`);
    if (status === 200) await this.#taken(ops, reply);
    else if (status === 409) await this.#conflict(reply, ops);
    else if (status === 403) throw new SignInNeeded(reply.error?.code ?? "forbidden");
    else throw new Later(reply.retry_after ?? (status >= 500 || status === 429 ? 2 : 60));
    return status === 200;
  }

  #start(): number {
    const { answered } = this.queue.progress;
    return this.#from > 0 ? Math.min(this.#from - 1, answered) : answered;
  }

  async #next(after: number): Promise<KeptOp[]> {
    const known = this.queue.following(after, OPS_MOST);
    const ops = known ?? (await this.outbox.after(after, OPS_MOST));
    if (!known) await this.queue.take(ops);
    return chunk(ops.filter(({ n }) => n <= this.#upTo));
  }

  async #frame(ops: readonly KeptOp[], before?: KeptOp): Promise<string> {
    const { device, grantV, build, declared } = this.who();
    const prev_h = before?.h ?? (await this.queue.hashAt(ops[0]!.n - 1)) ?? "";
    const { n, h } = ops.at(-1)!;
    const priors = ops.flatMap((op) => this.queue.prior(op.n) ?? []);
    const head = JSON.stringify({
      t: "push", proto: PROTO, epoch: this.queue.progress.epoch, device, build, grant_v: ops[0]!.grantV ?? grantV,
      declared_n: Math.max(declared, this.queue.lastN), prev_h, receipt: this.queue.receipt,
      sig: await this.sign?.(`tote-op-1\n${device}\n${n}\n${h}`),
      prior: priors.length > 0 ? Object.fromEntries(priors.map((prior) => [prior.n, prior])) : undefined,
    });
    // The texts go as they were kept: they are what is hashed.
    return `${head.slice(0, -1)},"ops":[${ops.map(({ text }) => text).join()}]}`;
  }

  async #taken(ops: readonly KeptOp[], reply: PushReply): Promise<void> {
    const { last_n = 0, h, outcomes = [], epoch, durable_n = 0, receipt } = reply;
    const { progress } = this.queue;
    this.#from = last_n < progress.answered ? last_n + 1 : 0;
    // Another epoch than the known one is for a pull to deal with: it also says from where on to send again.
    const first = progress.epoch === "" && typeof epoch === "string" ? { epoch } : {};
    // A backup that holds other ops than ours under these numbers holds none of ours.
    const durable = durable_n > 0 && (await this.queue.hashAt(last_n)) === h ? durable_n : 0;
    await this.queue.learn(outcomes, { ...first, durable, ...(receipt ? { receipt } : {}) });
    if (last_n < ops[0]!.n) throw new Later(2);
  }

  async #conflict(reply: PushReply, ops: readonly KeptOp[]): Promise<void> {
    if (reply.gap) {
      const { need_from } = reply.gap;
      if (need_from >= ops[0]!.n) throw new Later(2);
      if ((await this.outbox.after(need_from - 1, 1))[0]?.n !== need_from) throw new Hole("ops are missing");
      this.#from = need_from;
      return;
    }
    if (reply.fork) {
      const { from_n, new_device } = reply.fork;
      if (from_n > this.queue.progress.answered + 1 && from_n > ops[0]!.n) {
        // What comes before is the same on both: its outcomes are ours too.
        this.#upTo = from_n - 1;
        return;
      }
      this.#from = 0;
      throw new Forked(new_device, from_n);
    }
    if (typeof reply.epoch !== "object") throw new Later(60);
    this.#from = 0;
    throw new WentBack(reply.epoch);
  }
}
