/** The ops of this device in memory: what waits for an answer, what was answered, and what is not settled yet. */

import { START, type DeviceName, type Journal, type KeptOp, type Link, type Outbox } from "../store/outbox";
import type { Progress, TrayItem, WireOutcome } from "../store/outbox";
import { opened } from "../store/outbox";
import type { Outcome } from "../domain/outcome";
import type { Kind } from "../generated/ops";
import { isIn, type Heads, type Replica } from "../store/replica";
import { itemOf, merged } from "./tray";

/** What an answer of the server says beside outcomes. */
export interface News {
  readonly epoch?: string;
  readonly durable?: number;
  readonly receipt?: string;
}

/** An op whose effect is not in the rows yet. */
export interface Unsettled {
  readonly n: number;
  readonly kind: Kind;
  readonly author: string;
  readonly wall: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly answered: boolean;
}

/** The ops in this many numbers above what is backed up fill the journal; it is never cut for that. */
const JOURNAL_MOST = 50_000;

export class Queue {
  progress: Progress = START;
  tray: readonly TrayItem[] = [];
  /** The newest proof of what the server has taken; opaque. */
  receipt = "";
  #trimmed = 0;
  #ops: KeptOp[] = [];
  /** What they follow. */
  #before: Link = { n: 0, h: "" };
  #answers = new Map<number, WireOutcome>();
  #priors = new Map<number, WireOutcome>();
  readonly #waiting = new Map<number, ((outcome: WireOutcome) => void)[]>();

  /** `rulesFor`: have at hand what replays ops of these kinds. Where that can't be had they wait without showing. */
  constructor(
    private readonly outbox: Outbox,
    private readonly replica: Replica,
    private readonly rulesFor: (kinds: readonly Kind[]) => Promise<void> = () => Promise.resolve(),
  ) {}

  /**
   * Read everything again: at the start, and when another tab has changed it. With `anew` the ops in memory are none
   * of this device any more.
   */
  async load(anew = false): Promise<void> {
    const found = await this.read();
    await this.ready(found);
    this.lay(found, anew);
  }

  /** What the disk has, to be laid when its rules are ready. */
  read(): Promise<Journal> {
    return this.outbox.journal();
  }

  /** Have at hand what replays the ops that are not in the rows. `heads`: where these will stand; without them, all. */
  ready({ progress, ops, answers }: Journal, heads?: Heads): Promise<void> {
    const known = answered(answers, progress);
    return this.#ready(heads ? ops.filter(({ n }) => !isIn(known.get(n), heads)) : ops);
  }

