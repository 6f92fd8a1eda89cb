/** What a scale types that is joined to the device as a keyboard. */

const GRAMS_MOST = 999_999;
/** Figures, with a unit or without: `1240`, `1240 g`, `1.240 kg`, and what some scales say before, `ST,GS,+  1,240kg`. */
const READING = /^(?:[A-Z]{2},)*[+ ]*(\d{1,6}(?:[.,]\d{1,3})?) *(kg|g)?$/i;

/** Grams of a reading; none for anything else, and for an empty scale. Without a unit, a point or comma means kilograms. */
export function scaleGrams(raw: string): number | null {
  const [, figures = "", unit = ""] = READING.exec(raw.trim()) ?? [];
  const isKilo = unit === "" ? /[.,]/.test(figures) : unit.toLowerCase() === "kg";
  const grams = Math.round(Number(figures.replace(",", ".")) * (isKilo ? 1000 : 1));
  return grams > 0 && grams <= GRAMS_MOST ? grams : null;
}
