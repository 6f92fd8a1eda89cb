/** What must hold of the characters of a value beyond their set and number (GenSpecs 3, 7.9, 7.12). */

import { COUNTRIES, COUNTRY_LETTERS, CURRENCIES } from "../../generated/gs1";
import { sumHolds } from "../checkdigit";
import { isCoupon, isPositiveOffer } from "./coupons";
import { isDay, isFullDate } from "./dates";

export type Fault = "CHECK_DIGIT" | "CURRENCY" | "DATE" | "VALUE";

const SET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/** Weights of the characters before a check pair, from the left, of which the last has 2. */
const PRIMES = [83, 79, 73, 71, 67, 61, 59, 53, 47, 43, 41, 37, 31, 29, 23, 19, 17, 13, 11, 7, 5, 3, 2];

/** The two characters that belong after a global model number, or null if there are any (GenSpecs 7.9.5). */
export function checkPair(value: string): string | null {
  if (value.length < 1 || value.length > PRIMES.length) return null;
  const skipped = PRIMES.length - value.length;
  let total = 0;
  for (let place = 0; place < value.length; place += 1) {
    total += SET_82.indexOf(value.charAt(place)) * (PRIMES[skipped + place] ?? 0);
  }
  total %= 1021;
  return SET_32.charAt(Math.floor(total / 32)) + SET_32.charAt(total % 32);
}

/** ISO 13616: country, two check digits, account; modulo 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  let rest = 0;
  for (const char of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const packed = (codes: string, length: number): ReadonlySet<string> =>
  new Set(Array.from({ length: codes.length / length }, (_, n) => codes.slice(n * length, (n + 1) * length)));
const countries = packed(COUNTRIES, 3);
const letters = packed(COUNTRY_LETTERS, 2);
const currencies = packed(CURRENCIES, 3);

const HOLDS: Readonly<Record<string, (value: string, year: number) => boolean>> = {
  check_digit: sumHolds,
  check_pair: (v) => v.length > 2 && checkPair(v.slice(0, -2)) === v.slice(-2),
  company_prefix: (v) => /^[0-9]{4}/.test(v),
  country: (v) => countries.has(v),
  country_or_any: (v) => countries.has(v) || v === "999",
  country_letters: (v) => letters.has(v),
  coupon: isCoupon,
  currency: (v) => currencies.has(v),
  date: (v, year) => isDay(v, year, false),
  date_or_month: (v, year) => isDay(v, year, true),
  full_date: isFullDate,
  has_letter: (v) => /[^0-9]/.test(v),
  hour: (v) => Number(v) < 24,
  iban: isIban,
  importer_index: (v) => /^[-_0-9A-Za-z]$/.test(v),
  latitude: (v) => Number(v) <= 1_800_000_000,
  longitude: (v) => Number(v) <= 3_600_000_000,
  media_type: (v) => /^(0[1-9]|10|[89][0-9])$/.test(v),
  minus: (v) => v === "-",
  minute: (v) => Number(v) < 60,
  no_leading_zero: (v) => v === "0" || !v.startsWith("0"),
  not_zero: (v) => Number(v) > 0,
  padding: (v) => /^[^=]+={0,2}$/.test(v) && (!v.endsWith("=") || v.length % 4 === 0),
  percent_encoded: (v) => /^([^%]|%[0-9A-Fa-f]{2})*$/.test(v),
  piece_of_total: (v) => v.slice(0, 2) >= "01" && v.slice(0, 2) <= v.slice(2),
  position: (v) => /^[1-9]\/[1-9]$/.test(v) && v.charAt(0) <= v.charAt(2),
  positive_offer: isPositiveOffer,
  sex: (v) => "0129".includes(v),
  time: (v) => v.slice(0, 2) < "24" && v.slice(2) < "60",
  winding: (v) => "019".includes(v),
  yes_no: (v) => "01".includes(v),
  zero: (v) => v === "0",
};
const FAULTS: Readonly<Record<string, Fault>> = {
  check_digit: "CHECK_DIGIT", check_pair: "CHECK_DIGIT", currency: "CURRENCY", date: "DATE", date_or_month: "DATE",
  full_date: "DATE", hour: "DATE", minute: "DATE", time: "DATE",
};

/** What tells whether a part of a value, whose characters and length are right, holds in a year; and the code. */
export interface Test {
  readonly holds: (value: string, year: number) => boolean;
  readonly fault: Fault;
}

export function testOf(check: string): Test {
  return { holds: HOLDS[check] ?? (() => false), fault: FAULTS[check] ?? "VALUE" };
}
