/** What a walk answers to whatever is no right scan, and what its keys do. Loaded beside the walk, and in the kept shell. */

import { otherBins, type OtherBins } from "../../domain/pick/otherbins";
import type { Undo } from "../../domain/pick/undo";
import { all, reasonOf, SHORT } from "../../domain/reasons";
import type { Ops } from "../../generated/ops";
import type { Seen, Verdict } from "../../domain/seen";
import type { PickTask } from "../../generated/rows";
import type { Asking } from "../../ui/asked";
import { askHowMany } from "../../ui/asking";
import { sound, type Answers } from "../../ui/flash";
import { names, placeCode } from "../../ui/format";
import { t } from "../../ui/lang";
import { meaningOf } from "../../ui/meant";
import { go } from "../../ui/route";
import { act, readScan, tellHelp, tellNoCommand, tellRepeated, tellWrong, today } from "../../ui/scan";
import { rows } from "../../ui/session";
import { teach } from "../../ui/teach";
import { done, forget } from "./memory";
import { missingAt } from "./missing";
import { offer } from "./offer";
import type { OnRun } from "./onrun";
import { tellForced } from "./rules";
import type { Reason } from "./short";

type Walk = Omit<OnRun<unknown>, "does" | "heard" | "book">;

/** What is answered to a scan that does nothing by itself. */
export function answer(of: Walk, verdict: Exclude<Verdict<unknown>, { readonly is: "right" }>, raw: string): unknown {
  switch (verdict.is) {
    case "command":
      return command(of, verdict.command);
    case "repeated":
      return tellRepeated(of.answers, verdict.code);
    case "wrong": {
      const { code, got, want, kind, broken } = verdict;
      const stop = of.stop();
      if (broken && stop) return tellForced(of.answers, stop, broken);
      if (code === "unknown_code" && teach(of.asking, of.answers, raw, got, want ? [want] : [])) return undefined;
      return tellWrong(of.answers, code, got, want, kind);
    }
    case "decide": {
      const stop = of.stop();
      if (!stop) return undefined;
      return askHowMany(of.asking, verdict, (single, units) =>
        of.counted({ task: stop.id, raw: single ?? raw, ...(units > 1 ? { units } : {}) }));
    }
  }
}

/** The command labels that lead somewhere now. */
const can = (of: Walk): string[] => [
  ...of.may(), ...(of.undoable() ? ["UNDO"] : []), ...(of.isOver() ? ["CONFIRM"] : []),
  ...(of.short.value ? ["CONFIRM", ...Object.values(SHORT)] : []), "HELP",
];

/** Why units are missing here, if a label says it: with the likeliest reason as what there is to be confirmed. */
const whyShort = (of: Walk, name: string): Reason | undefined =>
  !of.may().includes("SHORT") ? undefined : of.short.value && name === "CONFIRM" ? all(SHORT)[0] : reasonOf(SHORT, name);

async function command(of: Walk, name: string): Promise<void> {
  if (await of.asking.command(name)) return;
  if (name === "CANCEL") return of.shut();
  if (name === "HELP") return tellHelp(of.answers, of.asks(), can(of));
  const [reason, stop] = [whyShort(of, name), of.stop()];
  if (reason && stop) {
    const units = missingAt(stop);
    return of.noteShort(stop, units, reason, otherBins(rows(), stop, units, today()));
  }
  if (name === "DONE" && of.isOver()) return handOver(of);
  if (!can(of).includes(name)) return tellNoCommand(of.answers, name, can(of));
  if (name === "UNDO") return takeBack(of);
  if (name === "CONFIRM") return handOver(of);
  if (name === "SHORT") of.openShort();
  else of.openFull();
  sound("right");
}

interface Missing {
  readonly task: PickTask;
  readonly units: number;
  readonly instead: OtherBins;
}

/** Units are missing, for one order after another; what may go in their place is offered. */
export async function noteShort(of: Walk, parts: readonly Missing[], reason: Reason, isDone = (): boolean => false): Promise<void> {
  of.shut();
  done(of.run, { kind: "pick.short", parts: parts.map(({ task, units }) => ({ task: task.id, units })), raw: "" });
  // That somebody counts the bin is what a short leads to: no choice to be made here, so no amber block.
  const telling = { title: t("pick.shorted", { n: parts.reduce((all, { units }) => all + units, 0) }), expected: ["short"], done: isDone };
  let stand = true;
  for (const { task, units, instead } of parts) {
    stand = (await act(of.answers, "pick.short", { task: task.id, units, reason, instead }, telling)) && stand;
  }
  if (stand) offer(of.asking, of.answers, parts.filter(({ instead }) => instead.length === 0));
}

