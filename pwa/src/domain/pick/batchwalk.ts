/** The walk of a batch: what several orders want of one bin is one stop, and its units are shared out by tote. */

import type { PickSlot, PickTask } from "../../generated/rows";
import { isSet } from "../process/set";
import { beforeAll, goodsOf, shown, wrong, wrongKind, type Reads, type Seen, type Verdict } from "../seen";
import { known } from "../meanings";
import { expect, type PickVerdict } from "./expect";
import { forced } from "./hand";
import { byPlace, spotCheck } from "./stands";
import { left, slotsOf, tasksOf } from "./walk";

/** One bin with all that orders of the run want of it. `sum` is their stops as one: its id is that of the first open. */
export interface Sum {
  readonly sum: PickTask;
  readonly tasks: readonly PickTask[];
}

/** Units in the hand that one order gets. */
export interface Share {
  readonly task: PickTask;
  readonly slot: PickSlot;
  readonly units: number;
}

export type BatchStep =
  | ({ readonly at: "shelf" | "item" } & Sum)
  /** Into which tote how many go; the first of `shares` is next. */
  | { readonly at: "deal"; readonly shares: readonly Share[] }
  /** At the put wall: the next item says which order gets it. */
  | { readonly at: "sort"; readonly shares: readonly Share[] }
  | { readonly at: "back"; readonly task: PickTask }
  | { readonly at: "over" };

const key = (task: PickTask): string => `${task.location} ${task.product} ${task.lot}`;

/** Stops of one bin as one. */
function summed(tasks: readonly PickTask[]): Sum {
  const some = tasks.filter((t) => !t.cancelled);
  const add = (of: (task: PickTask) => number): number => some.reduce((all, task) => all + of(task), 0);
  const first = some.find((task) => left(task) > 0) ?? some[0]!;
  const [quantity, picked] = [add((t) => t.quantity), add((t) => t.picked)];
  return { sum: { ...first, quantity, picked, put: add((t) => t.put), short: quantity - picked - add(left) }, tasks: some };
}

/** The bins of a run that orders want something of, in the order of the walk. */
export function sums(rows: Reads, run: string): Sum[] {
  const by = new Map<string, PickTask[]>();
  for (const task of tasksOf(rows, run)) {
    if (!task.cancelled) by.set(key(task), [...(by.get(key(task)) ?? []), task]);
  }
  return [...by.values()].map(summed);
}

/** Units that are picked and in no tote yet, by the slots of their orders. */
function shares(rows: Reads, tasks: readonly PickTask[]): Share[] {
  return tasks
    .filter((task) => !task.cancelled && task.picked > task.put)
    .flatMap((task) => {
      const slot = rows.get("pick_slot", task.slot);
      return slot ? [{ task, slot, units: task.picked - task.put }] : [];
    })
    .sort((a, b) => a.slot.slot - b.slot.slot || a.task.sequence - b.task.sequence);
}

const atWall = (rows: Reads, tasks: readonly PickTask[]): boolean =>
  tasks[0] !== undefined && isSet(rows, tasks[0].warehouse, "pick.batch", "wall");

/**
 * The next step. `shelf` is the place that was scanned last; `product` the item that was scanned last at the put wall,
 * whose orders come one after another.
 */
export function nextBatchStep(rows: Reads, run: string, shelf: string | null, product: string | null): BatchStep {
  const tasks = tasksOf(rows, run);
  const bins = sums(rows, run);
  const open = bins.find(({ sum }) => left(sum) > 0);
  const inHand = shares(rows, tasks);
  const wall = atWall(rows, tasks);
  if (!wall) {
    // What is in the hand goes first, but for a bin that still has some of it.
    const done = inHand.filter(({ task }) => open === undefined || key(task) !== key(open.sum));
    if (done.length > 0) return { at: "deal", shares: done.filter(({ task }) => key(task) === key(done[0]!.task)) };
  }
  if (open) return { at: open.sum.picked > 0 || shelf === open.sum.location ? "item" : "shelf", ...open };
  const asked = inHand.filter(({ task }) => task.product === product);
  if (asked.length > 0) return { at: "deal", shares: asked };
  if (inHand.length > 0) return { at: "sort", shares: inHand };
  const back = tasks.find((task) => task.cancelled && task.picked > 0);
  return back ? { at: "back", task: back } : { at: "over" };
}

/** Bins that are still to be walked to. */
export const binsLeft = (rows: Reads, run: string): number => sums(rows, run).filter(({ sum }) => left(sum) > 0).length;

/** Places of the next bins, the present one left out. */
export function binsAhead(rows: Reads, run: string, most: number): string[] {
  const [now, ...next] = sums(rows, run).filter(({ sum }) => left(sum) > 0);
  return [...new Set(next.map(({ sum }) => sum.location))].filter((place) => place !== now?.sum.location).slice(0, most);
}

/** Who gets how many of a bin, by slot. */
export const wantedBy = (rows: Reads, tasks: readonly PickTask[]): { readonly slot: number; readonly units: number }[] =>
  tasks
    .map((task) => ({ slot: rows.get("pick_slot", task.slot)?.slot ?? 0, units: task.quantity - task.short }))
    .filter(({ units }) => units > 0)
    .sort((a, b) => a.slot - b.slot);

export type BatchDoes =
  | { readonly kind: "shelf"; readonly location: string }
  | { readonly kind: "sort"; readonly product: string }
  | { readonly kind: "pick.gather"; readonly body: { readonly task: string; readonly raw: string; readonly units?: number } }
  | {
      readonly kind: "pick.put";
      readonly body: { readonly task: string; readonly raw: string };
      /** What is counted before, where the place stands for the item. */
      readonly first?: { readonly task: string; readonly raw: string; readonly units: number };
    }
  | { readonly kind: "pick.put_back"; readonly body: { readonly task: string; readonly units: number } };

