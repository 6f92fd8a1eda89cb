/** A sheet of sticky labels: where its places are, and how a number of labels fills it. */

/** As `GET /api/labels/sheets` tells it. All lengths in millimetres. */
export interface Sheet {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly label_width: number;
  readonly label_height: number;
  readonly left: number;
  readonly top: number;
  readonly pitch_x: number;
  readonly pitch_y: number;
}

/** No sheet: one page a label, of the label's own size. */
export const OWN = "own";

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The places, row by row from the upper left. */
export const placesOn = (sheet: Sheet): Place[] =>
  Array.from({ length: sheet.columns * sheet.rows }, (_, nth) => ({
    x: sheet.left + (nth % sheet.columns) * sheet.pitch_x,
    y: sheet.top + Math.floor(nth / sheet.columns) * sheet.pitch_y,
    width: sheet.label_width,
    height: sheet.label_height,
  }));

/** Which place a finger meant, at this point of the sheet: the nearest one, counted from 0. */
export function placeAt(sheet: Sheet, x: number, y: number): number {
  const within = (at: number, most: number): number => Math.min(most - 1, Math.max(0, at));
  const column = within(Math.floor((x - sheet.left) / sheet.pitch_x), sheet.columns);
  const row = within(Math.floor((y - sheet.top) / sheet.pitch_y), sheet.rows);
  return row * sheet.columns + column;
}

export interface Filling {
  readonly sheets: number;
  /** How many labels the first sheet takes. */
  readonly onFirst: number;
  /** Where the next labels may begin: the first free place of the last sheet, 0 for a new one. */
  readonly next: number;
}

/** What becomes of the sheets if `count` labels begin at place `first`. */
export function filling(sheet: Sheet, first: number, count: number): Filling {
  const places = sheet.columns * sheet.rows;
  const end = first + count;
  return { sheets: Math.ceil(end / places), onFirst: Math.min(count, places - first), next: end % places };
}
