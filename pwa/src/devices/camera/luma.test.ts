import { expect, test } from "vitest";
import { seenPart } from "./film";
import { gray, within } from "./luma";

test("colours become as bright as an eye sees them", () => {
  const rgba = Uint8ClampedArray.from([255, 255, 255, 255, 0, 0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
  expect([...gray(rgba, 5, 1).data]).toEqual([255, 0, 77, 149, 29]);
});

test("what an upright screen cuts off a picture that lies is not looked at", () => {
  const part = seenPart({ videoWidth: 1280, videoHeight: 720, clientWidth: 300, clientHeight: 400 });
  expect(part.height).toBe(1);
  const box = within(part, 1280, 720);
  expect(box).toEqual({ x: 370, y: 0, width: 540, height: 720 });
});

test("before there is a picture all of it is in view, and no part goes over its edge", () => {
  expect(seenPart({ videoWidth: 0, videoHeight: 0, clientWidth: 300, clientHeight: 400 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  expect(within({ x: 0.9, y: 0.9, width: 0.5, height: 0.5 }, 100, 50)).toEqual({ x: 90, y: 45, width: 10, height: 5 });
});
