/** Where goods go and come from on the floor. The server runs the same cases. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Location, PickFace, Stock } from "../../generated/rows";
import { putAway } from "./put-away";
import { refills } from "./refill";

interface Given {
  readonly stock: Readonly<Record<string, readonly [string, number, number?]>>;
  readonly faces: Readonly<Record<string, readonly [string, number, number]>>;
  readonly expiry?: Readonly<Record<string, string>>;
  readonly shorts: readonly string[];
}
interface Case<T> { readonly name: string; readonly given: Given; readonly then: T }
type Cases = { put_away: Case<string | null>[]; refill: Case<unknown[]>[] };

const cases = JSON.parse(readFileSync(new URL("../../../../tests/cases/floor.json", import.meta.url), "utf8")) as Cases;
const KINDS: Readonly<Record<string, Location["kind"]>> = { "T-0001": "tote", QUARANTINE: "quarantine" };
const places = ["T-0001", "QUARANTINE", "A-01", "A-02", "B-01", "B-02"].map(
  (code, pick_sequence) => ({ id: code, code, warehouse: "ROT", kind: KINDS[code] ?? "bin", pick_sequence }) as Location,
);
const stocks = ({ stock }: Given): Stock[] =>
  Object.entries(stock).map(([location, [product, quantity, allocated = 0]]) =>
    ({ id: `${location}/${product}/`, ver: 1, warehouse: "ROT", location, product, lot: "", quantity, allocated, corrected: 0 }));
const faces = (given: Given): PickFace[] =>
  Object.entries(given.faces).map(([location, [product, least, most]]) =>
    ({ id: `${location}/${product}`, ver: 1, warehouse: "ROT", location, product, least, most }));

it.each(cases.put_away)("$name", ({ given, then }) => {
  expect(putAway([...places].reverse(), stocks(given), faces(given), "PEN")?.id ?? null).toBe(then);
});

it.each(cases.refill)("$name", ({ given, then }) => {
  const shelves = stocks(given).map((stock) => ({
    stock, location: places.find(({ id }) => id === stock.location)!, expiry: given.expiry?.[stock.location] ?? null,
  }));
  const found = refills(faces(given), shelves, new Set(given.shorts));
  expect(found.map((one) => [one.face.location, one.shelf.location.id, one.units, one.why])).toEqual(then);
});
