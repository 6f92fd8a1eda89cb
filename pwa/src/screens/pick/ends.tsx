/** Before the first stop and after the last: totes onto the cart, goods back, the cart to the packers. */

import { progress } from "../../domain/pick/board";
import { slotsOf, type Step } from "../../domain/pick/walk";
import type { PickTask, SubstituteAsk } from "../../generated/rows";
import { names, placeCode } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";

export const Bind = ({ step }: { step: Extract<Step, { at: "bind" }> }) => (
  <div class="stop" data-testid="bind">
    <section class="step now">
      <p class="what">
        <Icon name="tote" size={20} />
        {t("pick.bind_do")}
      </p>
      <p class="loc" data-testid="bind-nth">
        {t("pick.bind", { nth: step.nth, of: step.of })}
      </p>
      <p class="name">{t("pick.bind_for", { order: step.slot.order_number })}</p>
    </section>
    <ul class="list">
      {slotsOf(rows(), step.slot.run).map((slot) => (
        <li class="row" key={slot.id} aria-current={slot.id === step.slot.id ? "step" : undefined}>
          <strong class="nums">{slot.slot}</strong>
          <span class="grow">{slot.order_number}</span>
          {slot.tote && (
            <strong>
              <Icon name="tick" size={20} /> {placeCode(slot.tote)}
            </strong>
          )}
        </li>
      ))}
    </ul>
  </div>
);

/** The order was cancelled; else only this stop was, whose goods were to go in place of others. */
const isOff = (task: PickTask): boolean => rows().get("shipment", task.shipment)?.stage === "cancelled";

export function Back({ task }: { task: PickTask }) {
  const [name, second] = names(task.product);
  return (
    <div class="stop" data-testid="put-back">
      <p class="note decide">{t(isOff(task) ? "pick.back_title" : "subs.back_title", { order: task.order_number })}</p>
      <section class="step now">
        <p class="what">
          <Icon name="shelf" size={20} />
          {t("pick.back_do", { n: task.picked })}
        </p>
        <p class="loc" data-testid="loc">
          {placeCode(task.location)}
        </p>
      </section>
      <section class="step">
        <p class="name">{name}</p>
        <p class="second">{second}</p>
      </section>
    </div>
  );
}

/** What the office was asked about stops of this run, and has not answered. */
const asksOf = (run: string): readonly SubstituteAsk[] =>
  rows().where("substitute_ask", "stage", "asked").filter(({ id }) => rows().get("pick_task", id)?.run === run);

export function Over({ run, on }: { run: string; on: () => void }) {
  const { picked, short } = progress(rows(), run);
  return (
    <div class="stop" data-testid="over">
      <section class="empty">
        <Icon name="tick" size={64} />
        <h2>{t("pick.over")}</h2>
        <p>{t("pick.over_facts", { picked, short })}</p>
        <p>{t("pick.over_do")}</p>
      </section>
      <Act on={on} look="giant" icon="box" testid="hand-over">
        {t("pick.hand_over")}
      </Act>
      {asksOf(run).map(({ id, other, product, order_number }) => (
        <p class="note info" key={id} data-testid="asked">
          {t("subs.waits", { other: names(other)[0], product: names(product)[0], order: order_number })}
        </p>
      ))}
    </div>
  );
}
