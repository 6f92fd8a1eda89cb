/** Substitutes, for the office: what pickers ask, and what is agreed with a customer or for an order. */

import { useSignal } from "@preact/signals";
import type { Ops } from "../../generated/ops";
import type { Order, SubstituteAsk } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { age, names } from "../../ui/format";
import { Choice } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act } from "../../ui/scan";
import { holds, may, nameOf, rows, underWay } from "../../ui/session";
import { customerOf } from "./words";

type By = Ops["order.answer"]["by"];
type Consent = Ops["order.consent"]["substitutes"];
const BY: readonly By[] = ["customer", "rep", "manager"];
/** How long a yes that has come too late is told. */
const LATE_MS = 4 * 3_600_000;
const usualBy = (): By => (holds("manager") ? "manager" : holds("sales") ? "rep" : "customer");

/** Who has agreed, as one of three keys. */
const Who = ({ value, on }: { value: By; on: (by: By) => void }) => (
  <Choice label={t("subs.by")} value={value} of={BY.map((by) => [by, t(`subs.by_${by}`)] as const)} on={on} testid="by" />
);

/** What pickers ask, the oldest first. */
export function Asks({ answers }: { answers: Answers }) {
  const asks = [...rows().where("substitute_ask", "stage", "asked")].sort((a, b) => a.asked_at - b.asked_at);
  const late = rows().where("substitute_ask", "stage", "late").filter((ask) => Date.now() - ask.answered_at < LATE_MS);
  if (asks.length + late.length === 0 || !may("order.place")) return null;
  return (
    <section class="group" data-testid="asks">
      <h2>
        {t("subs.inbox")}: {asks.length}
      </h2>
      {asks.map((ask) => (
        <OneAsk key={ask.id} ask={ask} answers={answers} />
      ))}
      {late.map(({ id, order_number, product, other }) => (
        <p class="note info" key={id} data-testid="ask-late">
          {t("subs.late", { order: order_number, product: names(product)[0], other: names(other)[0] })}
        </p>
      ))}
    </section>
  );
}

function OneAsk({ ask, answers }: { ask: SubstituteAsk; answers: Answers }) {
  const by = useSignal(usualBy());
  const entry = rows().get("substitute", `${ask.product}/${ask.other}`);
  const given = Math.floor(ask.units / (entry?.per ?? 1)) * (entry?.gives ?? 1);
  const order = rows().get("sales_order", ask.order);
  const busy = underWay("order.answer", "ask", ask.id);
  const say = (allow: boolean) => () =>
    void act(answers, "order.answer", { ask: ask.id, allow, by: by.value }, { title: t("subs.answered") });
  return (
    <article class="card" data-testid="ask">
      <p class="name">
        {t("subs.may", { given, other: names(ask.other)[0], units: ask.units, product: names(ask.product)[0] })}
      </p>
      <p class="quiet">
        {t("order.number", { number: ask.order_number })} · {order ? customerOf(order) : ""} ·{" "}
        {t("lead.by", { name: nameOf(ask.asked_by) })} · {t("lead.age", { age: age(ask.asked_at) })}
      </p>
      <Who value={by.value} on={(value) => (by.value = value)} />
      <div class="acts">
        <Act on={say(true)} look="main" off={busy} testid="ask-yes">
          {t("subs.yes")}
        </Act>
        <Act on={say(false)} off={busy} testid="ask-no">
          {t("subs.no")}
        </Act>
      </div>
    </article>
  );
}

/** What is agreed on substitutes, for an order and for its customer. */
export function Substitutes({ order, answers }: { order: Order; answers: Answers }) {
  const by = useSignal(usualBy());
  const customer = order.customer ? rows().get("customer", order.customer) : undefined;
  const ways = [["always", t("subs.always")], ["ask", t("subs.ask_each")], ["never", t("subs.never")]] as const;
  const title = t("subs.set");
  return (
    <section class="group" data-testid="consent">
      <Choice
        label={t("subs.order")}
        value={order.substitutes ?? customer?.substitutes ?? "ask"}
        of={ways}
        on={(way) => void act(answers, "order.consent", { order: order.id, substitutes: way as Consent, by: by.value }, { title })}
        testid="order-consent"
      />
      <Who value={by.value} on={(value) => (by.value = value)} />
      {customer && (
        <Choice
          label={t("subs.customer")}
          value={customer.substitutes ?? "ask"}
          of={ways}
          on={(way) => void act(answers, "customer.consent", { customer: customer.id, substitutes: way as Consent }, { title })}
          testid="customer-consent"
        />
      )}
    </section>
  );
}
