/** What a picker does on a run: each scan and each tap, held against the step, recorded, and answered. */

import { signal } from "@preact/signals";
import { expect, type PickDoes } from "../../domain/pick/expect";
import { undoOf, type Undo } from "../../domain/pick/undo";
import { finished, nextStep, type Step } from "../../domain/pick/walk";
import type { PickTask } from "../../generated/rows";
import { makeAnswers, sound } from "../../ui/flash";
import { placeCode } from "../../ui/format";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellDecide, tellRepeated, tellWrong, today } from "../../ui/scan";
import { rows } from "../../ui/session";
import { recall, remember } from "./memory";
import type { Reason } from "./short";
import { Teaching } from "./teach";

export class Walking {
  readonly answers = makeAnswers();
  /** Whether the picker is saying what is missing. */
  readonly short = signal(false);
  readonly teaching = new Teaching(this.answers);

  constructor(private readonly run: string) {}

  step(): Step {
    return nextStep(rows(), this.run, recall(this.run).shelf);
  }

  async scan(raw: string): Promise<void> {
    const verdict = expect(this.step(), readScan(raw), rows(), today());
    switch (verdict.is) {
      case "right":
        return this.#does(verdict.does);
      case "command":
        return this.#command(verdict.command);
      case "repeated":
        return tellRepeated(this.answers, verdict.code);
      case "wrong":
        if (verdict.code === "unknown_code" && this.teaching.ask(raw, verdict.got, verdict.want)) return;
        return tellWrong(this.answers, verdict.code, verdict.got, verdict.want);
      case "decide":
        return tellDecide(this.answers, t("pick.too_many", verdict), [t("pick.too_many_do")]);
    }
  }

  openShort(): void {
    this.answers.clear();
    this.short.value = true;
  }

  async noteShort(task: PickTask, units: number, reason: Reason): Promise<void> {
    this.short.value = false;
    remember(this.run, { last: { run: this.run, kind: "pick.short", task: task.id, units, raw: "" } });
    // That somebody counts the bin is what a short leads to: no choice to be made here, so no amber block.
    const telling = { title: t("pick.shorted", { n: units }), expected: ["short"], done: lineDone(task.id) };
    await act(this.answers, "pick.short", { task: task.id, units, reason }, telling);
  }

  /** What would take the last act back; null if there is nothing to take back. */
  undoable(): Undo | null {
    const { last } = recall(this.run);
    return undoOf(last, rows().get("pick_task", last?.task ?? ""));
  }

  async undo(): Promise<void> {
    const back = this.undoable();
    const task = rows().get("pick_task", back?.body.task ?? "");
    if (!back || !task) return tellWrong(this.answers, "no_command", t("pick.undo"), "");
    remember(this.run, { last: null, shelf: task.location });
    const n = back.body.units;
    if (back.kind === "pick.found") {
      await act(this.answers, back.kind, back.body, { title: t("pick.undone_short", { n }) });
    } else {
      const title = t("pick.put_back", { n, place: placeCode(task.location) });
      await act(this.answers, back.kind, back.body, { title });
    }
  }

  async handOver(): Promise<void> {
    if (this.step().at !== "over") return tellWrong(this.answers, "no_command", t("pick.hand_over"), "");
    const telling = { title: t("pick.handed_over"), done: () => true };
    if (await act(this.answers, "pick.hand_over", { run: this.run }, telling)) go("pick");
  }

  async #command(name: string): Promise<void> {
    if (this.teaching.command(name)) return;
    const { at } = this.step();
    if (name === "SHORT" && (at === "shelf" || at === "item")) {
      this.openShort();
      sound("right");
    } else if (name === "UNDO") await this.undo();
    else if (name === "DONE") await this.handOver();
    else if (name === "CANCEL") this.short.value = false;
    else tellWrong(this.answers, "no_command", name, "");
  }

  async #does(what: PickDoes): Promise<void> {
    this.short.value = false;
    switch (what.kind) {
      case "shelf":
        remember(this.run, { shelf: what.location });
        this.answers.show("right", t("pick.placed"));
        return sound("right");
      case "pick.scan":
        return this.#counted(what.body);
      case "pick.put": {
        const title = t("pick.put", { tote: readScan(what.body.raw).code ?? "" });
        return void (await act(this.answers, what.kind, what.body, { title, done: lineDone(what.body.task) }));
      }
      case "pick.bind": {
        const title = t("pick.bound", { tote: readScan(what.body.raw).code ?? "" });
        return void (await act(this.answers, what.kind, what.body, { title }));
      }
      case "pick.put_back":
        return void (await act(this.answers, what.kind, what.body, { title: t("done"), done: () => true }));
    }
  }

  async #counted(body: { readonly task: string; readonly raw: string }): Promise<void> {
    const before = rows().get("pick_task", body.task);
    const last = { run: this.run, kind: "pick.scan", task: body.task, units: 1, raw: body.raw } as const;
    remember(this.run, { last, shelf: before?.location ?? null });
    const title = counted(before, goodsUnits(body.raw));
    if (!(await act(this.answers, "pick.scan", body, { title }))) return;
    const now = counted(rows().get("pick_task", body.task), 0);
    if (now !== title && this.answers.flash.value?.tone === "right") this.answers.show("right", now);
  }
}

const lineDone = (task: string) => (): boolean => {
  const row = rows().get("pick_task", task);
  return row !== undefined && finished(row);
};

const goodsUnits = (raw: string): number => rows().get("barcode", readScan(raw).gtin ?? "")?.units ?? 1;

const counted = (task: PickTask | undefined, more: number): string =>
  t("pick.counted", { n: (task?.picked ?? 0) + more, of: (task?.quantity ?? 0) - (task?.short ?? 0) });
