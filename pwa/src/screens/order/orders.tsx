/** Orders: what waits for a decision on the left, the one in hand on the right. On a phone one after the other. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Order } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { age } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Act, Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go, route } from "../../ui/route";
import { readScan, tellWrong } from "../../ui/scan";
import { may, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { mainJobs } from "../jobs";
import { Asks } from "./asks";
import { Beside } from "./beside";
import { OrderPage } from "./page";
import { customerOf, decided, findingsOf, StageTag, total } from "./words";

const STAGES = [
  "review",
  "approved",
  "released",
  "picking",
  "picked",
  "packing",
  "packed",
  "loaded",
  "shipped",
  "rejected",
  "cancelled",
] as const;
const SHOWN = 50;

/** `#/orders/<stage>/<id>`; the stage `all` shows every order. */
export function Orders() {
  const answers = useMemo(makeAnswers, []);
  const [, stage = may("order.approve") ? "review" : "all", id] = route.value;
  // With two panes the right one is not left empty: what waits longest is open.
  const order = id
    ? rows().get("sales_order", id)
    : stage === "review" && wide()
      ? inStage(stage).find((o) => !decided(o.id))
      : undefined;
  useScan((raw) => {
    const seen = readScan(raw);
    const found = rows().where("sales_order", "number", seen.code ?? raw)[0];
    if (found) go("orders", "all", found.id);
    else tellWrong(answers, "unknown_code", seen.code ?? raw, "");
  });
  const next = (done: string): void => {
    const [first] = inStage(stage).filter((o) => o.id !== done && !decided(o.id));
    go("orders", stage, ...(first && wide() ? [first.id] : []));
  };
  return (
    <Shell
      wide
      answers={answers}
      title={order && id ? t("order.number", { number: order.number }) : t("job.orders")}
      {...(id ? { back: ["orders", stage] } : mainJobs().length > 1 ? { back: [] } : {})}
    >
      <div class={`panes two ${order ? "open" : ""}`}>
        <div class="pane">
          <Asks answers={answers} />
          <List stage={stage} current={order?.id} />
        </div>
        <div class="pane">
          {order ? (
            <OrderPage key={order.id} order={order} answers={answers} next={() => next(order.id)} />
          ) : (
            <Empty icon="list" title={t("order.pick_one")} />
          )}
        </div>
      </div>
    </Shell>
  );
}

const wide = (): boolean => matchMedia("(min-width: 760px)").matches;
const newest = (a: Order, b: Order): number => b.placed_at - a.placed_at || (a.number < b.number ? 1 : -1);
/** What waits longest comes first in the review, what is newest elsewhere. */
function inStage(stage: string): Order[] {
  if (stage === "all") return rows().all("sales_order").sort(newest);
  const found = [...rows().where("sales_order", "stage", stage as Order["stage"])].sort(newest);
  return stage === "review" ? found.reverse() : found;
}

function List({ stage, current }: { stage: string; current: string | undefined }) {
  const [search, shown] = [useSignal(""), useSignal(SHOWN)];
  const words = search.value.trim().toLowerCase();
  const orders = inStage(stage).filter(
    (o) => words === "" || `${o.number} ${customerOf(o)} ${o.ship_name}`.toLowerCase().includes(words),
  );
  return (
    <>
      <Beside above />
      <Tabs stage={stage} />
      <Field label={t("order.search")} value={search.value} on={(v) => (search.value = v)} testid="search" />
      {orders.length === 0 && (
        <Empty icon="tick" title={t("order.none")}>
          {stage === "review" && t("order.none_why")}
        </Empty>
      )}
      <nav class="list" aria-label={t("job.orders")}>
        {orders.slice(0, shown.value).map((order) => (
          <OrderRow key={order.id} order={order} stage={stage} current={order.id === current} />
        ))}
      </nav>
      {orders.length > shown.value && (
        <Act on={() => (shown.value += SHOWN)}>{t("show_more", { n: orders.length - shown.value })}</Act>
      )}
      <Beside above={false} />
    </>
  );
}

const Tabs = ({ stage }: { stage: string }) => (
  <label class="field">
    <span>{t("order.stage")}</span>
    <select value={stage} onChange={(event) => go("orders", event.currentTarget.value)} data-testid="stages">
      <option value="all">
        {t("all")} ({rows().all("sales_order").length})
      </option>
      {STAGES.map((name) => (
        <option key={name} value={name}>
          {t(`stage.${name}` as Word)} ({rows().where("sales_order", "stage", name).length})
        </option>
      ))}
    </select>
  </label>
);

function OrderRow({ order, stage, current }: { order: Order; stage: string; current: boolean }) {
  const found = findingsOf(order.id).filter((finding) => finding.holds).length;
  return (
    <LinkRow to={["orders", stage, order.id]} testid="order-row" current={current}>
      <span class="grow" data-number={order.number}>
        <strong>
          {order.number} · {customerOf(order)}
        </strong>
        <p>
          {total(order)} · {t("pack.lines", { n: order.lines })} · {age(order.placed_at)}
        </p>
        <p>
          {decided(order.id) ? (
            <span class="tag info">{t("order.sent")}</span>
          ) : stage === "review" ? (
            found > 0 && (
              <span class="tag decide">
                {t("order.findings")}: {found}
              </span>
            )
          ) : (
            <StageTag order={order} />
          )}
        </p>
      </span>
    </LinkRow>
  );
}
