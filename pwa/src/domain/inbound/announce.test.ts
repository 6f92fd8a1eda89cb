import { expect, test } from "vitest";
import { add, announcement, blank, change, LINES_MOST, remove, type Announced } from "./announce";

const begun: Announced = { ...blank("po1", "ROT"), supplier: " Acme ", number: "PO-7" };

test("a product that is scanned again has more units, and no second line", () => {
  const named = add(add(add(begun, "PEN", 12), "CUP", 1), "PEN", 12);
  expect(announcement(named)).toEqual({
    inbound: "po1", warehouse: "ROT", supplier: "Acme", number: "PO-7",
    lines: [{ product: "PEN", quantity: 24 }, { product: "CUP", quantity: 1 }],
  });
  expect(announcement(remove({ ...named, due: "2026-12-04" }, "CUP"))).toMatchObject({
    due_on: "2026-12-04", lines: [{ product: "PEN", quantity: 24 }],
  });
});

test("nothing is sent that is not whole", () => {
  expect(announcement(begun)).toBeNull();
  for (const typed of ["", "0", "1.5", "-2", "ten", "1000001"]) {
    expect(announcement(change(add(begun, "PEN", 1), "PEN", typed)), typed).toBeNull();
  }
  expect(announcement(add({ ...begun, supplier: " " }, "PEN", 1))).toBeNull();
  expect(announcement(add({ ...begun, number: "" }, "PEN", 1))).toBeNull();
});

test("there is an end to its lines", () => {
  let full = begun;
  for (let n = 0; n <= LINES_MOST; n++) full = add(full, `P${n}`, 1);
  expect(full.lines).toHaveLength(LINES_MOST);
});
