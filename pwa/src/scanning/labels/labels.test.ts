/** The label of a carton has the same marks wherever it is made: the server runs the same file of cases. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { layout, type CartonLabel } from "./carton";
import type { Mark } from "./marks";
import { svg } from "./svg";

interface Case {
  readonly name: string;
  readonly label: Partial<CartonLabel> & Pick<CartonLabel, "sscc" | "order_number" | "from_name" | "carton_no" | "ship_to">;
  readonly size: readonly [number, number];
  readonly title: string;
  readonly marks: readonly (string | number | boolean)[][];
  readonly svg: string;
}

const CASES = JSON.parse(readFileSync(new URL("../../../../tests/cases/labels.json", import.meta.url), "utf8")) as Case[];
const DEFAULTS = {
  kind: "carton", carton_count: null, weight_g: 0, carrier: "", purchase_order: "", dangerous: [], reprint: false, lang: "en",
} as const;
const rounded = (value: unknown): unknown => (typeof value === "number" ? Number(value.toFixed(4)) : value);
const told = (mark: Mark): unknown[] => Object.values(mark).map(rounded);

describe.each(CASES)("$name", ({ label, size, title, marks, svg: drawn }) => {
  const page = layout({ ...DEFAULTS, ...label });

  it("has the marks of the server", () => {
    expect([page.width, page.height, page.title]).toEqual([...size, title]);
    expect(page.marks.map(told)).toEqual(marks);
  });

  it("is drawn as the server draws it", () => expect(svg(page)).toBe(drawn));
});

it("is not made for a number that could not be scanned", () => {
  const [first] = CASES;
  expect(() => layout({ ...DEFAULTS, ...first!.label, sscc: "087123450000001019" })).toThrow(RangeError);
});

it("keeps letters of other scripts on the label, whatever the width of theirs", () => {
  const page = layout({ ...DEFAULTS, ...CASES[0]!.label, ship_to: ["Łódź, ул. Ленина 5", "Ж".repeat(200)] });
  expect(svg(page)).toContain('font-size="7" font-weight="700">Łódź, ул. Ленина 5</text>');
  const lines = page.marks.filter((mark) => mark.is === "text" && mark.text.startsWith("Ж"));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ size: 2.4 });
});
