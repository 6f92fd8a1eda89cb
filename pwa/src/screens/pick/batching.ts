/** What a picker does on a batch: what each right scan leads to, for all orders that want something of a bin. */

import { signal } from "@preact/signals";
import { spread, together } from "../../domain/pick/batch";
import { expectBatch, nextBatchStep, sharedShort, type BatchDoes, type BatchStep, type Sum } from "../../domain/pick/batchwalk";
import type { OtherBins } from "../../domain/pick/otherbins";
import { left } from "../../domain/pick/walk";
import type { Ops } from "../../generated/ops";
import type { PickTask } from "../../generated/rows";
import { sound } from "../../ui/flash";
import { t } from "../../ui/lang";
import { act, readScan, today } from "../../ui/scan";
import { record, rows } from "../../ui/session";
import { done, recall, remember } from "./memory";
import { judging, loadJudging, OnRun, type Count } from "./onrun";
import type { Reason } from "./short";

export const ASK = {
  shelf: "pick.scan_place", item: "pick.scan_item", deal: "pick.scan_tote", sort: "batch.sort", back: "pick.scan_place", over: "pick.over_do",
} as const;

export class Batching extends OnRun<BatchDoes> {
  /** What was scanned last at the put wall. */
  readonly #product = signal<string | null>(null);

  step(): BatchStep {
    return nextBatchStep(rows(), this.run, recall(this.run).shelf, this.#product.value);
  }

  asks(): string {
    return t(ASK[this.step().at]);
  }

  isOver(): boolean {
    return this.step().at === "over";
  }

  stop(): PickTask | null {
    const step = this.step();
    return "sum" in step ? step.sum : null;
  }

  may(): readonly ("SHORT" | "FULL")[] {
    const { at } = this.step();
    return at === "shelf" || at === "item" ? ["SHORT"] : at === "deal" ? ["FULL"] : [];
  }

  async scan(raw: string): Promise<void> {
    const { meant, narrow } = await loadJudging();
    const [step, day] = [this.step(), today()];
    if (this.full.value && step.at === "deal" && (await this.further(step.shares[0]!.task, raw))) return;
    await this.heard(narrow(meant(raw), (seen) => expectBatch(step, seen, rows(), day)), raw);
  }

  protected async does(what: BatchDoes): Promise<void> {
    switch (what.kind) {
      case "shelf":
        return this.atPlace(what.location);
      case "sort":
        this.#product.value = what.product;
        this.answers.clear();
        return sound("right");
      case "pick.gather":
        return this.counted(what.body);
      case "pick.put":
        return what.first ? this.#allInto(what.first, what.body) : this.#put(what.body.task, what.body.raw);
      case "pick.put_back":
        return this.wentBack(what.body);
    }
  }

  /** The place has stood for the item. */
  #allInto(first: Ops["pick.gather"], then: Ops["pick.put"]): Promise<void> {
    return this.agreedTo(first, async () => {
      await record("pick.gather", first);
      remember(this.run, { shelf: null });
      await this.#put(then.task, then.raw);
    });
  }

  protected async book(body: Count): Promise<void> {
    const task = rows().get("pick_task", body.task);
    if (!task) return;
    const units = (body.units ?? 1) * (rows().get("barcode", readScan(body.raw).gtin ?? "")?.units ?? 1);
    const parts = spread(together(rows(), task), task, units).map(([stop, n]) => ({ task: stop.id, units: n }));
    const stands = await act(this.answers, "pick.gather", body, { title: t("batch.picked", { n: units }), expected: judging?.WARNED ?? [] });
    done(this.run, { kind: "pick.gather", parts, raw: body.raw }, { shelf: task.location });
    if (!stands) return;
    const now = together(rows(), task).filter((one) => !one.cancelled);
    const picked = now.reduce((all, one) => all + one.picked, 0);
    const told = t("pick.counted", { n: picked, of: now.reduce((all, one) => all + left(one), picked) });
    if (this.answers.flash.value?.tone === "right") this.answers.show("right", told);
  }

  async #put(task: string, raw: string): Promise<void> {
    const stop = rows().get("pick_task", task);
    const n = (stop?.picked ?? 0) - (stop?.put ?? 0);
    const title = t("batch.put", { n, tote: readScan(raw).code ?? "" });
    await act(this.answers, "pick.put", { task, raw }, { title, done: () => this.step().at !== "deal" });
  }

  /** Fewer than all orders want: the last on the walk go without, or have theirs come from the other bins. */
  async noteShort(_sum: PickTask, units: number, reason: Reason, instead: OtherBins): Promise<void> {
    const step = this.step();
    if (!("tasks" in step)) return;
    await (await loadJudging()).noteShort(this, sharedShort(step.tasks, units, instead), reason);
  }

  skip({ tasks, sum }: Sum): Promise<void> {
    return this.skipped(tasks, sum.location);
  }
}
