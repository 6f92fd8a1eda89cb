/** The weight of a carton, by large figures. What the books expect stands beside it. */

import { weighing } from "../../domain/pack/weighing";
import type { Carton } from "../../generated/rows";
import { weight } from "../../ui/format";
import { Keypad } from "../../ui/forms";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";

interface WeighProps {
  readonly carton: Carton;
  /** Grams as typed so far. */
  readonly grams: string;
  readonly on: (grams: string) => void;
  readonly done: () => void;
}

export function Weigh({ carton, grams, on, done }: WeighProps) {
  const about = weighing(rows(), carton, 0)?.expected ?? 0;
  return (
    <div class="stop" data-testid="weigh">
      <p class="pair wraps">
        <strong class="unbroken">{t("pack.weigh", { n: carton.number })}</strong>
        {about > 0 && <span class="quiet">{t("pack.expected", { weight: weight(about) })}</span>}
      </p>
      <label class="field big">
        <span>{t("pack.weight")}</span>
        <input
          inputMode="none"
          value={grams}
          data-testid="weight"
          onInput={(event) => on(event.currentTarget.value.replace(/\D/g, "").slice(0, 6))}
          onKeyDown={(event) => event.key === "Enter" && done()}
        />
      </label>
      <Keypad value={grams} on={on} />
    </div>
  );
}
