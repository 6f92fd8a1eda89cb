/** Approved orders onto a cart: those that are due first are chosen already. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Order } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { age, day } from "../../ui/format";
import { newId } from "../../ui/ids";
import { Act, Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { ask } from "../../ui/scan";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { mainJobs } from "../jobs";
import { cartAt, CartFields, said } from "./cart";
import { SLOTS_MAX } from "./carts";
import { shorten } from "./shorter";
import { Wave } from "./wave";
import { customerOf, total } from "./words";

const due = (order: Order): number => order.due_at ?? order.placed_at;

function approved(warehouse: string | null): Order[] {
  const ready = rows()
    .where("sales_order", "stage", "approved")
    .filter((order) => order.held === "");
  const here = ready.filter((order) => warehouse === null || order.warehouse === warehouse);
  return here.sort((a, b) => due(a) - due(b) || (a.number < b.number ? -1 : 1));
}

export function Release() {
  const answers = useMemo(makeAnswers, []);
  const chosen = useSignal<ReadonlySet<string> | null>(null);
  const busy = useSignal(false);
  const shorter = useSignal(false);
  /** Runs are planned: what is released then is the plan, and no other key of that kind is in sight. */
  const planned = useSignal(false);
  // A run stands in one building: that of the order which is due first.
  const building = approved(null)[0]?.warehouse ?? null;
  const orders = approved(building);
  const now = cartAt(building);
  const { mode, slots, dueBefore } = now;
  // Those that are due first, as many as the cart has slots; another choice is the lead's.
  const first = orders.filter((o) => dueBefore === 0 || (o.due_at !== null && o.due_at <= dueBefore)).slice(0, slots);
  const picked = orders.filter((order) => chosen.value?.has(order.id) ?? first.includes(order)).slice(0, SLOTS_MAX);
  const toggle = (id: string): void => {
    const now = new Set(picked.map((order) => order.id));
    if (!now.delete(id)) now.add(id);
    chosen.value = now;
  };
  const send = async (ids: readonly string[], any = false): Promise<boolean> => {
    const body = { run: newId(), warehouse: building ?? "", orders: [...ids], ...said(now, any) };
    const gone = await ask(answers, "pick.release", body, { title: t("order.sent"), then: t("release.done") });
    if (gone && shorter.value) await shorten(answers, body.run);
    return gone;
  };
  const release = async (): Promise<void> => {
    busy.value = true;
    const ids = picked.map((order) => order.id);
    let all = true;
    for (const one of mode === "single" ? ids.map((id) => [id]) : [ids]) all = (await send(one)) && all;
    if (all) chosen.value = null;
    busy.value = false;
  };
  const bar = orders.length > 0 && !planned.value && (
    <Act look="main" icon="cart" on={() => void release()} testid="release" off={busy.value || picked.length === 0}>
      {t("release.do", { n: picked.length })}
    </Act>
  );
  return (
    <Shell title={t("release.title")} {...(mainJobs().length > 1 ? { back: [] } : {})} answers={answers} bar={bar}>
      {orders.length === 0 ? (
        <Empty icon="cart" title={t("release.none")}>
          {t("release.none_why")}
        </Empty>
      ) : (
        <>
          <CartFields house={building ?? ""} changed={() => (chosen.value = null)} />
          <h2 class="apart">{t("release.choose")}</h2>
        </>
      )}
      {orders.map((order) => (
        <label class="check" key={order.id} data-testid="release-row">
          <input type="checkbox" checked={picked.includes(order)} onChange={() => toggle(order.id)} />
          <span class="grow">
            <strong>
              {order.number} · {customerOf(order)}
            </strong>
            <br />
            <span class="quiet">
              {total(order)} · {t("pack.lines", { n: order.lines })} ·{" "}
              {order.due_at ? `${t("order.due")} ${day(order.due_at)}` : age(order.placed_at)}
            </span>
          </span>
        </label>
      ))}
      {building !== null && (
        <label class="check">
          <input
            type="checkbox"
            data-testid="shorter"
            checked={shorter.value}
            onChange={() => (shorter.value = !shorter.value)}
          />
          <span class="grow">
            <strong>{t("wave.shorter")}</strong>
            <br />
            <span class="quiet">{t("wave.shorter_why")}</span>
          </span>
        </label>
      )}
      {building !== null && <Wave warehouse={building} send={send} planned={planned} />}
    </Shell>
  );
}
