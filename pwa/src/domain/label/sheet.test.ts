import { expect, test } from "vitest";
import { filling, placeAt, placesOn, type Sheet } from "./sheet";

const a4: Sheet = {
  name: "a4-24", width: 210, height: 297, columns: 3, rows: 8, label_width: 70, label_height: 37, left: 0, top: 0.5,
  pitch_x: 70, pitch_y: 37,
};
const spaced: Sheet = { ...a4, columns: 2, rows: 2, left: 10, top: 20, label_width: 90, pitch_x: 100, pitch_y: 60 };

test("places go row by row", () => {
  const places = placesOn(a4);
  expect(places).toHaveLength(24);
  expect(places[4]).toEqual({ x: 70, y: 37.5, width: 70, height: 37 });
});

test("a finger on a place means that place, in the gap the nearest one before it, outside the outermost", () => {
  for (const [nth, { x, y, width, height }] of placesOn(a4).entries())
    expect(placeAt(a4, x + width / 2, y + height / 2)).toBe(nth);
  expect(placeAt(spaced, 105, 30)).toBe(0);
  expect(placeAt(spaced, 0, 0)).toBe(0);
  expect(placeAt(spaced, 209, 296)).toBe(3);
});

test("labels that begin at the fifth place fill the rest of that sheet and go on with the next", () => {
  expect(filling(a4, 4, 1)).toEqual({ sheets: 1, onFirst: 1, next: 5 });
  expect(filling(a4, 4, 20)).toEqual({ sheets: 1, onFirst: 20, next: 0 });
  expect(filling(a4, 4, 21)).toEqual({ sheets: 2, onFirst: 20, next: 1 });
  expect(filling(a4, 0, 48)).toEqual({ sheets: 2, onFirst: 24, next: 0 });
});
