/** What a picker is offered in place of units that are short. */

import { expect, test } from "vitest";
import type { Tables } from "../../generated/rows";
import { rowsOf, task, type Given } from "../rows-example";
import { offerFor } from "./offer";

const stop = { ...task({ short: 2, quantity: 2, shipment_line: "o1/1" }) } as Tables["pick_task"];
const base: Given = {
  shipment: [{ id: "o1", stage: "picking", substitutes: "always" }],
  shipment_line: [{ id: "o1/1", short: 2, wanted: 2 }],
  substitute: [
    { id: "BOLT/NUT", product: "BOLT", other: "NUT", gives: 1, per: 1, rank: 2, active: true },
    { id: "BOLT/SCREW", product: "BOLT", other: "SCREW", gives: 2, per: 1, rank: 1, active: true },
  ],
  location: [{ id: "ROT/B-01", code: "B-01", kind: "bin", pick_sequence: 1 }],
  stock: [
    { id: "n", warehouse: "ROT", location: "ROT/B-01", product: "NUT", lot: "", quantity: 9, allocated: 0 },
    { id: "s", warehouse: "ROT", location: "ROT/B-01", product: "SCREW", lot: "", quantity: 9, allocated: 0 },
  ],
  stock_position: [
    { id: "ROT/NUT", product: "NUT", on_hand: 9, reserved: 0, leased: 0 },
    { id: "ROT/SCREW", product: "SCREW", on_hand: 9, reserved: 0, leased: 0 },
  ],
};
const offer = (more: Given = {}) => offerFor(rowsOf({ ...base, ...more }), stop, 2, "2026-06-15");

test("the first of the list, in its ratio", () => expect(offer()).toMatchObject({ entry: { other: "SCREW" }, units: 2, given: 4, asks: false }));

test("the next where the first is promised to others, or was taken out", () => {
  const [nut, screw] = [base.stock_position![0]!, base.stock_position![1]!];
  expect(offer({ stock_position: [nut, { ...screw, reserved: 9 }] })).toMatchObject({ entry: { other: "NUT" }, given: 2 });
  expect(offer({ substitute: [base.substitute![0]!, { ...base.substitute![1]!, active: false }] })).toMatchObject({ entry: { other: "NUT" } });
});

test("with a question where it is not agreed, and not at all where the customer wants none, or it was asked", () => {
  expect(offer({ shipment: [{ id: "o1", stage: "picking", substitutes: null }] })).toMatchObject({ asks: true });
  expect(offer({ shipment: [{ id: "o1", stage: "picking", substitutes: "never" }] })).toBeNull();
  expect(offer({ substitute_ask: [{ id: "run/1", stage: "declined" }] })).toBeNull();
});

test("nothing where nothing of the list is in stock, or all was found meanwhile", () => {
  expect(offer({ stock: [] })).toBeNull();
  expect(offer({ shipment_line: [{ id: "o1/1", short: 0, wanted: 2 }] })).toBeNull();
});
