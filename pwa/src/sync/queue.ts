/** The ops of this device in memory: what waits for an answer, what was answered, and what is not settled yet. */

import { START, type KeptOp, type Outbox, type Progress, type TrayItem, type WireOutcome } from "../store/outbox";
import type { Replica } from "../store/replica";
import { itemOf, merged } from "./tray";

export class Queue {
  progress: Progress = START;
  tray: readonly TrayItem[] = [];
  #ops: KeptOp[] = [];
  #answers = new Map<number, WireOutcome>();
  readonly #waiting = new Map<number, ((outcome: WireOutcome) => void)[]>();

  constructor(private readonly outbox: Outbox, private readonly replica: Replica) {}

  /**
   * Read everything again: at the start, and when another tab has changed it. With `anew` the ops in memory are none
   * of this device any more.
   */
  async load(anew = false): Promise<void> {
    this.progress = await this.outbox.progress();
    const { settled, answered } = this.progress;
    const [ops, answers, tray] = await Promise.all([
      this.outbox.after(settled), this.outbox.answersAfter(settled), this.outbox.tray(),
    ]);
    const last = ops.at(-1)?.n ?? settled;
    this.#ops = anew ? ops : [...ops, ...this.#ops.filter(({ n }) => n > last)];
    // Answers beyond that are promises of a server that was rewound; the ops are sent again.
    this.#answers = new Map(answers.filter(({ n }) => n <= answered).map((outcome) => [outcome.n, outcome]));
    this.tray = merged([], tray);
    this.#pend();
    for (const outcome of this.#answers.values()) this.#tell(outcome);
  }

  /** Take an op that was just kept. */
  enter(op: KeptOp): void {
    if (op.n <= this.progress.settled || this.#ops.some(({ n }) => n === op.n)) return;
    this.#ops = [...this.#ops, op].sort((a, b) => a.n - b.n);
    this.replica.add(op);
  }

  /** Take the ops that other tabs have kept meanwhile. */
  async catchUp(): Promise<void> {
    for (const op of await this.outbox.after(this.progress.answered)) this.enter(op);
  }

  /** The ops without an answer, in order. */
  pending(): readonly KeptOp[] {
    return this.#ops.filter(({ n }) => n > this.progress.answered);
  }

  /** The highest number that this tab knows of. */
  get lastN(): number {
    return this.#ops.at(-1)?.n ?? this.progress.settled;
  }

  /** What the server has made of an op, as soon as it is known. */
  async outcome(n: number): Promise<WireOutcome> {
    const known = this.#answers.get(n) ?? (n <= this.progress.settled ? await this.#stored(n) : undefined);
    if (known) return known;
    return new Promise((resolve) => this.#waiting.set(n, [...(this.#waiting.get(n) ?? []), resolve]));
  }

  /** Take outcomes, in the order of n and without a gap. Returns whether there was anything new. */
  async learn(outcomes: readonly WireOutcome[], news: { epoch?: string; durable?: number } = {}): Promise<boolean> {
    let { answered } = this.progress;
    const fresh: WireOutcome[] = [];
    for (const outcome of outcomes) {
      if (outcome.n > answered + 1) break;
      if (this.#answers.get(outcome.n)?.out === outcome.out || outcome.n <= this.progress.settled) continue;
      fresh.push(outcome);
      answered = Math.max(answered, outcome.n);
    }
    const epoch = news.epoch ?? this.progress.epoch;
    const durable = news.durable ?? this.progress.durable;
    if (fresh.length === 0 && epoch === this.progress.epoch && durable === this.progress.durable) return false;
    const ops = new Map(this.#ops.map((op) => [op.n, op]));
    const items = fresh.flatMap((outcome) => {
      const op = ops.get(outcome.n);
      return (op && itemOf(op, outcome)) ?? [];
    });
    const progress = { ...this.progress, answered, epoch, durable };
    await this.outbox.answer(fresh, items, progress);
    if (durable > this.progress.durable) await this.outbox.trim(progress);
    this.progress = progress;
    this.tray = merged(this.tray, items);
    for (const outcome of fresh) this.#answers.set(outcome.n, outcome);
    this.#pend();
    for (const outcome of fresh) this.#tell(outcome);
    return true;
  }

  /** Forget what has landed in the base; called after the base has changed. */
  settle(): void {
    let { settled } = this.progress;
    while (settled < this.progress.answered && this.replica.landed(settled + 1)) settled += 1;
    if (settled === this.progress.settled) return;
    this.progress = { ...this.progress, settled };
    this.#ops = this.#ops.filter(({ n }) => n > settled);
    for (const n of this.#answers.keys()) if (n <= settled) this.#answers.delete(n);
  }

  /** The server has gone back in time: what it lost is sent again. */
  async rewind(epoch: string, lastN: number): Promise<void> {
    const { answered, settled, durable } = this.progress;
    const least = (n: number): number => Math.min(n, lastN);
    await this.outbox.answer([], [], { epoch, answered: least(answered), settled: least(settled), durable: least(durable) });
    await this.load();
  }

  async dealtWith(id: string): Promise<void> {
    await this.outbox.settle(id);
    this.tray = this.tray.filter((item) => item.id !== id);
  }

  async #stored(n: number): Promise<WireOutcome | undefined> {
    return (await this.outbox.answersAfter(n - 1)).find((outcome) => outcome.n === n);
  }

  #pend(): void {
    this.replica.pend(this.#ops, this.#answers);
    this.settle();
  }

  #tell(outcome: WireOutcome): void {
    for (const resolve of this.#waiting.get(outcome.n) ?? []) resolve(outcome);
    this.#waiting.delete(outcome.n);
  }
}
