/** The cases of `tests/cases/grammar.json`; `tests/scanning/test_grammar.py` runs the same ones. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explained, read } from "./grammar";
import { normalise, type Profile } from "./profile";
import { named } from "./symbology";

interface Case {
  name: string;
  in: string;
  symbology?: string;
  profile?: Profile;
  today: string;
  then: Record<string, unknown>;
}
const file = (name: string): string => readFileSync(new URL(`../../../tests/cases/${name}.json`, import.meta.url), "utf8");
const CASES = JSON.parse(file("grammar")) as Case[];
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a code is explained as its case states", () => {
  it.each(CASES)("$name", ({ in: text, symbology, profile, today, then }) => {
    const aim = symbology === undefined ? null : named(symbology);
    expect(plain(explained(read(text, Number(today.slice(0, 4)), profile, aim)))).toEqual(then);
  });
});

it("what a scanner adds is taken off, and what it sends for GS is GS", () => {
  expect(normalise("\x02*01<GS>10#\r\n", { prefix: "*", suffix: "#", gs: ["<GS>"] })).toBe("01\x1d10");
});

const PIECES = [
  "00", "01", "02", "10", "11", "17", "21", "37", "3103", "3922", "421", "7003", "8008", "8020", "99", "717", "\x1d",
  "(10)", "(17)", "|", "{GS}", "/10/", "/21/", "?17=", "%2F", "%zz", "%C3%A9", " ", "é", "𠀀", "]C1", "]d2", "]Q1",
  "]E0", "261231", "261300", "A", "-", "~",
];
let state = 20_261_123;

/** The same dice as in `tests/scanning/mutated.py`. */
function below(sides: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (state >>> 8) % sides;
}

function mutated(code: string): string {
  let now = [...code];
  for (let left = 1 + below(4); left > 0; left -= 1) {
    const place = below(now.length + 1);
    const kind = below(4);
    if (kind === 0) now.splice(place, 1);
    else if (kind === 1) now.splice(place, 0, ...(PIECES[below(PIECES.length)] ?? ""));
    else if (kind === 2) now.splice(place, 1, String(below(10)));
    else now = [...now.slice(0, place), ...(PIECES[below(PIECES.length)] ?? ""), ...String(below(1_000_000))];
  }
  return now.join("");
}

it("codes with mistakes are explained as on the server", () => {
  const known = CASES.map((each) => each.in).filter((code) => [...code].length < 400);
  const batches = JSON.parse(file("grammar-mutated")) as string[];
  const found = batches.map((_, number) => {
    const said = Array.from({ length: 100 }, (_each, n) =>
      explained(read(mutated(known[below(known.length)] ?? ""), 2026, { gs_dropped: n % 4 === 0 })),
    );
    return `${number} ${createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16)}`;
  });
  expect(found).toEqual(batches);
});
