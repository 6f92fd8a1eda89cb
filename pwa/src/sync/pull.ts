/** Taking rows: pages that follow on what is here, whole scopes where nothing follows, checked before they count. */

import { add, rowDigest } from "../store/hash";
import type { Head, Pages } from "../store/pages";
import type { Base } from "../store/base";
import type { Heads, Replica } from "../store/replica";
import type { Shade, Shadow } from "../store/shadow";
import type { TableName } from "../generated/rows";
import type { Platform } from "./platform";
import type { Queue } from "./queue";
import { PROTO, ROWS_V, type Change, type Page, type PullAnswer, type Went } from "./wire";

const SLICE_MS = 8;
const LOOSE_MOST = 1_000;

/** This build reads rows that the server does not give out any more. Ops still go. */
export class TooOld extends Error {
  override readonly name = "TooOld";
}

/** What a device says of itself in a pull. */
export interface Asking {
  readonly device: string;
  /** The highest number that it has ever given out, as far as it knows. */
  readonly declared: number;
  /** Its storage was lost, and all that was found again is sent. */
  readonly lost: boolean;
}

/** A snapshot that is not what its own trailer says: it broke off, or was changed on the way. */
export class BadSnapshot extends Error {
  override readonly name = "BadSnapshot";
}

export class Puller {
  /** Scopes to be fetched whole. */
  readonly reset = new Set<string>();
  /** Something was missed: a pull is needed. */
  behind = true;
  /** How often rows were found to differ from the server's. */
  healed = 0;
  readonly #loose = new Map<string, number>();
  #late = new Map<string, number>();

  constructor(
    private readonly platform: Platform,
    private readonly pages: Pages,
    private readonly replica: Replica,
    private readonly queue: Queue,
    private readonly shadow: Shadow,
  ) {}

  /** Read from the disk what this tab does not have yet. */
  async load(): Promise<void> {
    const { lay } = await this.read();
    this.replica.change((base) => lay(base, this.queue.progress.epoch));
    this.queue.settle();
  }

