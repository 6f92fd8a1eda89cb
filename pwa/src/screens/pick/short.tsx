/** Fewer than wanted: how many are missing, why, and where the rest is. The reason is the act; nothing is asked twice. */

import { useEffect } from "preact/hooks";
import { otherBins, type OtherBins } from "../../domain/pick/otherbins";
import { left } from "../../domain/pick/walk";
import { all, SHORT } from "../../domain/reasons";
import type { Ops } from "../../generated/ops";
import type { PickTask } from "../../generated/rows";
import { names, placeCode } from "../../ui/format";
import { Act, Stepper } from "../../ui/kit";
import { t } from "../../ui/lang";
import { today } from "../../ui/scan";
import { rows } from "../../ui/session";
import { forgetMissing, missingAt, sayMissing } from "./missing";
import "./ways.css";

export type Reason = Ops["pick.short"]["reason"];
const REASONS = all(SHORT);

interface Ways {
  readonly task: PickTask;
  readonly on: (units: number, reason: Reason, instead: OtherBins) => void;
  /** Where the tote is not at hand yet, it is not said to be full. */
  readonly full?: () => void;
  readonly skip: () => void;
  readonly pause: () => void;
}

/** The tote is full: any tote that is scanned now is a further one of the order. */
export function Full({ task }: { task: PickTask }) {
  return (
    <div class="stop" data-testid="full-screen">
      <section class="step now">
        <p class="what">{t("pick.bind_do")}</p>
        <p class="loc">{task.order_number}</p>
        <p class="name">{t("pick.full_why")}</p>
      </section>
    </div>
  );
}

export function Short({ task, on, full, skip, pause }: Ways) {
  useEffect(() => forgetMissing, []);
  const missing = missingAt(task);
  const instead = otherBins(rows(), task, missing, today());
  return (
    <div class="stop brief" data-testid="short-screen">
      <p class="loc" data-testid="loc">
        {placeCode(task.location)}
      </p>
      <p class="name">{names(task.product)[0]}</p>
      <h2>{t("pick.missing")}</h2>
      <Stepper
        value={missing}
        min={1}
        max={left(task)}
        on={(n) => sayMissing(task, n)}
        label={t("pick.missing")}
      />
      {instead.length > 0 && (
        <p class="note" data-testid="instead">
          {t("pick.instead", { places: instead.map((bin) => placeCode(bin.location)).join(", ") })}
        </p>
      )}
      <h2>{t("pick.why")}</h2>
      <div class="acts">
        {REASONS.map((reason, nth) => (
          <Act key={reason} on={() => on(missing, reason, instead)} look={nth === 0 ? "main" : "plain"} testid={`short-${reason}`}>
            {t(`reason.${reason}`)}
          </Act>
        ))}
      </div>
      <p class="quiet">{t("pick.count_made")}</p>
      <div class="three">
        <Act on={skip} icon="next" look="tall" testid="skip">
          {t("pick.skip")}
        </Act>
        {full && (
          <Act on={full} icon="tote" look="tall" testid="full">
            {t("pick.full")}
          </Act>
        )}
        <Act on={pause} icon="pause" look="tall" testid="pause">
          {t("pick.pause")}
        </Act>
      </div>
    </div>
  );
}
