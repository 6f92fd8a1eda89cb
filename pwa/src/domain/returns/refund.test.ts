import { expect, test } from "vitest";
import { rowsOf } from "../rows-example";
import { refunded, toRefund } from "./refund";

const task = (id: string, more: object) =>
  ({ id, stage: "open", act: "see_to_refund", raised_at: 1, params: { receipt: "rt1" }, ...more });
const came = (product: string, restocked: number) =>
  ({ id: `rt1/${product}`, receipt: "rt1", product, expected: 9, restocked, quarantined: 0, scrapped: 0 });
const rows = (lines: object[], tasks: object[] = [task("t1", {})]) =>
  rowsOf({
    exception_task: tasks,
    return_receipt: [{ id: "rt1", shipment: "o7" }],
    return_line: lines,
    shipment: [{ id: "o7", order: "o7" }],
    sales_order: [{ id: "o7", number: "10421", currency: "EUR" }],
    order_line: [
      { id: "o7/1", order: "o7", n: 1, product: "PEN", ordered: 2, unit_price: 250 },
      { id: "o7/2", order: "o7", n: 2, product: "PEN", ordered: 2, unit_price: 200 },
      { id: "o7/3", order: "o7", n: 3, product: "CUP", ordered: 1, unit_price: 900 },
    ],
  });

test("goods are worth what they were sold for, line by line", () => {
  const [refund] = toRefund(rows([came("PEN", 3), came("CUP", 0)]));
  expect(refund).toMatchObject({ receipt: "rt1", order: { number: "10421" }, amount: 700 });
  expect(refund?.lines).toEqual([{ product: "PEN", units: 3, amount: 700 }]);
});

test("more than was sold, or what nobody sold, has no price, and so the whole has none", () => {
  expect(toRefund(rows([came("PEN", 5)]))[0]).toMatchObject({ amount: null, lines: [{ amount: null }] });
  expect(toRefund(rows([came("PEN", 1), came("HAT", 1)]))[0]?.amount).toBeNull();
  expect(toRefund(rows([], [task("t1", { params: {} })]))[0]).toMatchObject({ order: null, lines: [], amount: null });
});

test("what was asked for first is seen to first, and nothing else is a refund", () => {
  const tasks = [task("t3", { raised_at: 3 }), task("t1", {}), task("t2", { act: "recount" }), task("t4", { stage: "settled" })];
  expect(toRefund(rows([], tasks)).map((refund) => refund.task.id)).toEqual(["t1", "t3"]);
  expect(refunded(rows([], tasks)).map((refund) => refund.task.id)).toEqual(["t4"]);
});
