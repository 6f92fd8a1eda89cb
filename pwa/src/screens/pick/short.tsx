/** Fewer than wanted: how many are missing, and why. The reason is the act; nothing is asked twice. */

import { useSignal } from "@preact/signals";
import { left } from "../../domain/pick/walk";
import type { Ops } from "../../generated/ops";
import type { PickTask } from "../../generated/rows";
import { names, placeCode } from "../../ui/format";
import { Act, Stepper } from "../../ui/kit";
import { t } from "../../ui/lang";

export type Reason = Ops["pick.short"]["reason"];
const REASONS: readonly Reason[] = ["shelf_empty", "damaged", "other_item", "cannot_reach"];

export function Short({ task, on }: { task: PickTask; on: (units: number, reason: Reason) => void }) {
  const missing = useSignal(left(task));
  return (
    <div class="stop" data-testid="short-screen">
      <p class="loc" data-testid="loc">
        {placeCode(task.location)}
      </p>
      <p class="name">{names(task.product)[0]}</p>
      <h2>{t("pick.missing")}</h2>
      <Stepper
        value={missing.value}
        min={1}
        max={left(task)}
        on={(n) => (missing.value = n)}
        label={t("pick.missing")}
      />
      <h2>{t("pick.why")}</h2>
      {REASONS.map((reason) => (
        <Act key={reason} on={() => on(missing.value, reason)} testid={`short-${reason}`}>
          {t(`reason.${reason}`)}
        </Act>
      ))}
      <p class="quiet">{t("pick.count_made")}</p>
    </div>
  );
}