export type BatchVerdict = Verdict<BatchDoes>;

/** Holds a scan against the step; as in `expect`, what is wrong here is never recorded. */
export function expectBatch(step: BatchStep, seen: Seen, rows: Reads, today: string): BatchVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  switch (step.at) {
    case "shelf":
      return gathered(expect({ at: "shelf", task: step.sum }, seen, rows, today));
    case "item":
      return seen.form === "tote" ? early(step, seen, rows, today) : gathered(expect({ at: "item", task: step.sum }, seen, rows, today));
    case "deal":
      return deal(step.shares, seen, rows);
    case "sort":
      return sort(step.shares, seen, rows);
    case "back":
      return gathered(expect(step, seen, rows, today));
    case "over":
      return wrong("run_over", shown(seen));
  }
}

/** What a scan of an item does for one order, it does for all of them here. */
function gathered(verdict: PickVerdict): BatchVerdict {
  if (verdict.is !== "right") return verdict;
  const { does } = verdict;
  if (does.kind === "pick.scan") return { is: "right", does: { kind: "pick.gather", body: does.body } };
  return does.kind === "pick.bind" || does.kind === "pick.put" ? wrong("want_item", "") : { is: "right", does };
}

/** A tote while there is still some to pick: what is in the hand goes in, or all, where the place stands for the item. */
function early(step: Sum, seen: Seen, rows: Reads, today: string): BatchVerdict {
  const stands = byPlace(step.sum, rows, today);
  const inHand = shares(rows, step.tasks);
  if (inHand.length > 0 && !stands) return deal(inHand, seen, rows);
  if (!stands) {
    const code = spotCheck(step.sum, rows, today) ? "spot_check" : "want_item";
    return wrongKind(code, seen, known(seen, rows, step.sum.warehouse), step.sum.product);
  }
  const goods = { lot: "", serial: "", expiry: null, units: left(step.sum), byPlace: true };
  const broken = forced(rows, step.sum, goods, today);
  if (broken) return { ...wrong(broken[0].rule, "", step.sum.lot), broken };
  const all = shares(rows, step.tasks.map((task) => ({ ...task, picked: task.picked + left(task) })));
  const verdict = deal(all, seen, rows);
  if (verdict.is !== "right" || verdict.does.kind !== "pick.put") return verdict;
  const raw = `L-${step.sum.location.slice(step.sum.location.indexOf("/") + 1)}`;
  return { is: "right", does: { ...verdict.does, first: { task: step.sum.id, raw, units: left(step.sum) } } };
}

/** The tote of any of the orders that get some; an empty one is for the first that has none. */
function deal(some: readonly Share[], seen: Seen, rows: Reads): BatchVerdict {
  const [next] = some;
  if (!next) return wrong("want_item", shown(seen));
  const { warehouse, run } = next.task;
  if (seen.form !== "tote" || !seen.code) {
    const goods = goodsOf(seen, rows);
    if (goods?.product === next.task.product) return { is: "repeated", code: "all_counted", got: goods.product };
    const want = next.slot.tote ?? "";
    return goods ? wrong("want_tote", goods.product, want) : wrongKind("want_tote", seen, known(seen, rows, warehouse), want);
  }
  const tote = `${warehouse}/${seen.code}`;
  const mine = some.find(({ slot }) => slot.tote === tote);
  if (mine) return { is: "right", does: { kind: "pick.put", body: { task: mine.task.id, raw: seen.raw } } };
  if (slotsOf(rows, run).some((slot) => slot.tote === tote)) return { is: "repeated", code: "dealt", got: tote };
  const holds = rows.get("tote", tote)?.shipment ?? null;
  const open = some.find(({ slot }) => slot.tote === null && (holds === null || holds === slot.shipment));
  if (open) return { is: "right", does: { kind: "pick.put", body: { task: open.task.id, raw: seen.raw } } };
  return wrong(holds === null ? "wrong_tote" : "tote_taken", tote, next.slot.tote ?? "");
}

/** Which orders get the item that was scanned. */
function sort(some: readonly Share[], seen: Seen, rows: Reads): BatchVerdict {
  const goods = seen.form === "tote" || seen.form === "order" ? null : goodsOf(seen, rows);
  if (!goods) return wrongKind("want_item", seen, known(seen, rows, some[0]?.task.warehouse ?? ""));
  if (some.some(({ task }) => task.product === goods.product)) return { is: "right", does: { kind: "sort", product: goods.product } };
  return wrong("not_in_batch", goods.product);
}

/** Units that are missing at a bin, as the orders go without: the last on the walk first. Each with its part of `instead`. */
export function sharedShort<Bin extends { readonly units: number }>(
  tasks: readonly PickTask[], units: number, instead: readonly Bin[],
): { readonly task: PickTask; readonly units: number; readonly instead: Bin[] }[] {
  const bins = instead.map((bin) => ({ ...bin }));
  let rest = units;
  return [...tasks].reverse().flatMap((task) => {
    const share = Math.min(left(task), rest);
    rest -= share;
    return share > 0 ? [{ task, units: share, instead: portion(bins, share) }] : [];
  });
}

/** Take units off the first bins that have some; the rest of them stays for who comes next. */
function portion<Bin extends { readonly units: number }>(bins: Bin[], units: number): Bin[] {
  const taken: Bin[] = [];
  let rest = units;
  for (const [at, bin] of bins.entries()) {
    const share = Math.min(bin.units, rest);
    if (share > 0) taken.push({ ...bin, units: share });
    bins[at] = { ...bin, units: bin.units - share };
    rest -= share;
  }
  return rest === 0 ? taken : [];
}
