/** Holds a scan against the step that the picker is at. What is wrong here is never recorded: nothing was taken. */

import type { PickSlot, PickTask } from "../../generated/rows";
import { known } from "../meanings";
import { beforeAll, goodsOf, shown, singleOf, wrong, wrongKind, type Reads, type Seen, type Verdict } from "../seen";
import { forced, handOf } from "./hand";
import type { Taken } from "./held-to";
import { byPlace, spotCheck } from "./stands";
import { left, slotsOf, tasksOf, type Step } from "./walk";

/** What a right scan leads to: a shelf is only remembered, the others are ops. */
export type PickDoes =
  | { readonly kind: "shelf"; readonly location: string }
  | { readonly kind: "pick.bind"; readonly body: { readonly slot: string; readonly raw: string } }
  | { readonly kind: "pick.scan"; readonly body: Count }
  | {
      readonly kind: "pick.put";
      readonly body: { readonly task: string; readonly raw: string };
      /** What is counted before, where the place stands for the item. */
      readonly first?: Count;
    }
  | { readonly kind: "pick.put_back"; readonly body: { readonly task: string; readonly units: number } };

interface Count {
  readonly task: string;
  readonly raw: string;
  readonly units?: number;
}

export type PickVerdict = Verdict<PickDoes>;

/** Commands are given back for the screen to follow, whatever the step. `today` is yyyy-mm-dd. */
export function expect(step: Step, seen: Seen, rows: Reads, today: string): PickVerdict {
  const first = beforeAll(seen);
  if (first) return first;
  switch (step.at) {
    case "bind":
      return bind(step.slot, seen, rows);
    case "shelf":
      return shelf(step.task, seen, rows);
    case "item":
      return item(step.task, seen, rows, today);
    case "tote":
      return tote(step.task, seen, rows);
    case "back":
      return back(step.task, seen, rows);
    case "over":
      return wrong("run_over", shown(seen));
  }
}

function bind(slot: PickSlot, seen: Seen, rows: Reads): PickVerdict {
  if (seen.form !== "tote" || !seen.code) return instead("want_tote", seen, rows, slot.warehouse);
  const id = `${slot.warehouse}/${seen.code}`;
  const holder = slotsOf(rows, slot.run).find((s) => s.tote === id);
  if (holder) return { is: "repeated", code: "tote_linked", got: seen.code };
  const shipment = rows.get("tote", id)?.shipment ?? null;
  if (shipment !== null && shipment !== slot.shipment) return wrong("tote_taken", seen.code);
  return { is: "right", does: { kind: "pick.bind", body: { slot: slot.id, raw: seen.raw } } };
}

/** Something else than what the step asks for: goods by their name, anything else by its sort. */
function instead(code: string, seen: Seen, rows: Reads, warehouse: string, want = ""): PickVerdict {
  const goods = goodsOf(seen, rows);
  return goods ? wrong(code, goods.product, want) : wrongKind(code, seen, known(seen, rows, warehouse), want);
}

const placeOf = (seen: Seen, warehouse: string): string | null =>
  seen.form === "location" && seen.code ? `${warehouse}/${seen.code}` : null;

function shelf(task: PickTask, seen: Seen, rows: Reads): PickVerdict {
  const place = placeOf(seen, task.warehouse);
  if (place === task.location) return { is: "right", does: { kind: "shelf", location: place } };
  if (place) return wrong("wrong_place", place, task.location);
  if (countedBefore(task, seen, rows)) return { is: "repeated", code: "counted", got: shown(seen) };
  return instead("want_place", seen, rows, task.warehouse, task.location);
}

