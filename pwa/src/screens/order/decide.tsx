/** Approve or reject. What was seen goes with it: if it changed meanwhile, the decision comes back. */

import { useSignal } from "@preact/signals";
import type { Ops } from "../../generated/ops";
import type { Order } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { Act, useKey } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act } from "../../ui/scan";
import type { Word } from "../../words/en";
import { findingsOf, linesOf } from "./words";

type Reason = Ops["order.reject"]["reason"];
const REASONS: readonly Reason[] = ["credit", "price", "stock", "address", "fraud", "other"];

/** The versions of an order and its lines that the person looks at. */
export const seen = (order: Order): Record<string, number> =>
  Object.fromEntries([
    [`sales_order/${order.id}`, order.ver],
    ...linesOf(order.id).map((line) => [`order_line/${line.id}`, line.ver] as const),
  ]);

export function Decide({ order, answers, next }: { order: Order; answers: Answers; next: () => void }) {
  const rejecting = useSignal(false);
  const lacks = findingsOf(order.id).some((finding) => finding.code === "stock_short");
  const approve = async (short: "refuse" | "backorder"): Promise<void> => {
    if (await act(answers, "order.approve", { order: order.id, short }, { title: t("order.sent"), basis: seen(order) }))
      next();
  };
  const reject = async (reason: Reason): Promise<void> => {
    if (await act(answers, "order.reject", { order: order.id, reason }, { title: t("order.sent"), basis: seen(order) }))
      next();
  };
  useKey((key) => {
    if (key === "a") void approve("refuse");
    if (key === "r") rejecting.value = true;
  });
  if (rejecting.value) {
    return (
      <section class="card" data-testid="reasons">
        <h2>{t("order.why")}</h2>
        <div class="acts">
          {REASONS.map((reason) => (
            <Act key={reason} on={() => void reject(reason)} testid={`reject-${reason}`}>
              {t(`why.${reason}` as Word)}
            </Act>
          ))}
        </div>
        <Act on={() => (rejecting.value = false)} icon="back">
          {t("back")}
        </Act>
      </section>
    );
  }
  return (
    <>
      <div class="acts">
        <Act look="main" icon="tick" on={() => void approve("refuse")} testid="approve">
          {t("order.approve")}
        </Act>
        {lacks && (
          <Act icon="tick" on={() => void approve("backorder")} testid="approve-backorder">
            {t("order.backorder")}
          </Act>
        )}
        <Act look="danger" icon="cross" on={() => (rejecting.value = true)} testid="reject">
          {t("order.reject")}
        </Act>
      </div>
      <p class="quiet">{t("order.keys")}</p>
    </>
  );
}
