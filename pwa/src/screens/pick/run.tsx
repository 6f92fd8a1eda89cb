/** The walk: one screen from the first tote to the handover. The scan decides; taps are for what cannot be scanned. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { finished, nextStep, stopsLeft, type Step } from "../../domain/pick/walk";
import { expect, type PickDoes } from "../../domain/pick/expect";
import { undoOf } from "../../domain/pick/undo";
import type { PickTask } from "../../generated/rows";
import { makeAnswers, sound } from "../../ui/flash";
import { placeCode } from "../../ui/format";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellDecide, tellRepeated, tellWrong } from "../../ui/scan";
import { me, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { recall, remember } from "./memory";
import { Back, Bind, Over } from "./ends";
import { Short, type Reason } from "./short";
import { Stop } from "./stop";

export function PickRunScreen({ id }: { id: string }) {
  const walk = useWalk(id);
  useEffect(keepAwake, []);
  useScan(walk.scan);
  const run = rows().get("pick_run", id);
  if (!run || run.picker !== me()?.person.id || run.stage === "done") {
    return (
      <Shell title={t("job.pick")} back={["pick"]} answers={walk.answers}>
        <Empty icon="cart" title={t("pick.gone")}>{t("pick.gone_why")}</Empty>
      </Shell>
    );
  }
  const step = walk.step();
  const left = t("pick.left", { n: stopsLeft(rows(), id).length });
  const atStop = step.at === "shelf" || step.at === "item";
  const short = walk.short.value && atStop;
  const bar = short ? <Act on={() => (walk.short.value = false)} icon="back" testid="short-back">{t("back")}</Act> : (
    <>
      <Act on={walk.openShort} icon="short" testid="short" off={!atStop}>{t("pick.short")}</Act>
      <Act on={() => void walk.undo()} icon="undo" testid="undo" off={!walk.undoable()}>{t("pick.undo")}</Act>
    </>
  );
  return (
    <Shell title={`${run.number} · ${left}`} back={["pick"]} answers={walk.answers} bar={bar}>
      {short ? <Short task={step.task} on={(units, reason) => void walk.noteShort(step.task, units, reason)} /> : (
        <Now step={step} run={id} handOver={() => void walk.handOver()} />
      )}
    </Shell>
  );
}

function Now({ step, run, handOver }: { step: Step; run: string; handOver: () => void }) {
  if (step.at === "bind") return <Bind step={step} />;
  if (step.at === "over") return <Over run={run} on={handOver} />;
  return step.at === "back" ? <Back task={step.task} /> : <Stop at={step.at} task={step.task} />;
}

function useWalk(run: string) {
  const answers = useMemo(makeAnswers, []);
  const short = useSignal(false);
  const step = (): Step => nextStep(rows(), run, recall(run).shelf);
  const lineDone = (task: string) => (): boolean => {
    const row = rows().get("pick_task", task);
    return row !== undefined && finished(row);
  };

  const openShort = (): void => {
    answers.clear();
    short.value = true;
  };

  const noteShort = async (task: PickTask, units: number, reason: Reason): Promise<void> => {
    short.value = false;
    remember(run, { last: { run, kind: "pick.short", task: task.id, units, raw: "" } });
    // That somebody counts the bin is what a short leads to: no choice to be made here, so no amber block.
    await act(answers, "pick.short", { task: task.id, units, reason }, {
      title: t("pick.shorted", { n: units }), expected: ["short"], done: lineDone(task.id),
    });
  };

  const last = () => recall(run).last;
  const undoing = () => undoOf(last(), rows().get("pick_task", last()?.task ?? ""));

  const undo = async (): Promise<void> => {
    const back = undoing();
    const task = rows().get("pick_task", last()?.task ?? "");
    if (!back || !task) return tellWrong(answers, "no_command", t("pick.undo"), "");
    remember(run, { last: null, shelf: task.location });
    const n = back.body.units;
    const title = back.kind === "pick.found" ? t("pick.undone_short", { n }) : t("pick.put_back", { n, place: placeCode(task.location) });
    await act(answers, back.kind, back.body as never, { title });
  };

  const handOver = async (): Promise<void> => {
    if (step().at !== "over") return tellWrong(answers, "no_command", t("pick.hand_over"), "");
    if (await act(answers, "pick.hand_over", { run }, { title: t("pick.handed_over"), done: () => true })) go("pick");
  };

  const command = async (name: string): Promise<void> => {
    const now = step();
    if (name === "SHORT" && (now.at === "shelf" || now.at === "item")) {
      openShort();
      sound("right");
    } else if (name === "UNDO") await undo();
    else if (name === "DONE") await handOver();
    else if (name === "CANCEL") short.value = false;
    else tellWrong(answers, "no_command", name, "");
  };

  const does = async (what: PickDoes): Promise<void> => {
    short.value = false;
    if (what.kind === "shelf") {
      remember(run, { shelf: what.location });
      answers.show("right", t("pick.placed"));
      return sound("right");
    }
    if (what.kind === "pick.scan") return counted(what.body);
    if (what.kind === "pick.put") {
      const title = t("pick.put", { tote: readScan(what.body.raw).code ?? "" });
      return void (await act(answers, what.kind, what.body, { title, done: lineDone(what.body.task) }));
    }
    if (what.kind === "pick.bind") {
      return void (await act(answers, what.kind, what.body, { title: t("pick.bound", { tote: readScan(what.body.raw).code ?? "" }) }));
    }
    await act(answers, what.kind, what.body, { title: t("done"), done: () => true });
  };

  const counted = async (body: { task: string; raw: string }): Promise<void> => {
    const before = rows().get("pick_task", body.task);
    remember(run, { last: { run, kind: "pick.scan", task: body.task, units: 1, raw: body.raw }, shelf: before?.location ?? null });
    const told = (): string => {
      const task = rows().get("pick_task", body.task);
      return t("pick.counted", { n: task?.picked ?? 0, of: (task?.quantity ?? 0) - (task?.short ?? 0) });
    };
    const title = t("pick.counted", { n: (before?.picked ?? 0) + 1, of: (before?.quantity ?? 0) - (before?.short ?? 0) });
    if (await act(answers, "pick.scan", body, { title })) if (told() !== title) answers.show("right", told());
  };

  const scan = async (raw: string): Promise<void> => {
    const verdict = expect(step(), readScan(raw), rows());
    if (verdict.is === "right") return does(verdict.does);
    if (verdict.is === "command") return command(verdict.command);
    if (verdict.is === "repeated") return tellRepeated(answers, verdict.code);
    if (verdict.is === "wrong") return tellWrong(answers, verdict.code, verdict.got, verdict.want);
    tellDecide(answers, t("pick.too_many", verdict), [t("pick.too_many_do")]);
  };

  return { answers, short, openShort, step, scan, undo, undoable: () => undoing() !== null, noteShort, handOver };
}
