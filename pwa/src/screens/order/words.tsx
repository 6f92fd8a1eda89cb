/** Small parts that all order screens share. */

import type { Finding, Order } from "../../generated/rows";
import { money } from "../../ui/format";
import { t, tOr } from "../../ui/lang";
import { rows, underWay } from "../../ui/session";
import type { Word } from "../../words/en";

const TONE: Readonly<Partial<Record<Order["stage"], string>>> = {
  review: "decide",
  rejected: "wrong",
  cancelled: "wrong",
  shipped: "good",
  approved: "good",
};

export const StageTag = ({ order }: { order: Order }) => (
  <span class={`tag ${order.held ? "decide" : (TONE[order.stage] ?? "info")}`} data-testid="stage">
    {order.held ? t("order.held", { reason: order.held }) : t(`stage.${order.stage}` as Word)}
  </span>
);

export const customerOf = (order: Order): string =>
  (order.customer && rows().get("customer", order.customer)?.name) || order.ship_name || t("order.guest");

export const total = (order: Order): string => money(order.total, order.currency);

export const findingsOf = (order: string): readonly Finding[] => rows().where("finding", "order", order);

export const findingText = (finding: Finding): string =>
  tOr(`finding.${finding.code}`, { value: finding.value, limit: finding.limit });

/** A decision on it is on its way. */
export const decided = (order: string): boolean =>
  underWay("order.approve", "order", order) || underWay("order.reject", "order", order);

/** The lines of an order, but for a substitute of which nothing is taken after all. */
export const linesOf = (order: string) =>
  rows()
    .where("order_line", "order", order)
    .filter((line) => line.instead_of === null || line.replaced !== line.ordered)
    .sort((a, b) => a.n - b.n);
