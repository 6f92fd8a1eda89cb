/** Which places of a warehouse get a label: a zone, an aisle, or from one code to another. */

import type { Location } from "../../generated/rows";
import type { Reads } from "../seen";
import type { Arrow, Chosen } from "./label";
import { byCode } from "./order";

export interface PlaceChoice {
  readonly warehouse: string;
  /** Empty: all. What has no zone is found by the kind of place, such as `dock`. */
  readonly zone: string;
  readonly aisle: string;
  /** Codes as typed; empty: from the first, to the last. */
  readonly from: string;
  readonly to: string;
  readonly arrow: Arrow;
}

/** Totes are places too, and have labels of their own; what is outside has no wall to stick one on. */
const ON_THE_FLOOR = (place: Location): boolean => place.kind !== "tote" && place.kind !== "outside";

const all = (rows: Reads, warehouse: string): Location[] =>
  rows
    .where("location", "warehouse", warehouse)
    .filter(ON_THE_FLOOR)
    .sort((a, b) => byCode(a.code, b.code));

const area = (place: Location): string => place.zone || place.kind;
const aisle = (place: Location): string => place.code.slice(0, Math.max(0, place.code.lastIndexOf("-")));

export const zonesOf = (rows: Reads, warehouse: string): string[] => [...new Set(all(rows, warehouse).map(area))];

export const aislesOf = (rows: Reads, warehouse: string, zone: string): string[] => [
  ...new Set(
    all(rows, warehouse)
      .filter((place) => area(place) === zone)
      .map(aisle)
      .filter((name) => name !== ""),
  ),
];

const typed = (code: string): string => code.trim().toUpperCase().replace(/^L-/, "");

/** In the order of their codes, so that a printed strip is torn off along the aisle. */
export function placesFor(rows: Reads, choice: PlaceChoice): Location[] {
  const [from, to] = [typed(choice.from), typed(choice.to)];
  // A-02 as the end means all of A-02: whoever types it does not count its shelves.
  const within = (code: string): boolean =>
    (from === "" || byCode(code, from) >= 0) && (to === "" || byCode(code, to) <= 0 || code.startsWith(`${to}-`));
  return all(rows, choice.warehouse).filter(
    (place) =>
      (choice.zone === "" || area(place) === choice.zone) &&
      (choice.aisle === "" || aisle(place) === choice.aisle) &&
      within(place.code),
  );
}

export const placeLabel = (place: Location, arrow: Arrow): Chosen => ({
  kind: "location",
  subject: `location/${place.code}`,
  title: place.code,
  more: place.check_digits,
  label: (lang) => ({ kind: "location", code: place.code, check_digits: place.check_digits, arrow, lang }),
});
