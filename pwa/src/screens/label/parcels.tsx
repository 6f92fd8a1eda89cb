/** Labels of orders, cartons, pallets, and what may come back. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Chosen } from "../../domain/label/label";
import { cartonLabel, orderLabel, palletLabel, returnLabel } from "../../domain/label/parcels";
import type { Shipment } from "../../generated/rows";
import { check } from "../../scanning/sscc";
import { Field } from "../../ui/forms";
import { Act, Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { here } from "../../ui/printer";
import { may, rows } from "../../ui/session";
import { keepFilled, nextSscc } from "../pack/numbers";
import { Frame, matching, Ticks } from "./choosing";
import type { ManyProps } from "./many";

const SHOWN = 8;
const shipments = (): Shipment[] =>
  rows()
    .where("shipment", "warehouse", here())
    .filter(({ stage }) => stage !== "cancelled")
    .sort((a, b) => (a.order_number < b.order_number ? -1 : 1));

export function Orders({ answers }: ManyProps) {
  const ticked = useSignal<ReadonlySet<string>>(new Set());
  const all = shipments()
    .filter(({ stage }) => stage !== "shipped")
    .map(orderLabel);
  return (
    <Frame kind="order" answers={answers} picked={all.filter(({ title }) => ticked.value.has(title))}>
      <Ticks all={all} ticked={ticked} none={t("label.no_orders")} />
    </Frame>
  );
}

export function Cartons({ answers }: ManyProps) {
  const ticked = useSignal<ReadonlySet<string>>(new Set());
  const all = rows()
    .where("carton", "warehouse", here())
    .map((carton) => cartonLabel(rows(), carton))
    .filter((label): label is Chosen => label !== null);
  return (
    <Frame kind="carton" answers={answers} picked={all.filter(({ title }) => ticked.value.has(title))}>
      <Ticks all={all} ticked={ticked} none={t("label.no_cartons")} />
    </Frame>
  );
}

export function Pallets({ answers }: ManyProps) {
  const [order, sscc] = [useSignal<Shipment | null>(null), useSignal("")];
  const number = sscc.value.replace(/\D/g, "");
  const fits = check(number) ? number : number.startsWith("00") && check(number.slice(2)) ? number.slice(2) : "";
  const none = useSignal(false);
  const made = order.value && fits ? [palletLabel(rows(), order.value, fits)] : [];
  useEffect(keepFilled, []);
  const next = async (): Promise<void> => {
    const given = await nextSscc(here());
    [sscc.value, none.value] = [given, given === ""];
  };
  return (
    <Frame kind="pallet" answers={answers} picked={made}>
      <OneOrder order={order} />
      {order.value && (
        <>
          <Field big figures label={t("label.pallet_number")} value={sscc.value} on={(v) => (sscc.value = v)} testid="label-sscc" />
          {fits === "" && may("pack") && (
            <Act on={() => void next()} icon="plus" testid="label-next">
              {t("label.next_sscc")}
            </Act>
          )}
          {none.value && <p class="note decide">{t("label.none_left")}</p>}
          {number !== "" && fits === "" && <p class="note decide">{t("label.no_sscc")}</p>}
        </>
      )}
    </Frame>
  );
}

const RETURN_NUMBER = /^[A-Z0-9#][A-Z0-9._/#-]{0,47}$/;

export function Returns({ answers }: ManyProps) {
  const [order, code] = [useSignal<Shipment | null>(null), useSignal("")];
  const number = code.value.trim().toUpperCase();
  const fits = RETURN_NUMBER.test(number);
  const made = order.value && fits ? [returnLabel(rows(), order.value, number)] : [];
  return (
    <Frame kind="return" answers={answers} picked={made}>
      <OneOrder order={order} />
      {order.value && (
        <>
          <Field big label={t("label.return_number")} value={code.value} on={(v) => (code.value = v)} testid="label-return" />
          {number !== "" && !fits && <p class="note decide">{t("label.no_return")}</p>}
        </>
      )}
    </Frame>
  );
}

function OneOrder({ order }: { order: Signal<Shipment | null> }) {
  const text = useSignal("");
  const now = order.value;
  if (now)
    return (
      <section class="card">
        <h2>{t("order.number", { number: now.order_number })}</h2>
        <p>{now.ship_name}</p>
        <Act on={() => (order.value = null)}>{t("label.other_order")}</Act>
      </section>
    );
  const all = shipments();
  if (all.length === 0) return <Empty icon="list" title={t("label.no_orders")} />;
  const found = new Set(matching(all.map(orderLabel), text.value).map(({ title }) => title));
  return (
    <>
      <Field label={t("order.search")} value={text.value} on={(v) => (text.value = v)} testid="label-order" />
      {all
        .filter(({ order_number }) => found.has(order_number))
        .slice(0, SHOWN)
        .map((shipment) => (
          <Act key={shipment.id} on={() => (order.value = shipment)} testid={`order-${shipment.order_number}`}>
            {shipment.order_number} · {shipment.ship_name}
          </Act>
        ))}
    </>
  );
}
