import { expect, test } from "vitest";
import { rowsOf } from "../rows-example";
import { keysAllowed } from "./packing";
import { isSet } from "./set";
import { against, jobs, switchesOf, valueOf } from "./standing";

const how = (...set: [string, string][]) => ({ process_switch: set.map(([key, value]) => ({ id: `ROT/${key}`, value })) });

test("a switch that nobody has set stands at its default", () => {
  const rows = rowsOf(how(["pick.tote", "none"]));
  expect(valueOf(rows, "ROT", "pick.tote")).toBe("none");
  expect(valueOf(rows, "SZX", "pick.tote")).toBe("scan");
  expect(isSet(rows, "ROT", "pick.tote", "none")).toBe(true);
  expect(isSet(rows, "SZX", "pick.tote", "none")).toBe(false);
});

test("what does not go together is told from both sides, and nothing else is", () => {
  const bin = rowsOf(how(["pick.item", "bin"]));
  expect(against(bin, "ROT", "pick.tote", "none")?.en).toContain("do not go together");
  expect(against(rowsOf(how(["pick.tote", "none"])), "ROT", "pick.item", "bin")?.zh).toContain("不能同时使用");
  expect(against(bin, "ROT", "pick.tote", "scan")).toBeNull();
  expect(against(bin, "ROT", "pack.items", "quantity")).toBeNull();
});

test("each switch is on the page of its job", () => {
  expect(jobs().flatMap(switchesOf).sort()).toEqual(
    ["count.books", "pack.items", "pick.batch", "pick.item", "pick.sample", "pick.tote", "pick.units", "ship.sequence"],
  );
});

test("who is new scans each unit; who has packed twenty orders here may key", () => {
  const packed = (count: number, stage: "shipped" | "packing" = "shipped") => ({
    ...how(["pack.items", "new"]),
    shipment: Array.from({ length: count }, (_, nth) => ({ id: `o${nth}`, warehouse: "ROT", packer: "jo", stage })),
  });
  const usual = { warehouse: "ROT", valuable: null };
  expect(keysAllowed(rowsOf(packed(19)), usual, "jo")).toBe(false);
  expect(keysAllowed(rowsOf(packed(20)), usual, "jo")).toBe(true);
  expect(keysAllowed(rowsOf(packed(20)), usual, "li")).toBe(false);
  expect(keysAllowed(rowsOf(packed(20, "packing")), usual, "jo")).toBe(false);
  expect(keysAllowed(rowsOf({}), usual, "jo")).toBe(false);
  const keys = rowsOf(how(["pack.items", "quantity"]));
  expect(keysAllowed(keys, usual, "jo")).toBe(true);
  expect(keysAllowed(keys, { ...usual, valuable: true }, "jo")).toBe(false);
});
