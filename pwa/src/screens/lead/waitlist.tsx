/** Why each order on the floor waits, those that are due first at the head. */

import { useSignal } from "@preact/signals";
import { waitOf } from "../../domain/order/waits";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";
import { Waits } from "../../ui/waits";

const FIRST = 6;
const STEP = 20;

export function WaitList() {
  const most = useSignal(FIRST);
  const due = (at: number | null): number => at ?? Number.MAX_SAFE_INTEGER;
  const waiting = rows()
    .all("shipment")
    .filter((s) => s.stage !== "shipped" && s.stage !== "cancelled")
    .sort((a, b) => due(a.due_at) - due(b.due_at) || (a.order_number < b.order_number ? -1 : 1));
  const more = waiting.length - most.value;
  return (
    <section class="group" data-testid="waiting-orders">
      <h2>
        {t("waits.title")}: {waiting.length}
      </h2>
      {waiting.length === 0 && <p class="quiet">{t("waits.nothing")}</p>}
      <div class="waits">
        {waiting.slice(0, most.value).map((shipment) => {
          const wait = waitOf(rows(), shipment.id);
          return (
            wait && (
              <article class="card" key={shipment.id} data-testid="waiting-order">
                <strong>{shipment.order_number}</strong>
                <Waits wait={wait} />
              </article>
            )
          );
        })}
      </div>
      {more > 0 && <Act on={() => (most.value += STEP)}>{t("show_more", { n: Math.min(more, STEP) })}</Act>}
    </section>
  );
}
