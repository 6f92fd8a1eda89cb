/** Where the process allows it: one unit is scanned, and a key counts more of the same. */

import { useSignal } from "@preact/signals";
import { ruleOf } from "../../domain/pick/rules";
import type { LastAct } from "../../domain/pick/undo";
import { left } from "../../domain/pick/walk";
import type { PickTask } from "../../generated/rows";
import { Act, Stepper } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";
import { readScan } from "../../ui/scan";
import { recall } from "./memory";

export function Rest({ task, on }: { task: PickTask; on: (raw: string, units: number) => void }) {
  const last = recall(task.run).acts.at(-1);
  const asked = useSignal({ of: 0, units: 0 });
  const most = left(task);
  if (most === 0 || !last?.raw || !isHere(last, task) || isPack(last.raw)) return null;
  // Units with a number each are scanned each.
  if (ruleOf(rows(), task.warehouse, task.product).serial !== "none") return null;
  const units = asked.value.of === most ? asked.value.units : most;
  return (
    <section class="pair rest" data-testid="rest">
      <Stepper value={units} min={1} max={most} on={(n) => (asked.value = { of: most, units: n })} label={t("pick.rest_n")} />
      <Act on={() => on(last.raw, units)} testid="rest-count">
        {t("pick.rest", { n: units })}
      </Act>
    </section>
  );
}

/** Keys count single units only. */
const isPack = (raw: string): boolean => (rows().get("barcode", readScan(raw).gtin ?? "")?.units ?? 1) !== 1;

/** The scan that keys go on from was at this stop; in a batch, for any of its orders. */
function isHere({ kind, parts }: LastAct, task: PickTask): boolean {
  const before = rows().get("pick_task", parts[0]?.task ?? "");
  if (kind !== "pick.gather") return before?.id === task.id;
  return before?.location === task.location && before.product === task.product && before.lot === task.lot;
}
