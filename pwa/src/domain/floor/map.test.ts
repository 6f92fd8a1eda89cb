import { expect, test } from "vitest";
import { rowsOf, slot, task, type Given } from "../rows-example";
import { marksOf, present, zonesOf } from "./map";

const place = (code: string, nth: number) =>
  ({ id: `ROT/${code}`, warehouse: "ROT", code, kind: "bin", zone: code.slice(0, 1), pick_sequence: nth }) as const;
const floor: Given = {
  location: [
    place("A-01-01", 1), place("A-01-02", 2), place("A-02-01", 3), place("B-01-01", 9),
    { ...place("T-0001", 0), kind: "tote" },
  ],
};

test("aisles are columns, bays lie in them, and too many aisles go on below", () => {
  const [a, b] = zonesOf(rowsOf(floor), "ROT", 1);
  expect(a).toMatchObject({ name: "A", columns: 1, lines: 4 });
  expect(a!.bins.map(({ place, x, y }) => [place.code, x, y])).toEqual([["A-01-01", 0, 0], ["A-01-02", 0, 1], ["A-02-01", 0, 2]]);
  expect(zonesOf(rowsOf(floor), "ROT", 8)[0]).toMatchObject({ columns: 2, lines: 2 });
  expect(b).toMatchObject({ name: "B", bins: [{ x: 0, y: 0 }] });
});

test("a picker stands at the stop that is next, whose run is in their hands", () => {
  const rows = rowsOf({
    ...floor,
    pick_run: [
      { id: "run", warehouse: "ROT", stage: "picking", picker: "ana" },
      { id: "other", warehouse: "SZX", stage: "picking", picker: "wei" },
    ],
    pick_slot: [slot({})],
    pick_task: [
      task({ picked: 2, put: 2, location: "ROT/A-01-01" }),
      task({ id: "run/2", sequence: 2, location: "ROT/A-02-01" }),
    ],
  });
  expect(present(rows, "ROT")).toEqual([{ picker: "ana", place: "ROT/A-02-01" }]);
  expect(marksOf(rows, "ROT")("ROT/A-02-01").pickers).toEqual(["ana"]);
});

test("empty, short, and what needs hands", () => {
  const stock = (location: string, quantity: number, allocated: number) =>
    ({ warehouse: "ROT", location: `ROT/${location}`, quantity, allocated });
  const marks = marksOf(
    rowsOf({
      ...floor,
      stock: [stock("A-01-01", 0, 0), stock("A-01-02", 1, 2), stock("A-02-01", 5, 2)],
      exception_task: [{ id: "x", stage: "open", place: "ROT/A-02-01" }, { id: "y", stage: "settled", place: "ROT/A-01-01" }],
    }),
    "ROT",
  );
  expect(marks("ROT/A-01-01")).toMatchObject({ empty: true, short: false, tasks: [] });
  expect(marks("ROT/A-01-02")).toMatchObject({ empty: false, short: true });
  expect(marks("ROT/A-02-01")).toMatchObject({ empty: false, short: false, tasks: [{ id: "x" }] });
  expect(marks("ROT/B-01-01").empty).toBe(true);
});
