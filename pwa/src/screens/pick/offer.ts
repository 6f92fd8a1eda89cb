/** Short stops whose units another product may replace: taken at once where that is agreed, else asked for. */

import { offerFor } from "../../domain/pick/offer";
import type { PickTask } from "../../generated/rows";
import type { Asking } from "../../ui/asked";
import type { Answers } from "../../ui/flash";
import { names, placeCode } from "../../ui/format";
import { t } from "../../ui/lang";
import { act, today } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";
import { done } from "./memory";

/** A stop, and the units that are short there. */
interface Part {
  readonly task: PickTask;
  readonly units: number;
}

/** Each order is asked about by itself: what one customer takes another may not. */
export function offer(asking: Asking, answers: Answers, parts: readonly Part[]): void {
  const [first, ...others] = parts;
  if (!first) return;
  const { task } = first;
  const found = underWay("pick.ask", "task", task.id) ? null : offerFor(rows(), task, first.units, today());
  const next = (): void => offer(asking, answers, others);
  if (!found) return next();
  const { entry, units, given, places, asks } = found;
  const other = names(entry.other)[0];
  const body = { task: task.id, other: entry.other, units };
  const take = async (): Promise<void> => {
    done(task.run, { kind: "pick.substitute", parts: [{ task: task.id, units }], raw: "" });
    await act(answers, "pick.substitute", { ...body, places }, { title: t("subs.coming", { other }) });
    next();
  };
  const ask = async (): Promise<void> => {
    await act(answers, "pick.ask", body, { title: t("subs.asked") });
    next();
  };
  const lies = t("subs.lies", { n: given, places: places.map(({ location }) => placeCode(location)).join(", ") });
  const yes = asks
    ? ({ label: t("subs.ask"), on: ask, icon: "list", testid: "ask-office", main: true } as const)
    : ({ label: t("subs.take", { n: given }), on: take, icon: "item", testid: "take-instead", main: true } as const);
  const title = t("subs.offer", { other, units, product: names(task.product)[0] });
  const lines = [asks ? t("subs.office") : lies, ...(parts.length > 1 ? [t("pick.bind_for", { order: task.order_number })] : [])];
  asking.ask(title, lines, [yes], { label: t("subs.leave"), icon: "cross", testid: "leave-short", on: next });
}
