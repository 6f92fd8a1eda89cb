/** Stop an order, let it go on, or call it off: what the person's role allows and the stage admits. */

import { useSignal } from "@preact/signals";
import type { Order } from "../../generated/rows";
import { ORDER_LIFE } from "../../generated/life";
import type { Answers } from "../../ui/flash";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act } from "../../ui/scan";
import { may } from "../../ui/session";
import type { Word } from "../../words/en";
import { seen } from "./decide";

const REASONS = ["customer", "credit", "address", "fraud", "other"] as const;
type What = "order.hold" | "order.cancel";

export function Steer({ order, answers }: { order: Order; answers: Answers }) {
  const asking = useSignal<What | null>(null);
  const over = Object.keys(ORDER_LIFE[order.stage] ?? {}).length === 0;
  const canCancel = may("order.cancel") && "order.cancel" in (ORDER_LIFE[order.stage] ?? {});
  if (over || !(may("order.hold") || canCancel)) return null;
  const does = async (kind: What, reason: string): Promise<void> => {
    asking.value = null;
    await act(answers, kind, { order: order.id, reason }, { title: t("order.sent"), basis: seen(order) });
  };
  const resume = (): void =>
    void act(answers, "order.resume", { order: order.id }, { title: t("order.sent"), basis: seen(order) });
  if (asking.value) {
    const kind = asking.value;
    return (
      <section class="card">
        <h2>{t(kind === "order.hold" ? "order.hold" : "order.cancel")}</h2>
        <div class="acts">
          {REASONS.map((reason) => (
            <Act key={reason} on={() => void does(kind, reason)} testid={`reason-${reason}`}>
              {t(`why.${reason}` as Word)}
            </Act>
          ))}
        </div>
        <Act on={() => (asking.value = null)} icon="back">
          {t("back")}
        </Act>
      </section>
    );
  }
  return (
    <div class="acts">
      {may("order.hold") &&
        (order.held ? (
          <Act on={resume} testid="resume">
            {t("order.resume")}
          </Act>
        ) : (
          <Act on={() => (asking.value = "order.hold")} testid="hold">
            {t("order.hold")}
          </Act>
        ))}
      {canCancel && (
        <Act look="danger" on={() => (asking.value = "order.cancel")} testid="cancel">
          {t("order.cancel")}
        </Act>
      )}
    </div>
  );
}