  /** Take up what was read, in one step with whatever is done before the next frame. */
  lay({ progress, ops, answers, tray, receipt }: Journal, anew = false): void {
    anew ||= progress.renumbered !== this.progress.renumbered;
    this.progress = progress;
    this.#trimmed = Math.min(this.#trimmed, progress.durable);
    const last = ops.at(-1)?.n ?? progress.settled;
    this.#before = { n: progress.settled, h: "" };
    this.#ops = anew ? [...ops] : [...ops, ...this.#ops.filter(({ n }) => n > last)];
    this.#answers = answered(answers, progress);
    // Answers beyond that are promises of a server that was set back; the ops are sent again.
    this.#priors = byN(answers.filter(({ n }) => n > progress.answered));
    this.tray = merged([], tray);
    this.receipt = receipt;
    this.#pend();
    for (const outcome of this.#answers.values()) this.#tell(outcome);
  }

  /** What the server had promised for an op before it was set back. */
  prior(n: number): WireOutcome | undefined {
    return this.#priors.get(n);
  }

  /** The ops without effect in the rows, in order. */
  unsettled(): Unsettled[] {
    const { answered } = this.progress;
    return this.#ops.filter(({ n }) => !this.replica.landed(n)).map((op) => ({
      n: op.n, kind: op.kind, author: op.author, wall: op.wall, answered: op.n <= answered,
      body: opened(op).body as unknown as Readonly<Record<string, unknown>>,
    }));
  }

  /** Whether the journal of ops that no backup holds is larger than it should be. It is kept all the same. */
  get isLong(): boolean {
    return this.lastN - Math.min(this.progress.durable, this.progress.settled) > JOURNAL_MOST;
  }

  /** Take an op that was just kept. `outcome`: what it comes to over the rows as they are, if that is known. */
  enter(op: KeptOp, outcome?: Outcome): void {
    const isNext = op.n > this.lastN;
    if (op.n <= this.progress.settled || (!isNext && this.#ops.some(({ n }) => n === op.n))) return;
    this.#ops.push(op);
    if (!isNext) this.#ops.sort((a, b) => a.n - b.n);
    this.replica.add(op, outcome);
  }

  /** Take the ops that other tabs have kept meanwhile. */
  async catchUp(): Promise<void> {
    await this.take(await this.outbox.after(this.progress.answered));
  }

  /** Take ops that another tab may have kept. */
  async take(ops: readonly KeptOp[]): Promise<void> {
    await this.#ready(ops);
    for (const op of ops) this.enter(op);
  }

  async #ready(ops: readonly KeptOp[]): Promise<void> {
    await this.rulesFor(ops.map(({ kind }) => kind)).catch(() => undefined);
  }

  /**
   * The ops after a number, in order; nothing where this tab does not have the next one, or there is a gap that another
   * tab may have filled.
   */
  following(after: number, most: number): readonly KeptOp[] | undefined {
    if (after === this.lastN) return [];
    const from = this.#ops.findIndex(({ n }) => n === after + 1);
    const ops = from < 0 ? [] : this.#ops.slice(from, from + most);
    return ops.at(-1)?.n === after + ops.length ? ops : undefined;
  }

  /** The ops without an answer, in order. */
  pending(): readonly KeptOp[] {
    return this.#ops.filter(({ n }) => n > this.progress.answered);
  }

  /** The chain up to and with op `n`; nothing if it is not kept. */
  async hashAt(n: number): Promise<string | undefined> {
    const held = n === this.#before.n ? this.#before : this.#ops.find((op) => op.n === n);
    return held?.h || this.outbox.hashAt(n);
  }

  /** The highest number that this tab knows of. */
  get lastN(): number {
    return this.last.n;
  }

  /** The last op that this tab knows of; `h` is empty where its chain is not known. */
  get last(): Link {
    return this.#ops.at(-1) ?? this.#before;
  }

  /** What the server has made of an op, as soon as it is known. */
  async outcome(n: number): Promise<WireOutcome> {
    const known = this.#answers.get(n) ?? (n <= this.progress.settled ? await this.#stored(n) : undefined);
    if (known) return known;
    return new Promise((resolve) => this.#waiting.set(n, [...(this.#waiting.get(n) ?? []), resolve]));
  }

  /** Take outcomes, in the order of n and without a gap. Returns whether there was anything new. */
  async learn(outcomes: readonly WireOutcome[], news: News = {}): Promise<boolean> {
    const { fresh, answered } = this.#fresh(outcomes);
    const epoch = news.epoch ?? this.progress.epoch;
    const durable = Math.max(news.durable ?? 0, this.progress.durable);
    if (fresh.length === 0 && epoch === this.progress.epoch && durable === this.progress.durable) {
      await this.prove(news.receipt);
      return false;
    }
    const ops = new Map(this.#ops.map((op) => [op.n, op]));
    const items = fresh.flatMap((outcome) => {
      const op = ops.get(outcome.n);
      return (op && itemOf(op, outcome, this.#priors.get(outcome.n))) ?? [];
    });
    const progress = { ...this.progress, answered, epoch, durable };
    await this.outbox.answer(fresh, items, progress, news.receipt || this.receipt);
    await this.#trim(progress);
    this.progress = progress;
    this.receipt = news.receipt || this.receipt;
    this.tray = merged(this.tray, items);
    for (const outcome of fresh) {
      this.#answers.set(outcome.n, outcome);
      this.#priors.delete(outcome.n);
    }
    this.#pend();
    for (const outcome of fresh) this.#tell(outcome);
    return true;
  }

  /** Forget what a checked backup holds, now that its effects are here. */
  async #trim(progress: Progress): Promise<void> {
    const upTo = Math.min(progress.durable, progress.settled);
    if (upTo <= this.#trimmed) return;
    await this.outbox.trim(progress);
    this.#trimmed = upTo;
  }

  /** Keep the newest receipt. */
  async prove(receipt = ""): Promise<void> {
    if (receipt === "" || receipt === this.receipt) return;
    this.receipt = receipt;
    await this.outbox.name("receipt", receipt);
  }

  #fresh(outcomes: readonly WireOutcome[]): { fresh: WireOutcome[]; answered: number } {
    let { answered } = this.progress;
    const fresh: WireOutcome[] = [];
    for (const outcome of outcomes) {
      if (outcome.n > answered + 1) break;
      if (this.#answers.get(outcome.n)?.out === outcome.out || outcome.n <= this.progress.settled) continue;
      fresh.push(outcome);
      answered = Math.max(answered, outcome.n);
    }
    return { fresh, answered };
  }

  /** Forget what has landed in the base; called after the base has changed. */
  settle(): void {
    let { settled } = this.progress;
    while (settled < this.progress.answered && this.replica.landed(settled + 1)) settled += 1;
    if (settled === this.progress.settled) return;
    this.progress = { ...this.progress, settled };
    this.#before = this.#ops.find(({ n }) => n === settled) ?? { n: settled, h: "" };
    this.#ops = this.#ops.filter(({ n }) => n > settled);
    for (const n of this.#answers.keys()) if (n <= settled) this.#answers.delete(n);
  }

  /** The server has gone back in time, to where it knew `lastN` ops of this device: the rest is sent again. */
  async rewind(epoch: string, lastN: number): Promise<void> {
    const { answered, settled, durable, renumbered } = this.progress;
    const least = (n: number): number => Math.min(n, lastN);
    const progress = { epoch, renumbered, answered: least(answered), settled: least(settled), durable: least(durable) };
    await this.outbox.rewind(progress);
    await this.load();
  }

  /** The ops from `from` on follow `onto` from now on, and with `device` they are those of another device. */
  async renumber(onto: Link, from: number, device?: DeviceName): Promise<void> {
    await this.outbox.renumber(onto, from - 1, device);
    await this.load(true);
  }

  /** Put something into the tray that is no answer to an op kept here. */
  async notice(item: TrayItem): Promise<void> {
    await this.outbox.answer([], [item], this.progress, this.receipt);
    this.tray = merged(this.tray, [item]);
  }

  async dealtWith(id: string): Promise<void> {
    await this.outbox.settle(id);
    this.tray = this.tray.filter((item) => item.id !== id);
  }

  async #stored(n: number): Promise<WireOutcome | undefined> {
    return (await this.outbox.answersAfter(n - 1)).find((outcome) => outcome.n === n);
  }

  #pend(): void {
    this.replica.epoch = this.progress.epoch;
    this.replica.pend(this.#ops, this.#answers, this.#priors);
    this.settle();
  }

  #tell(outcome: WireOutcome): void {
    for (const resolve of this.#waiting.get(outcome.n) ?? []) resolve(outcome);
    this.#waiting.delete(outcome.n);
  }
}

const byN = (some: readonly WireOutcome[]): Map<number, WireOutcome> => new Map(some.map((one) => [one.n, one]));
const answered = (answers: readonly WireOutcome[], progress: Progress): Map<number, WireOutcome> =>
  byN(answers.filter(({ n }) => n <= progress.answered));