export async function pause({ answers, run }: Walk): Promise<void> {
  if (await act(answers, "pick.pause", { run }, { title: t("pick.paused") })) go("pick");
}

export async function handOver(of: Walk): Promise<void> {
  if (!of.isOver()) return tellWrong(of.answers, "no_command", t("pick.hand_over"), "");
  const telling = { title: t("pick.handed_over"), done: () => true };
  if (await act(of.answers, "pick.hand_over", { run: of.run }, telling)) go("pick");
}

/** The last act of which something is left is taken back. */
export async function takeBack(of: Walk): Promise<void> {
  const found = of.last();
  of.shut();
  if (!found) return tellWrong(of.answers, "no_command", t("pick.undo"), "");
  const { last, back } = found;
  const at = rows().get("pick_task", last.parts.at(-1)?.task ?? "");
  forget(of.run, last, last.kind === "pick.skip" ? null : (at?.location ?? null));
  const n = last.parts.reduce((all, part) => all + part.units, 0);
  for (const one of back) await act(of.answers, one.kind, one.body, { title: undone(one, at, n) });
}

/** What a picker is told that is taken back: the goods, or the tote, go back by hand. */
function undone({ kind, body }: Undo, at: PickTask | undefined, n: number): string {
  const place = placeCode(at?.location ?? "");
  switch (kind) {
    case "pick.put_back":
      return t("pick.put_back", { n, place });
    case "pick.found":
      return t("pick.undone_short", { n });
    case "pick.unsubstitute":
      return t("subs.given_up", { product: names(at?.product ?? "")[0] });
    case "pick.unskip":
      return t("pick.unskipped", { place });
    case "pick.unbind":
      return t("pick.unbound", { tote: placeCode(body.tote) });
  }
}

/** A tote is in a slot: until something lies in it, that can be taken back. */
export async function bound(answers: Answers, run: string, body: Ops["pick.bind"], title?: string): Promise<void> {
  const code = readScan(body.raw).code ?? "";
  const stands = await act(answers, "pick.bind", body, { title: title ?? t("pick.bound", { tote: code }) });
  const warehouse = rows().get("pick_slot", body.slot)?.warehouse ?? "";
  if (stands) done(run, { kind: "pick.bind", parts: [], raw: "", bound: { slot: body.slot, tote: `${warehouse}/${code}` } });
}

/** A tote that is scanned now is a further one of the order. False for what is no tote. */
export async function further(answers: Answers, task: PickTask, raw: string, taken: () => void): Promise<boolean> {
  const { slot, shipment, warehouse } = task;
  const seen = readScan(raw);
  if (seen.form !== "tote" || !seen.code) return false;
  const holds = rows().get("tote", `${warehouse}/${seen.code}`)?.shipment ?? null;
  if (holds !== null && holds !== shipment) return tellWrong(answers, "tote_taken", seen.code, ""), true;
  taken();
  await act(answers, "pick.full", { slot, raw }, { title: t("pick.bound", { tote: seen.code }) });
  return true;
}

/** Stops of one place come last. */
export async function skip(answers: Answers, tasks: readonly PickTask[], location: string): Promise<void> {
  const [first] = tasks;
  if (first) done(first.run, { kind: "pick.skip", parts: tasks.map(({ id }) => ({ task: id, units: 0 })), raw: "" }, { shelf: null });
  for (const { id } of tasks) {
    await act(answers, "pick.skip", { task: id }, { title: t("pick.skipped", { place: placeCode(location) }) });
  }
}

interface Reading<Verdict> {
  readonly seen: Seen;
  readonly verdict: Verdict;
}

/** Which of all that a code may stand for here is meant. */
export function askWhich<Verdict>(asking: Asking, of: readonly Reading<Verdict>[], on: (verdict: Verdict, seen: Seen) => unknown): void {
  const choices = of.map(({ seen, verdict }) => ({ label: meaningOf(seen), on: () => on(verdict, seen) }));
  asking.ask(t("ask.which"), [], choices, { label: t("much.not"), icon: "cross", testid: "not-this" });
}
