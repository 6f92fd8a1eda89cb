/** Readings of scales, and what is none. */

import { expect, it } from "vitest";
import { scaleGrams } from "./scale";

it.each([
  ["1240", 1240], ["1240 g", 1240], ["1240g", 1240], ["1.240 kg", 1240], ["1,24", 1240], ["0.085KG", 85], ["ST,GS,+  1,240kg", 1240],
  [" 12 kg", 12_000], ["999999", 999_999],
])("%s is %i g", (raw, grams) => expect(scaleGrams(raw)).toBe(grams));

it.each(["", "0", "0.000 kg", "4006381333931", "T-0001", "C-CONFIRM", "BOX-M", "-120 g", "1.2.3", "1240 lb", "1240000 kg"])(
  "%s is no weight", (raw) => expect(scaleGrams(raw)).toBeNull(),
);
