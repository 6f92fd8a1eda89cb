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
import { myJobs } from "../jobs";
import { customerOf, total } from "./words";

const CART = 8;
const MOST = 24;
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
  // A run stands in one building: that of the order which is due first.
  const building = approved(null)[0]?.warehouse ?? null;
  const orders = approved(building);
  const picked = orders.filter((order) => chosen.value?.has(order.id) ?? orders.indexOf(order) < CART).slice(0, MOST);
  const toggle = (id: string): void => {
    const now = new Set(picked.map((order) => order.id));
    if (!now.delete(id)) now.add(id);
    chosen.value = now;
  };
  const release = async (): Promise<void> => {
    busy.value = true;
    const body = { run: newId(), warehouse: building ?? "", orders: picked.map((order) => order.id) };
    await ask(answers, "pick.release", body, { title: t("order.sent"), then: t("release.done") });
    [chosen.value, busy.value] = [null, false];
  };
  const bar = orders.length > 0 && (
    <Act look="main" icon="cart" on={() => void release()} testid="release" off={busy.value || picked.length === 0}>
      {t("release.do", { n: picked.length })}
    </Act>
  );
  return (
    <Shell title={t("release.title")} {...(myJobs().length > 1 ? { back: [] } : {})} answers={answers} bar={bar}>
      {orders.length === 0 ? (
        <Empty icon="cart" title={t("release.none")}>
          {t("release.none_why")}
        </Empty>
      ) : (
        <h2>{t("release.choose")}</h2>
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
    </Shell>
  );
}