  /**
   * The same, to be laid by whoever has more to change in that moment. `heads`: where the rows will stand then; those
   * of another epoch than what is known of the ops are fetched again.
   */
  async read(): Promise<{ readonly heads: Heads; readonly lay: (base: Base, epoch: string) => void }> {
    const heads = await this.pages.heads();
    const steps = await Promise.all(heads.map((head) => this.#step(head)));
    const lay = (base: Base, now: string): void => {
      const stored = new Set(heads.map(({ scope }) => scope));
      for (const scope of [...base.heads.keys()]) if (!stored.has(scope)) base.drop(scope);
      for (const step of steps) step(base);
      for (const { epoch, scope } of heads) if (epoch !== now) this.reset.add(scope);
      this.platform.afterPaint(() => void this.#warm());
    };
    return { heads: new Map(heads.map((head) => [head.scope, head])), lay };
  }

  /** What leads the rows of a scope to a head. */
  async #step(head: Head): Promise<(base: Base) => void> {
    const mine = this.replica.base.heads.get(head.scope);
    if (mine?.made === head.made && mine.cursor === head.cursor) return () => undefined;
    if (mine?.made === head.made && mine.cursor >= head.base) {
      const since = await this.pages.since(head.scope, mine.cursor);
      return (base) => base.apply(head, since);
    }
    const whole = await this.pages.load(head.scope);
    if (!whole) return () => undefined;
    return (base) => {
      this.#loose.set(head.scope, whole.loose);
      base.lay(whole.head, whole.leaves, whole.changes);
    };
  }

  /** Make rows of what is still text, in a quiet moment. What is asked for meanwhile is there all the same. */
  async #warm(): Promise<void> {
    for (const _ of this.replica.base.warming()) await this.platform.pause();
  }

  /** The body of a pull, or of a hello. */
  frame({ device, declared, lost }: Asking, extra: object = {}): string {
    const { epoch, answered } = this.queue.progress;
    const heads = [...this.replica.base.heads.values()].filter((head) => !this.reset.has(head.scope));
    const cursors = Object.fromEntries(heads.map((head) => [head.scope, head.cursor]));
    return JSON.stringify({
      ...extra, proto: PROTO, epoch, device, rows_v: ROWS_V, ack_n: answered, declared_n: declared,
      storage_lost: lost || undefined, receipt: this.queue.receipt, cursors,
    });
  }

  /** The server went back in time: outcomes that it lost are asked for again, and every scope comes whole. */
  async wentBack({ now, last_n }: Went): Promise<void> {
    const { progress } = this.queue;
    if (progress.epoch === now) return;
    // What it has of these ops may be a clone's, or decided otherwise than this device was told: all are asked about.
    await this.queue.rewind(now, Math.min(progress.durable, last_n));
    for (const scope of this.replica.base.heads.keys()) this.reset.add(scope);
    this.behind = true;
  }

  async beat(heads: Record<string, readonly [number, string]>, receipt?: string): Promise<void> {
    for (const [scope, head] of Object.entries(heads)) {
      this.compare(scope, head);
      const cursor = this.replica.base.heads.get(scope)?.cursor ?? 0;
      // The server was wound back, and an answer of before that came so late that no receipt went with it.
      if (cursor > head[0] && !this.reset.has(scope)) this.behind = true;
    }
    await this.queue.prove(receipt);
  }

  /** The server lacks ops that are not here any more: the ones that are here follow what it has. */
  async follow({ last_n, h }: PullAnswer): Promise<void> {
    await this.queue.renumber({ n: last_n, h }, last_n + 1);
  }

  /** Take the answer to a pull: outcomes first, so that no op counts twice once its rows are here. */
  async take(answer: PullAnswer): Promise<void> {
    const { epoch, last_n, h } = answer;
    const { progress } = this.queue;
    if (progress.epoch !== "" && epoch !== progress.epoch) return this.wentBack({ now: epoch, last_n, h });
    // What a clone of this device has sent, and what a backup holds of it, is not ours; the next push finds that out.
    const ours = (await this.queue.hashAt(last_n)) === h;
    const news = { epoch, durable: ours ? answer.durable_n : 0, receipt: answer.receipt ?? "" };
    await this.queue.learn(ours ? answer.outcomes : [], news);
    this.behind = ours && answer.outcomes.length > 0 && last_n > this.queue.progress.answered;
    if (this.behind) return;
    await this.drop(answer.scopes.drop, true);
    for (const scope of answer.reset) if (this.pages.takes(scope)) this.reset.add(scope);
    await this.apply(answer.pages);
    for (const [scope, head] of Object.entries(answer.digest)) this.compare(scope, head);
  }

  /** Take pages, each only if it begins where this device stands. */
  async apply(pages: readonly Page[]): Promise<void> {
    const steps: { page: Page; head: Head }[] = [];
    const heads = new Map(this.replica.base.heads);
    for (const page of pages) {
      const head = heads.get(page.scope);
      if (!head || page.to <= head.cursor || this.reset.has(page.scope)) continue;
      if (page.from !== head.cursor) {
        this.behind = true;
        continue;
      }
      this.behind ||= page.more ?? false;
      const next = { ...head, cursor: page.to, digest: await this.#digest(head, page.changes) };
      heads.set(page.scope, next);
      steps.push({ page, head: next });
      this.#loose.set(page.scope, (this.#loose.get(page.scope) ?? 0) + page.changes.length);
    }
    if (steps.length === 0) return;
    await this.pages.apply(steps);
    this.replica.change((base) => {
      for (const { page, head } of steps) base.apply(head, page.changes);
    });
    this.queue.settle();
  }

  /** Hold a scope against what the server has. Behind for two beats: pull. The same place, other rows: fetch it whole. */
  compare(scope: string, [seq, digest]: readonly [number, string]): void {
    if (this.reset.has(scope)) return;
    const head = this.replica.base.heads.get(scope);
    if (!head) {
      this.behind ||= this.pages.takes(scope); // it was told of by what got lost
      return;
    }
    const late = this.#late.get(scope);
    this.#late.delete(scope);
    if (head.cursor === seq && head.digest !== digest) {
      this.reset.add(scope);
      this.healed += 1;
      console.warn(`${scope} differs at ${seq}: it is fetched again`);
    } else if (late !== undefined && head.cursor < late) this.behind = true;
    else if (head.cursor < seq) this.#late.set(scope, seq);
  }

  /**
   * Scopes that this person may not see any more. Ops stay. `shadow`: what ops under way speak of can still be looked
   * up, as when somebody lost a right in the middle of a shift; not when another person takes over.
   */
  async drop(scopes: readonly string[], shadow = false): Promise<void> {
    for (const scope of scopes) this.reset.delete(scope);
    const held = scopes.filter((scope) => this.replica.base.heads.has(scope));
    if (held.length === 0) return;
    const cited = shadow ? this.#cited(held) : [];
    await this.pages.drop(held);
    this.replica.change((base) => held.forEach((scope) => base.drop(scope)));
    const { base } = this.replica;
    await this.shadow.keep(cited.filter(({ table, row }) => !base.get(table as TableName, row.id)));
    this.queue.settle();
  }

  /** The rows of these scopes that the rules of waiting ops read. */
  #cited(scopes: readonly string[]): Shade[] {
    const since = this.platform.now();
    return this.queue.pending().flatMap((op) => this.replica.reads(op).flatMap(({ table, row }) => {
      const scope = scopes.find((one) => this.replica.base.held(one, table, row.id));
      return scope === undefined ? [] : [{ table, row, n: op.n, scope, since }];
    }));
  }

  /** Fetch a scope whole: staged, held against its trailer, then put in the place of what was there. */
  async snapshot(scope: string, response: Response): Promise<void> {
    const { staged } = await import("./staged");
    const { seq, epoch, lines, changes, digest } = await staged(scope, response, this.#slices());
    if (epoch !== this.queue.progress.epoch) throw new BadSnapshot(`${scope} is of another epoch`);
    const made = (this.replica.base.heads.get(scope)?.made ?? this.platform.now()) + 1;
    const next = { scope, cursor: seq, digest, base: seq, made, epoch };
    const head = await this.pages.swap(next, lines, this.platform.pause);
    const slice = this.#slices();
    for (const _ of this.replica.base.swapping(head, changes)) await slice();
    this.replica.rebase();
    this.queue.settle();
    this.reset.delete(scope);
    this.#loose.delete(scope);
  }

  /** Fold the changes of one scope into its pages, if there are many; for a quiet moment. */
  async fold(): Promise<void> {
    const scope = [...this.#loose].find(([, rows]) => rows > LOOSE_MOST)?.[0];
    const head = scope === undefined ? undefined : this.replica.base.heads.get(scope);
    if (scope === undefined || !head) return;
    const lines: string[] = [];
    const slice = this.#slices();
    for (const _ of this.replica.base.warming(scope)) await slice();
    for (const line of this.replica.base.lines(scope)) {
      lines.push(line);
      await slice();
    }
    const folded = await this.pages.swap({ ...head, base: head.cursor }, lines, this.platform.pause);
    this.replica.base.heads.set(scope, folded);
    this.#loose.delete(scope);
  }

  async #digest(head: Head, changes: readonly Change[]): Promise<string> {
    let change = 0n;
    const now = new Map<string, Change[3]>();
    const slice = this.#slices();
    for (const [table, id, ver, row] of changes) {
      const key = `${table}/${id}`;
      const before = now.has(key) ? now.get(key) : this.replica.base.held(head.scope, table, id);
      if (before) change -= rowDigest(textOf(table, before));
      if (row) change += rowDigest(JSON.stringify([table, id, ver, row]));
      now.set(key, row);
      await slice();
    }
    return add(head.digest, change);
  }

  /** Lets the page breathe whenever a slice of time is used up. */
  #slices(): () => Promise<void> | undefined {
    let until = this.platform.now() + SLICE_MS;
    return () => {
      if (this.platform.now() < until) return undefined;
      return this.platform.pause().then(() => void (until = this.platform.now() + SLICE_MS));
    };
  }
}

const textOf = (table: string, row: { readonly id: string; readonly ver?: number }): string =>
  JSON.stringify([table, row.id, row.ver, row]);
