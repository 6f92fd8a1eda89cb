/** Codes read a second on one core, as JSON: one figure a try. `tests/browser/bench` builds and runs it. */

import { checkDigit } from "../scanning/checkdigit";
import { read } from "../scanning/grammar";

const gtin = (n: number): string => {
  const body = `0952${String((n * 7_919) % 1_000_000_000).padStart(9, "0")}`;
  return body + checkDigit(body);
};
const sscc = (n: number): string => {
  const body = `3952123${String(n).padStart(10, "0")}`;
  return body + checkDigit(body);
};
/** What a shift scans: a GTIN, a label with lot and date, a DataMatrix with a serial number, a carton, a location. */
const CODES = Array.from({ length: 1_000 }, (_, n) => [
  `]E0${gtin(n).slice(1)}`, `]C101${gtin(n)}10LOT${n}\x1d17261231`, `]d201${gtin(n)}1726123121SN${n}`,
  `]C100${sscc(n)}`, `L-A-${n % 99}-${n % 7}`,
]).flat();

const TRIES = 7;
const ROUNDS = 60;
const rates: number[] = [];
for (let i = 0; i < TRIES; i++) {
  const begin = performance.now();
  for (let round = 0; round < ROUNDS; round++) for (const code of CODES) read(code, 2026);
  rates.push(Math.round((ROUNDS * CODES.length * 1000) / (performance.now() - begin)));
}
console.log(JSON.stringify(rates));
