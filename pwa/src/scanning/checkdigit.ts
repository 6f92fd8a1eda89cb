/** The GS1 check digit, modulo 10 with weights 3 and 1 from the right (GS1 General Specifications 7.9). */

/** True for one or more ASCII digits. */
export function isDigits(text: string): boolean {
  return /^[0-9]+$/.test(text);
}

/** The digit that belongs after `body` (ASCII digits without a check digit). */
export function checkDigit(body: string): string {
  let total = 0;
  for (let place = 0; place < body.length; place += 1) {
    total += Number(body[body.length - 1 - place]) * (place % 2 === 0 ? 3 : 1);
  }
  return String((10 - (total % 10)) % 10);
}

/** True if `digits` are two or more ASCII digits, and the last is the check digit of the rest. */
export function endsRight(digits: string): boolean {
  return digits.length > 1 && isDigits(digits) && checkDigit(digits.slice(0, -1)) === digits.slice(-1);
}
