/** Serial shipping container codes: the 18-digit number of one carton or pallet (GenSpecs 3.3.1). */

import { checkDigit, endsRight, isDigits } from "./checkdigit";

const SSCC_LENGTH = 18;

/**
 * The SSCC as 18 digits.
 *
 * `extension` is 0-9, `companyPrefix` 4-12 digits as given out by GS1, `serial` must fit into the digits that are left.
 * Throws a RangeError otherwise: a number that is cut short would name somebody else's carton.
 */
export function sscc(extension: number, companyPrefix: string, serial: number): string {
  if (!Number.isInteger(extension) || extension < 0 || extension > 9) {
    throw new RangeError(`the extension digit must be 0-9, not ${extension}`);
  }
  if (companyPrefix.length < 4 || companyPrefix.length > 12 || !isDigits(companyPrefix)) {
    throw new RangeError(`the company prefix must be 4-12 digits, not ${companyPrefix}`);
  }
  const room = SSCC_LENGTH - 2 - companyPrefix.length;
  if (!Number.isSafeInteger(serial) || serial < 0 || serial >= 10 ** room) {
    throw new RangeError(`the serial number must have at most ${room} digits, not ${serial}`);
  }
  const body = `${extension}${companyPrefix}${String(serial).padStart(room, "0")}`;
  return body + checkDigit(body);
}

/** True for 18 ASCII digits with the right check digit. */
export function check(text: string): boolean {
  return text.length === SSCC_LENGTH && endsRight(text);
}
