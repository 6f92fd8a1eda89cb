/** One order: what is asked of the person first, then what it is, its lines, and its story. */

import { waitOf } from "../../domain/order/waits";
import type { Order, OrderLine } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { day, money, names } from "../../ui/format";
import { t, tOr } from "../../ui/lang";
import { may, rows } from "../../ui/session";
import { Waits } from "../../ui/waits";
import { Decide } from "./decide";
import { Steer } from "./steer";
import { Substitutes } from "./asks";
import { Story } from "./story";
import { customerOf, decided, findingsOf, findingText, linesOf, StageTag, total } from "./words";

export function OrderPage({ order, answers, next }: { order: Order; answers: Answers; next: () => void }) {
  const findings = findingsOf(order.id);
  const wait = waitOf(rows(), order.id);
  return (
    <article class="pane" data-testid="order" data-number={order.number}>
      <p class="pair">
        <strong class="name">{customerOf(order)}</strong>
        <StageTag order={order} />
      </p>
      <p class="sum nums" data-testid="total">
        {total(order)}
      </p>
      {findings.length > 0 && (
        <section class="note decide" data-testid="findings">
          <h2>{t("order.findings")}</h2>
          <ul>
            {findings.map((finding) => (
              <li key={finding.id}>{findingText(finding)}</li>
            ))}
          </ul>
        </section>
      )}
      {order.stage === "review" &&
        may("order.approve") &&
        (decided(order.id) ? (
          <p class="note info">{t("order.sent")}</p>
        ) : (
          <Decide order={order} answers={answers} next={next} />
        ))}
      {wait && <Waits wait={wait} />}
      <Facts order={order} />
      <Lines order={order} />
      {order.decided_why && <p class="quiet">{tOr(`why.${order.decided_why}`)}</p>}
      {may("order.place") && <Substitutes order={order} answers={answers} />}
      <Steer order={order} answers={answers} />
      {may("read.desk") && <Story order={order} />}
    </article>
  );
}

function Facts({ order }: { order: Order }) {
  const customer = order.customer ? rows().get("customer", order.customer) : undefined;
  const shipTo = [order.ship_name, order.ship_street, `${order.ship_zip} ${order.ship_city}`.trim(), order.ship_country]
    .filter(Boolean)
    .join(", ");
  const facts: [string, string | false | undefined][] = [
    [
      t("order.credit"),
      customer &&
        t("order.credit_of", {
          left: money(customer.credit_limit - customer.open_amount, customer.currency),
          limit: money(customer.credit_limit, customer.currency),
        }),
    ],
    [t("order.placed"), day(order.placed_at)],
    [t("order.due"), order.due_at !== null && day(order.due_at)],
    [t("order.channel"), order.channel],
    [t("order.payment"), order.payment],
    [t("order.ship_to"), shipTo],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
      )}
    </dl>
  );
}

const WAITING: readonly Order["stage"][] = ["review", "approved"];

function Lines({ order }: { order: Order }) {
  const before = WAITING.includes(order.stage);
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            <th>{t("order.item")}</th>
            <th class="end">{t("order.ordered")}</th>
            <th class="end">{t(before ? "order.free" : "stage.picked")}</th>
            <th class="end">{t("order.price")}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(order.id).map((line) => {
            const free = freeOf(order.warehouse, line.product);
            const lacks =
              before && line.reserved < line.ordered && free < line.ordered - line.reserved
                ? line.ordered - line.reserved - free
                : 0;
            return (
              <tr key={line.id} data-testid="order-line">
                <td>
                  <strong>{names(line.product)[0]}</strong>
                  <br />
                  <span class="quiet">{line.product}</span>
                  <Instead line={line} />
                </td>
                <td class="end nums">{line.ordered}</td>
                <td class="end nums">
                  {before ? free : line.picked}
                  {lacks > 0 && (
                    <>
                      <br />
                      <span class="tag decide">{t("order.lacks", { n: lacks })}</span>
                    </>
                  )}
                  {line.short > 0 && (
                    <>
                      <br />
                      <span class="tag decide">{t("pick.short_n", { n: line.short })}</span>
                    </>
                  )}
                </td>
                <td class="end nums">{money(line.unit_price, order.currency)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** That a line replaces another, or is replaced by one. */
function Instead({ line }: { line: OrderLine }) {
  const of = line.instead_of ? rows().get("order_line", line.instead_of) : undefined;
  const told = of ? t("subs.instead", { product: names(of.product)[0] }) : line.replaced ? t("subs.replaced", { n: line.replaced }) : "";
  return told ? (
    <>
      <br />
      <span class="tag info">{told}</span>
    </>
  ) : null;
}

/** Units that may still be promised. */
function freeOf(warehouse: string, product: string): number {
  const at = rows().get("stock_position", `${warehouse}/${product}`);
  return at ? Math.max(0, at.on_hand - at.reserved - at.leased) : 0;
}
