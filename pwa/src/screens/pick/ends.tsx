/** Before the first stop and after the last: totes onto the cart, goods back, the cart to the packers. */

import { progress } from "../../domain/pick/board";
import { slotsOf, type Step } from "../../domain/pick/walk";
import type { PickTask } from "../../generated/rows";
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

export function Back({ task }: { task: PickTask }) {
  const [name, second] = names(task.product);
  return (
    <div class="stop" data-testid="put-back">
      <p class="note decide">{t("pick.back_title", { order: task.order_number })}</p>
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
    </div>
  );
}
