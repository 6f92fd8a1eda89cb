/** The two coupons of North America, whose digits say how many digits follow (8110, 8112). */

import { isDay, isoDate } from "./dates";

/** A digit, and behind it that many digits more than `least`. */
function counted(first: number, last: number, least: number): string {
  const counts = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  return `(?:${counts.map((count) => `${count}[0-9]{${count + least}}`).join("|")})`;
}

const COMPANY = counted(0, 6, 6);
const SERIAL = counted(0, 9, 6);
const RETAILER = counted(1, 7, 6);
const OFFER = "[0-9]{6}";
const VALUE = counted(1, 5, 0);
/** How much of what must be bought: an amount, what it counts, a family of items. */
const PURCHASE = `${VALUE}[0-49][0-9]{3}`;
/** A further purchase, of another company or of the same. */
const OTHER = `${PURCHASE}(?:${COMPANY}|9)`;
const COUPON = new RegExp(
  `^${COMPANY}${OFFER}${VALUE}${PURCHASE}(?:1[0-3]${OTHER})?(?:2${OTHER})?(?:3([0-9]{6}))?(?:4([0-9]{6}))?` +
    `(?:5${SERIAL})?(?:6${RETAILER})?(?:9[01256][0-2][0-9][01])?$`,
);
const POSITIVE_OFFER = new RegExp(`^[01]${COMPANY}${OFFER}${SERIAL}$`);

/** True for the digits of a paper coupon, whose days exist and do not end before they begin. */
export function isCoupon(value: string, year: number): boolean {
  const found = COUPON.exec(value);
  if (found === null) return false;
  const [, last, first] = found;
  const days = [first, last].filter((day) => day !== undefined);
  if (!days.every((day) => isDay(day, year, false))) return false;
  const [from = "", to = from] = days.map((day) => isoDate(day, year) ?? "");
  return from <= to;
}

/** True for the digits of a coupon whose offer stands in a file of its issuer. */
export const isPositiveOffer = (value: string): boolean => POSITIVE_OFFER.test(value);
