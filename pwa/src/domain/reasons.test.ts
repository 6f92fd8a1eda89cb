import { expect, test } from "vitest";
import { COMMANDS } from "../scanning/own-code";
import { reasonOf, REJECT, RETURN, SHORT } from "./reasons";

const used = [SHORT, REJECT, RETURN].flatMap((labels) => Object.values(labels));

test("each reason has a label that a scanner reads, and each such label is some step's", () => {
  expect(used.filter((name) => !COMMANDS.has(name))).toEqual([]);
  expect([...COMMANDS].filter((name) => name.startsWith("WHY-")).sort()).toEqual([...new Set(used)].sort());
});

test("a step takes its own reasons and no others", () => {
  expect(reasonOf(SHORT, "WHY-EMPTY")).toBe("shelf_empty");
  expect([reasonOf(SHORT, "WHY-DAMAGED"), reasonOf(REJECT, "WHY-DAMAGED"), reasonOf(RETURN, "WHY-DAMAGED")]).toEqual(["damaged", "damaged", "damaged"]);
  expect([reasonOf(REJECT, "WHY-EMPTY"), reasonOf(RETURN, "UNDO")]).toEqual([undefined, undefined]);
});
