/** The weight of a carton, by large figures. What the books expect stands beside it. */

import { useSignal } from "@preact/signals";
import type { Carton } from "../../generated/rows";
import { weight } from "../../ui/format";
import { Act, Keypad } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";

function expected(carton: Carton): number {
  const items = rows().where("carton_item", "carton", carton.id);
  return items.reduce((sum, item) => sum + item.quantity * (rows().get("product", item.product)?.weight_g ?? 0), 0);
}

export function Weigh({ carton, on }: { carton: Carton; on: (grams: number) => void }) {
  const grams = useSignal("");
  const about = expected(carton);
  return (
    <div class="stop" data-testid="weigh">
      <h2>{t("pack.weigh", { n: carton.number })}</h2>
      {about > 0 && <p class="quiet">{t("pack.expected", { weight: weight(about) })}</p>}
      <label class="field big">
        <span>{t("pack.weight")}</span>
        <input
          inputMode="none" value={grams.value} data-testid="weight"
          onInput={(event) => (grams.value = event.currentTarget.value.replace(/\D/g, "").slice(0, 6))}
          onKeyDown={(event) => event.key === "Enter" && Number(grams.value) > 0 && on(Number(grams.value))}
        />
      </label>
      <Keypad value={grams.value} on={(value) => (grams.value = value)} />
      <Act on={() => on(Number(grams.value))} look="main" icon="box" testid="weight-ok" off={!(Number(grams.value) > 0)}>{t("pack.close")}</Act>
    </div>
  );
}
