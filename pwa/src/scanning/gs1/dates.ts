/** Dates and times in element strings, of which most have no century (GenSpecs 7.12). */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The full year of a two-digit one, as seen from `year`. */
export function century(yy: number, year: number): number {
  const ahead = yy - (year % 100);
  const shift = ahead > 50 ? -100 : ahead < -49 ? 100 : 0;
  return year - (year % 100) + shift + yy;
}

/** Days of a month, 0 if there is no such month. */
export function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap && month === 2 ? 29 : (DAYS[month - 1] ?? 0);
}

const two = (text: string, start: number): number => text.charCodeAt(start) * 10 + text.charCodeAt(start + 1) - 528;

/** True if `YYMMDD` is a day. `year` is the present one. Day 00 counts where `monthAlone` is allowed (3.4.1). */
export function isDay(yymmdd: string, year: number, monthAlone: boolean): boolean {
  const last = daysOf(century(two(yymmdd, 0), year), two(yymmdd, 2));
  const day = two(yymmdd, 4);
  return day <= last && (day > 0 || (monthAlone && last > 0));
}

/** `YYMMDD` as `yyyy-mm-dd`, null if there is no such day. Day 00 is the last day of the month. */
export function isoDate(yymmdd: string, year: number): string | null {
  if (!isDay(yymmdd, year, true)) return null;
  const full = century(two(yymmdd, 0), year);
  const day = two(yymmdd, 4) || daysOf(full, two(yymmdd, 2));
  return `${String(full).padStart(4, "0")}-${yymmdd.slice(2, 4)}-${String(day).padStart(2, "0")}`;
}

/** True if `YYYYMMDD` is a day. */
export function isFullDate(text: string): boolean {
  const day = Number(text.slice(6));
  return day >= 1 && day <= daysOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)));
}
