/** The GS1 check digit, modulo 10 with weights 3 and 1 from the right (GS1 General Specifications 7.9). */

/** True for one or more ASCII digits. */
export function isDigits(text: string): boolean {
  return /^[0-9]+$/.test(text);
}

const ZERO = 48;

/** The sum of ASCII digits of which the last counts once, the one before it thrice, and so on. */
function weighted(digits: string): number {
  let total = 0;
  for (let place = digits.length - 1; place >= 0; place -= 2) total += digits.charCodeAt(place) - ZERO;
  for (let place = digits.length - 2; place >= 0; place -= 2) total += 3 * (digits.charCodeAt(place) - ZERO);
  return total;
}

/** The digit that belongs after `body` (ASCII digits without a check digit). */
export function checkDigit(body: string): string {
  return String((10 - (weighted(`${body}0`) % 10)) % 10);
}

/** True if `digits` are two or more ASCII digits, and the last is the check digit of the rest. */
export function endsRight(digits: string): boolean {
  return digits.length > 1 && isDigits(digits) && sumHolds(digits);
}

/** True if the last of these ASCII digits is the check digit of the rest: with it, the sum is a multiple of ten. */
export function sumHolds(digits: string): boolean {
  return weighted(digits) % 10 === 0;
}
