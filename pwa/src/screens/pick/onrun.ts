/** What all ways to walk a run have in common: scans that are answered, keys, labels, and undo of one act after another. */

import { signal } from "@preact/signals";
import type { Narrowed } from "../../domain/meanings";
import type { OtherBins } from "../../domain/pick/otherbins";
import { undoOf, type Last } from "../../domain/pick/undo";
import type { Verdict } from "../../domain/seen";
import type { Ops } from "../../generated/ops";
import type { PickTask } from "../../generated/rows";
import { rulesFor } from "../../sync/rules";
import { Asking } from "../../ui/asked";
import { makeAnswers, sound } from "../../ui/flash";
import { t } from "../../ui/lang";
import { act } from "../../ui/scan";
import { rows } from "../../ui/session";
import { recall, remember } from "./memory";
import type { Reason } from "./short";

type Judging = typeof import("./judging");
export let judging: Judging | null = null;

/** Have at hand what judges scans, and the rules of all that a walk may come to. */
export const loadJudging = async (): Promise<Judging> =>
  (judging ??= (await Promise.all([import("./judging"), rulesFor()]))[0]);

/** Goods as a scan counts them. */
export interface Count {
  readonly task: string;
  readonly raw: string;
  readonly units?: number;
}

export abstract class OnRun<Does> {
  readonly answers = makeAnswers();
  /** Whether the picker is saying what is missing. */
  readonly short = signal(false);
  /** Whether the picker is taking a further tote, since that of the stop is full. */
  readonly full = signal(false);
  readonly asking = new Asking(this.answers);
  /** Rules that the picker was asked about at a stop, and does not keep. */
  readonly #agreed = new Set<string>();

  constructor(readonly run: string) {}

  /** What the picker is asked for now. */
  abstract asks(): string;
  abstract isOver(): boolean;
  /** The stop that is scanned at, with what all orders of the walk want there. */
  abstract stop(): PickTask | null;
  /** Which of SHORT and FULL lead somewhere now. */
  abstract may(): readonly ("SHORT" | "FULL")[];
  /** Units of the stop are missing. */
  abstract noteShort(task: PickTask, units: number, reason: Reason, instead: OtherBins): Promise<void>;
  protected abstract does(what: Does): Promise<void>;
  /** Goods go into the books, whatever was to be asked about them. */
  protected abstract book(body: Count): Promise<void>;

  protected async heard(said: Narrowed<Does>, raw: string): Promise<void> {
    if (said.is !== "ask") return this.#answer(said, raw);
    judging?.askWhich(this.asking, said.of, (verdict, seen) => this.#answer(verdict, seen.raw));
  }

  async #answer(verdict: Verdict<Does>, raw: string): Promise<void> {
    if (verdict.is !== "right") return void (await judging?.answer(this, verdict, raw));
    this.shut();
    await this.does(verdict.does);
  }

  /** Goods are counted, once what is to be asked about them was asked. */
  async counted(body: Count): Promise<void> {
    await this.agreedTo(body, () => this.book(body));
  }

  protected async agreedTo(body: Count, then: () => Promise<void>): Promise<void> {
    if (!judging?.asksFirst(this.asking, this.#agreed, body, then)) await then();
  }

  /** More units of what was scanned before, by a key. */
  count(task: PickTask, raw: string, units: number): Promise<void> {
    return this.counted({ task: task.id, raw, ...(units > 1 ? { units } : {}) });
  }

  protected atPlace(location: string): void {
    remember(this.run, { shelf: location });
    this.answers.show("right", t("pick.placed"));
    sound("right");
  }

  protected async wentBack(body: Ops["pick.put_back"]): Promise<void> {
    await act(this.answers, "pick.put_back", body, { title: t("done"), done: () => true });
  }

  openShort(): void {
    this.answers.clear();
    this.short.value = true;
  }

  openFull(): void {
    this.answers.clear();
    this.short.value = false;
    this.full.value = true;
  }

  shut(): void {
    this.short.value = this.full.value = false;
  }

  /** A tote that is scanned now is a further one of the order. False for what is no tote. */
  protected async further(task: PickTask, raw: string): Promise<boolean> {
    return (await loadJudging()).further(this.answers, task, raw, () => (this.full.value = false));
  }

  /** Stops of one place come last. */
  protected async skipped(tasks: readonly PickTask[], location: string): Promise<void> {
    this.shut();
    await (await loadJudging()).skip(this.answers, tasks, location);
  }

  async pause(): Promise<void> {
    await (await loadJudging()).pause(this);
  }

  async handOver(): Promise<void> {
    await (await loadJudging()).handOver(this);
  }

  /** The last act of which something is left to take back, with the ops that do it; null if there is none. */
  last(): Last | null {
    for (const last of [...recall(this.run).acts].reverse()) {
      const back = undoOf(last, rows());
      if (back.length > 0) return { last, back };
    }
    return null;
  }

  undoable(): boolean {
    return this.last() !== null;
  }

  async undo(): Promise<void> {
    await (await loadJudging()).takeBack(this);
  }
}
