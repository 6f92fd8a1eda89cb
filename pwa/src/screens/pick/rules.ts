/** What a picker is told where goods do not keep a rule of their class: once asked, or what to do in place of it. */

import { broken, codeOf, shelves, type Broken } from "../../domain/pick/held-to";
import { handOf } from "../../domain/pick/hand";
import { neededUntil, ruleOf } from "../../domain/pick/rules";
import type { PickTask } from "../../generated/rows";
import type { Ops } from "../../generated/ops";
import type { Asking } from "../../ui/asked";
import { sound, type Answers } from "../../ui/flash";
import { placeCode } from "../../ui/format";
import { said, t } from "../../ui/lang";
import { readScan, today } from "../../ui/scan";
import { rows } from "../../ui/session";

const sentence = (one: Broken): string => said("pick.scan", codeOf(one), one.told);

/** Where goods of a lot lie by the books, the stop itself first. */
function lotLies(task: PickTask, lot: string): string {
  const there = rows()
    .where("stock", "product", task.product)
    .filter((s) => s.warehouse === task.warehouse && s.lot === lot && s.quantity > 0 && rows().get("location", s.location)?.kind === "bin")
    .map((s) => s.location)
    .sort((a, b) => Number(b === task.location) - Number(a === task.location));
  const places = there.slice(0, 3).map(placeCode).join(", ");
  return places ? t("rule.take_lot", { lot, places }) : t("rule.none_lot", { lot });
}

/** What to do in place of it. */
function instead(task: PickTask, one: Broken): string {
  switch (one.rule) {
    case "lot":
      return lotLies(task, task.lot);
    case "first":
      return t("rule.take_lot", { lot: String(one.told["first"]), places: String(one.told["bin"]) });
    case "life": {
      const fresh = shelves(rows(), task, String(one.told["needed_until"])).slice(0, 3);
      return fresh.length > 0
        ? t("rule.take_fresh", { places: fresh.map(({ place, stock }) => `${place.code} ${stock.lot}`.trim()).join(", ") })
        : t("rule.none_fresh");
    }
    case "no_lot":
      return t("rule.read_lot");
    case "serial":
      return t("rule.other_unit");
    case "no_serial":
      return t("rule.read_serial");
  }
}

/** A rule that this device holds to: nothing is counted, what to do is said, and what else is against the goods. */
export function tellForced(answers: Answers, task: PickTask, [gravest, ...others]: readonly [Broken, ...Broken[]]): void {
  answers.show("wrong", sentence(gravest), [instead(task, gravest), t("not_counted"), ...others.map(sentence)]);
  sound("wrong");
}

/** What was agreed to at a stop: it is asked once. */
const nameOf = (task: PickTask, found: readonly Broken[]): string =>
  JSON.stringify([task.id, ...found.map(({ rule, told }) => [rule, told["seen"], told["serial"], told["good_until"]])]);

/**
 * Ask about rules that only warn, before goods are counted. False if there is nothing to ask, or it was agreed to before.
 * `then`: they are counted all the same.
 */
export function asksFirst(asking: Asking, agreed: Set<string>, body: Ops["pick.scan"], then: () => unknown): boolean {
  const task = rows().get("pick_task", body.task);
  if (!task) return false;
  const goods = handOf(rows(), task, readScan(body.raw), body.units ?? 1);
  const rule = ruleOf(rows(), task.warehouse, task.product);
  const found = goods ? broken(rows(), task, rule, goods, neededUntil(rule, today())).filter(({ how }) => how === "warn") : [];
  const [first, ...others] = found;
  if (!first || agreed.has(nameOf(task, found))) return false;
  const yes = {
    label: t("rule.all_the_same"), icon: "tick", testid: "all-the-same", main: true,
    on: () => (agreed.add(nameOf(task, found)), then()),
  } as const;
  const lines = [...others.map(sentence), instead(task, first)];
  asking.ask(sentence(first), lines, [yes], { label: t("rule.not"), icon: "cross", testid: "not-this" });
  return true;
}

/** What a picker was asked about and has agreed to needs no second telling. */
export const WARNED: readonly string[] = ["lot", "no_lot", "first", "life", "serial", "no_serial"].map((rule) => `warn_${rule}`);
