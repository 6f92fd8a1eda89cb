/** What a picker does on a run order by order: what each right scan leads to. */

import type { PickDoes, PickVerdict } from "../../domain/pick/expect";
import type { OtherBins } from "../../domain/pick/otherbins";
import { finished, nextStep, type Step } from "../../domain/pick/walk";
import type { Reads, Seen } from "../../domain/seen";
import type { Ops } from "../../generated/ops";
import type { PickTask } from "../../generated/rows";
import { t } from "../../ui/lang";
import { act, readScan, today } from "../../ui/scan";
import { record, rows } from "../../ui/session";
import { done, recall, remember } from "./memory";
import { judging, loadJudging, OnRun, type Count } from "./onrun";
import type { Reason } from "./short";
import { ASK } from "./stop";

/** What a code that the camera sees would come to; right as long as nobody can say. */
export const sees = (step: Step, seen: Seen): PickVerdict | null => judging?.expect(step, seen, rows(), today()) ?? null;

export class Walking extends OnRun<PickDoes> {
  /** The rows of this walk: where its totes go from zone to zone, only the stops that are the picker's. */
  reads(): Reads {
    return rows();
  }

  step(): Step {
    return nextStep(this.reads(), this.run, recall(this.run).shelf);
  }

  asks(): string {
    return t(ASK[this.step().at]);
  }

  isOver(): boolean {
    return this.step().at === "over";
  }

  stop(): PickTask | null {
    const step = this.step();
    return "task" in step ? step.task : null;
  }

  may(): readonly ("SHORT" | "FULL")[] {
    const { at } = this.step();
    return at === "shelf" || at === "item" ? ["SHORT", "FULL"] : at === "tote" ? ["FULL"] : [];
  }

  async scan(raw: string): Promise<void> {
    const { expect, meant, narrow } = await loadJudging();
    const [step, day] = [this.step(), today()];
    if (this.full.value && "task" in step && (await this.further(step.task, raw))) return;
    await this.heard(narrow(meant(raw), (seen) => expect(step, seen, rows(), day)), raw);
  }

  async noteShort(task: PickTask, units: number, reason: Reason, instead: OtherBins): Promise<void> {
    await (await loadJudging()).noteShort(this, [{ task, units, instead }], reason, lineDone(task.id));
  }

  skip(task: PickTask): Promise<void> {
    return this.skipped([task], task.location);
  }

  protected async does(what: PickDoes): Promise<void> {
    switch (what.kind) {
      case "shelf":
        return this.atPlace(what.location);
      case "pick.scan":
        return this.counted(what.body);
      case "pick.put": {
        if (what.first) return this.#allInto(what.first, { kind: what.kind, body: what.body });
        const title = t("pick.put", { tote: readScan(what.body.raw).code ?? "" });
        return void (await act(this.answers, what.kind, what.body, { title, done: lineDone(what.body.task) }));
      }
      case "pick.bind":
        return (await loadJudging()).bound(this.answers, this.run, what.body);
      case "pick.put_back":
        return this.wentBack(what.body);
    }
  }

  /** The place has stood for the item. At the next stop it is scanned anew, though it be the same place. */
  #allInto(first: Ops["pick.scan"], then: PickDoes): Promise<void> {
    return this.agreedTo(first, async () => {
      await record("pick.scan", first);
      remember(this.run, { shelf: null });
      await this.does(then);
    });
  }

  protected async book(body: Count): Promise<void> {
    const before = rows().get("pick_task", body.task);
    const title = counted(before, goodsUnits(body.raw) * (body.units ?? 1));
    const stands = await act(this.answers, "pick.scan", body, { title, expected: judging?.WARNED ?? [] });
    // Not before the colour and the tone: it paints the whole screen anew.
    const parts = [{ task: body.task, units: body.units ?? 1 }];
    done(this.run, { kind: "pick.scan", parts, raw: body.raw }, { shelf: before?.location ?? null });
    if (!stands) return;
    const now = counted(rows().get("pick_task", body.task), 0);
    if (now !== title && this.answers.flash.value?.tone === "right") this.answers.show("right", now);
  }
}

const lineDone = (task: string) => (): boolean => {
  const row = rows().get("pick_task", task);
  return row !== undefined && finished(row, rows());
};

const goodsUnits = (raw: string): number => rows().get("barcode", readScan(raw).gtin ?? "")?.units ?? 1;

const counted = (task: PickTask | undefined, more: number): string =>
  t("pick.counted", { n: (task?.picked ?? 0) + more, of: (task?.quantity ?? 0) - (task?.short ?? 0) });
