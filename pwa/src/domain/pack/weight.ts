/** Whether a carton weighs what its contents should. */

export const EMPTY_CARTON_G = 200;
const HEAVY_G = 10_000;
const POUND_G = 454;
const OUNCE_G = 28;
const SLACK_G = 30;
const SLACK_PERCENT = 5;
const LIKE_LEAST = 3;
const HEAVY_LIKE_G = 5_000;

export type Each = readonly [grams: number, units: number];

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Grams of a carton that holds units of given grams each; nothing if the weight of one product is not known. */
export function expectedG(contents: readonly Each[], empty = EMPTY_CARTON_G): number | undefined {
  if (contents.some(([grams]) => grams <= 0)) return undefined;
  return empty + sum(contents.map(([grams, units]) => grams * units));
}

/** Off by more than 5 percent and 30 g; from 10 kg on, by more than a pound: one light item must not hide. */
export function isOff(weighedG: number, expected: number): boolean {
  const difference = Math.abs(weighedG - expected);
  if (expected >= HEAVY_G) return difference > POUND_G;
  return difference > SLACK_G && difference * 100 > expected * SLACK_PERCENT;
}

/** Off by more than 5 percent, more than two standard deviations, and at least an ounce (heavy: a pound). */
export function isUnlike(netG: number, weights: readonly number[]): boolean {
  const [count, total] = [weights.length, sum(weights)];
  const difference = Math.abs(count * netG - total);
  const least = total >= count * HEAVY_LIKE_G ? POUND_G : OUNCE_G;
  const spread = count * sum(weights.map((w) => w * w)) - total * total;
  return difference * 100 > total * SLACK_PERCENT && difference >= count * least && difference ** 2 > 4 * spread;
}

export interface Weighed {
  /** What a carton should weigh, if that is known. */
  readonly expected: number | undefined;
  readonly isOff: boolean;
}

/** Hold a weight against like cartons, of which there are the weights without the box, or against the catalogue. */
export function judge(
  weighedG: number, contents: readonly Each[], weights: readonly number[], empty = EMPTY_CARTON_G,
): Weighed {
  if (weights.length >= LIKE_LEAST) {
    const expected = empty + Math.floor(sum(weights) / weights.length);
    return { expected, isOff: isUnlike(weighedG - empty, weights) };
  }
  const expected = expectedG(contents, empty);
  return { expected, isOff: expected !== undefined && isOff(weighedG, expected) };
}
