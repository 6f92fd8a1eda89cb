/** Calendar days from UTC milliseconds, by integer arithmetic alone, as on the server. */

const DAY_MS = 86_400_000;

/** The year (proleptic Gregorian, UTC) of a moment. */
export function yearOf(utcMs: number): number {
  // Days are counted from 1 March of year 0, so that a leap day is the last day of its year.
  const days = Math.floor(utcMs / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  return era * 400 + yearOfEra + (monthFromMarch >= 10 ? 1 : 0);
}
