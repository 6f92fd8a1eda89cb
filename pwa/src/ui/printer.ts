/** The label printers of this person's building, and the one that this device prints cartons on. */

import { signal } from "@preact/signals";
import type { Printer } from "../generated/rows";
import { me, rows, warehouse } from "./session";

const KEY = "tote.printer";
const chosen = signal(localStorage.getItem(KEY) ?? "");
/** Whoever works in all buildings says which one they mean. */
export const house = signal("");

/** The buildings to choose from; none where the person has one of their own. */
export const houses = (): string[] =>
  (me()?.roles ?? []).some((held) => held.warehouse !== "") ? [] : rows().all("warehouse").map(({ id }) => id).sort();

/** The building whose labels and printers are meant. */
export const here = (): string => (houses().includes(house.value) ? house.value : warehouse());

/** Those of a building that are in use, by name. */
export const printersOf = (building: string): Printer[] =>
  rows()
    .where("printer", "warehouse", building)
    .filter((printer) => printer.active && !printer.removed)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

export const printersHere = (): Printer[] => printersOf(here());

/** Where cartons packed at this device are printed: as somebody said, or last; empty if on none, or if it is gone. */
export const defaultPrinter = (building = here()): string =>
  printersOf(building).some(({ id }) => id === chosen.value) ? chosen.value : "";

/** Kept on the device: the bench stands beside its printer, whoever works at it. Empty: none. */
export function setDefaultPrinter(id: string): void {
  chosen.value = id;
  localStorage.setItem(KEY, id);
}
