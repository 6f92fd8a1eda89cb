/** A wave: the runs that the approved orders would make, as the server plans them. What is unticked stays behind. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { called } from "../../ui/format";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { getJson, rows, status } from "../../ui/session";
import { cart, cartAt, query } from "./cart";

interface Planned {
  readonly orders: readonly string[];
  readonly urgent: boolean;
  readonly stops: number;
  readonly units: number;
  readonly grams: number;
  readonly millilitres: number;
  readonly aisles: number;
  /** A single order that is more than the cart takes. */
  readonly over: boolean;
}

interface Plan {
  readonly runs: readonly Planned[];
  readonly lacking: readonly { readonly order: string; readonly product: string; readonly missing: number }[];
  readonly later: number;
  /** What is due within so many hours is urgent. */
  readonly urgent_hours: number;
}

const numberOf = (order: string): string => rows().get("sales_order", order)?.number ?? order;

interface Props {
  readonly warehouse: string;
  /** Releases orders as one run, on a cart without limits if need be; whether they have gone. */
  readonly send: (orders: readonly string[], any: boolean) => Promise<boolean>;
  /** Whether there is a plan with something to release. */
  readonly planned: Signal<boolean>;
}

export function Wave({ warehouse, send, planned }: Props) {
  const plan = useSignal<Plan | null>(null);
  const out = useSignal<ReadonlySet<string>>(new Set());
  const busy = useSignal(false);
  const said = cart.value;
  // What was planned for another cart is no plan for this one.
  useEffect(() => void (plan.value = null), [said]);
  const look = async (): Promise<void> => {
    busy.value = true;
    const path = `/api/queries/pick/wave?warehouse=${encodeURIComponent(warehouse)}${query(cartAt(warehouse))}`;
    plan.value = await getJson<Plan>(path).catch(() => null);
    out.value = new Set(plan.value?.runs.filter((run) => run.over).flatMap((run) => run.orders));
    busy.value = false;
  };
  const going = (plan.value?.runs ?? [])
    .map((run) => ({ ...run, orders: run.orders.filter((order) => !out.value.has(order)) }))
    .filter((run) => run.orders.length > 0);
  const some = going.length > 0;
  useEffect(() => void (planned.value = some), [some]);
  useEffect(() => () => void (planned.value = false), []);
  const release = async (): Promise<void> => {
    busy.value = true;
    let all = true;
    for (const { orders, over } of going) all = (await send(orders, over)) && all;
    if (all) [plan.value, busy.value] = [null, false];
    else await look(); // what did not go is planned anew, its reason being on the screen
  };
  const toggle = (order: string): void => {
    const now = new Set(out.value);
    if (!now.delete(order)) now.add(order);
    out.value = now;
  };
  const off = busy.value || status() === "offline";
  return (
    <section class="pane" data-testid="wave">
      <h2>{t("wave.title")}</h2>
      <Act on={() => void look()} icon="cart" testid="wave-plan" off={off}>
        {t("wave.plan")}
      </Act>
      {plan.value?.runs.length === 0 && <p class="quiet">{t("wave.none")}</p>}
      {(plan.value?.later ?? 0) > 0 && (
        <p class="note info" data-testid="wave-later">
          {t("wave.later", { n: plan.value?.later ?? 0 })}
        </p>
      )}
      {plan.value?.lacking.map((one) => (
        <p class="note decide" key={one.order + one.product} data-testid="wave-lacking">
          {t("wave.lacking", { order: numberOf(one.order), n: one.missing, product: called(one.product) })}
        </p>
      ))}
      {plan.value?.runs.map((run) => (
        <section class="pane" key={run.orders[0]} data-testid="wave-run">
          <p>
            {run.urgent && (
              <strong class="tag decide" data-testid="wave-urgent">
                {t("wave.urgent", { n: plan.value?.urgent_hours ?? 0 })}
              </strong>
            )}{" "}
            {t("wave.facts", { stops: run.stops, units: run.units, aisles: run.aisles })} ·{" "}
            {t("wave.load", { kg: Math.ceil(run.grams / 1000), litres: Math.ceil(run.millilitres / 1000) })}
          </p>
          {run.over && (
            <p class="note decide" data-testid="wave-over">
              {t("wave.over")}
            </p>
          )}
          {run.orders.map((order) => (
            <label class="check" key={order}>
              <input type="checkbox" checked={!out.value.has(order)} onChange={() => toggle(order)} />
              <span class="grow">{numberOf(order)}</span>
            </label>
          ))}
        </section>
      ))}
      {some && (
        <Act look="main" icon="cart" on={() => void release()} testid="wave-release" off={off}>
          {t("wave.do", { n: going.length })}
        </Act>
      )}
    </section>
  );
}