function item(task: PickTask, seen: Seen, rows: Reads, today: string): PickVerdict {
  const place = placeOf(seen, task.warehouse);
  if (place === task.location) return { is: "repeated", code: "at_place", got: place };
  if (place) return wrong("wrong_place", place, task.location);
  if (seen.form === "tote" && byPlace(task, rows, today)) {
    const goods = { lot: "", serial: "", expiry: null, units: left(task), byPlace: true };
    return against(task, goods, rows, today) ?? allInto(task, tote(task, seen, rows));
  }
  if (seen.form === "tote" && spotCheck(task, rows, today))
    return wrongKind("spot_check", seen, known(seen, rows, task.warehouse), task.product);
  // The first part of a line may go into its tote before the rest is picked.
  if (seen.form === "tote" && task.picked > task.put) return tote(task, seen, rows);
  if (seen.form === "tote" && countedBefore(task, seen, rows))
    return { is: "repeated", code: "counted", got: shown(seen) };
  const goods = seen.form === "tote" || seen.form === "order" ? null : goodsOf(seen, rows);
  if (!goods) {
    const it = known(seen, rows, task.warehouse);
    return wrongKind(it ? "want_item" : "unknown_code", seen, it, task.product);
  }
  if (goods.product !== task.product) return wrong("wrong_item", goods.product, task.product);
  const hand = handOf(rows, task, seen, 1);
  const no = hand && against(task, hand, rows, today);
  if (no) return no;
  if (goods.units > left(task)) {
    const { product, units } = goods;
    return { is: "decide", code: "too_many", got: product, units, left: left(task), single: singleOf(seen, product, rows) };
  }
  return { is: "right", does: { kind: "pick.scan", body: { task: task.id, raw: seen.raw } } };
}

/** A rule of the class that goods do not keep, and that this device holds to. */
function against(task: PickTask, goods: Taken, rows: Reads, today: string): PickVerdict | null {
  const broken = forced(rows, task, goods, today);
  if (!broken) return null;
  const [{ rule, told }] = broken;
  return { ...wrong(rule, String(told["seen"] ?? told["good_until"] ?? ""), task.lot), broken };
}

/** The label of the place was scanned before, and the tote says that all of it is in there. */
function allInto(task: PickTask, verdict: PickVerdict): PickVerdict {
  if (verdict.is !== "right" || verdict.does.kind !== "pick.put") return verdict;
  const place = `L-${task.location.slice(task.location.indexOf("/") + 1)}`;
  return { is: "right", does: { ...verdict.does, first: { task: task.id, raw: place, units: left(task) } } };
}

function tote(task: PickTask, seen: Seen, rows: Reads): PickVerdict {
  const want = rows.get("pick_slot", task.slot)?.tote ?? null;
  if (seen.form === "tote" && seen.code) {
    const got = `${task.warehouse}/${seen.code}`;
    const taken = rows.get("tote", got)?.shipment ?? null;
    const fits = want === null ? taken === null || taken === task.shipment : got === want;
    if (fits) return { is: "right", does: { kind: "pick.put", body: { task: task.id, raw: seen.raw } } };
    return wrong("wrong_tote", got, want ?? "");
  }
  const same = goodsOf(seen, rows)?.product === task.product || placeOf(seen, task.warehouse) === task.location;
  if (same) return { is: "repeated", code: "all_counted", got: task.product };
  return instead("want_tote", seen, rows, task.warehouse, want ?? "");
}

function back(task: PickTask, seen: Seen, rows: Reads): PickVerdict {
  const place = placeOf(seen, task.warehouse);
  if (place === task.location) {
    return { is: "right", does: { kind: "pick.put_back", body: { task: task.id, units: task.picked } } };
  }
  return place
    ? wrong("wrong_place", place, task.location)
    : instead("want_place", seen, rows, task.warehouse, task.location);
}

/** The item or the tote of the stop before this one: a second pull of the trigger, not a mistake. */
function countedBefore(task: PickTask, seen: Seen, rows: Reads): boolean {
  const before = tasksOf(rows, task.run)
    .filter((t) => t.sequence < task.sequence && t.picked > 0)
    .at(-1);
  if (!before) return false;
  const toteOf = rows.get("pick_slot", before.slot)?.tote;
  if (seen.form === "tote") return toteOf === `${task.warehouse}/${seen.code}`;
  return goodsOf(seen, rows)?.product === before.product;
}
