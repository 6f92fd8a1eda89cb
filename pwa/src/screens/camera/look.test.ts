import { describe, expect, test } from "vitest";
import { RANK } from "../../devices/camera/sightings";
import { wrong, type Reads, type Seen, type Verdict } from "../../domain/seen";
import { read } from "../../scanning/resolve";
import { lookOf } from "./look";

const rows = {
  get: (table: string, id: string) => (table === "barcode" && id === "09521234000013" ? { product: "PEN-01", units: 1 } : undefined),
} as unknown as Reads;
const look = (raw: string, sees?: (seen: Seen) => Verdict<unknown>, badges = false) =>
  lookOf(raw, { ask: "", badges, ...(sees ? { sees } : {}) }, (text) => read(text, 2026), rows, (id) => `the ${id}`);

const EAN = "]E09521234000013";
const BADGE = "]Q1TOTE-BADGE:0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("what a code is worth to a step", () => {
  const ranks: [string, Verdict<unknown>, number][] = [
    [EAN, { is: "right", does: null }, RANK.right],
    [EAN, { is: "decide", code: "too_many", got: "", units: 6, left: 1, single: null }, RANK.decide],
    ["]C0C-UNDO", { is: "command", command: "UNDO" }, RANK.decide],
    [EAN, { is: "repeated", code: "counted", got: "" }, RANK.repeated],
    [EAN, wrong("wrong_item", "PEN-01"), RANK.known],
    ["]C0L-A-12-04", wrong("wrong_place", "A-12-04"), RANK.known],
    ["]E09521234000020", wrong("unknown_code", ""), RANK.unknown],
    ["]Q1https://shop.example/win", wrong("unknown_code", ""), RANK.unknown],
    ["]E09521234000014", wrong("unreadable", ""), RANK.unreadable],
  ];
  test.each(ranks)("%s: %o", (raw, verdict, rank) => {
    expect(look(raw, () => verdict)?.rank).toBe(rank);
  });

  test("where no step says what it wants, anything that can be read is right", () => {
    expect(look("]C0O-10421")?.rank).toBe(RANK.right);
    expect(look("]E09521234000014")?.rank).toBe(RANK.unreadable);
  });
});

test("two symbols of one product are one thing, two totes are two", () => {
  expect(look("]d2010952123400001310LOT-7")?.key).toBe(look(EAN)?.key);
  expect(look("]C0T-0001")?.key).not.toBe(look("]C0T-0002")?.key);
});

test("an item is of another sort than a shelf, and of the same as its case", () => {
  expect(look(EAN)?.sort).toBe(look("]I119521234000010")?.sort);
  expect(look(EAN)?.sort).not.toBe(look("]C0L-A-12-04")?.sort);
});

test("a button says the product by its name, and else what stands on the label", () => {
  expect(look(EAN)?.name).toBe("the PEN-01");
  expect(look("]C0T-0007")?.name).toBe("T-0007");
});

test("a badge is taken where one is asked for, and only there, and never named", () => {
  expect(look(BADGE)).toBeNull();
  expect(look(BADGE, undefined, true)).toMatchObject({ rank: RANK.right, name: "" });
  expect(look(EAN, undefined, true)).toBeNull();
  expect(look("]Q1TOTE-BADGE:TORN")).toBeNull();
});
