/** From what was written on a sheet to what is recorded, line by line. */

import type { Ops, PaperEnter } from "../../generated/ops";
import type { Inbound, PickTask } from "../../generated/rows";
import { doorOf } from "../inbound/check";
import type { Reads } from "../seen";
import { goodsOn, movedMark, placeSheet, productCode, type Sheet } from "./sheet";

type Part = "pick" | "put" | "short" | "receive" | "reject" | "count";
export type Said = Omit<PaperEnter, "by" | "at">;

const line = <P extends Part>(id: string, part: P, body: NonNullable<PaperEnter[P]>): Said => ({ line: id, [part]: body });

/** A stop: what was picked, what was not there, and the tote that is written down. */
export function ofStop(task: PickTask, picked: number, tote: string, reason: Ops["pick.short"]["reason"]): Said[] {
  const code = task.location.slice(task.location.indexOf("/") + 1);
  const missing = Math.max(0, task.quantity - task.picked - task.short - picked);
  const said: Said[] = [];
  if (picked > 0) said.push(line(`pick/${task.id}`, "pick", { task: task.id, raw: `L-${code}`, units: picked }));
  if (missing > 0) said.push(line(`short/${task.id}`, "short", { task: task.id, units: missing, reason }));
  if (picked > 0 && tote) said.push(line(`put/${task.id}`, "put", { task: task.id, raw: tote }));
  return said;
}

export const isEntered = (rows: Reads, id: string): boolean => rows.get("paper_line", id) !== undefined;

export const stopEntered = (rows: Reads, task: PickTask): boolean => isEntered(rows, `pick/${task.id}`) || isEntered(rows, `short/${task.id}`);

/** The code of a single unit: what is scanned where nobody had a scanner. */
const single = (rows: Reads, product: string): string =>
  rows.where("barcode", "product", product).find(({ units }) => units === 1)?.id ?? product;

export interface Came {
  readonly received: number;
  readonly rejected: number;
  readonly reason: Ops["inbound.reject"]["reason"];
  readonly lot: string;
  /** Use by: an ISO day, or empty. */
  readonly expiry: string;
}

export function ofDelivery(rows: Reads, inbound: Inbound, sheet: string, product: string, came: Came): Said[] {
  const id = productCode(inbound.id, sheet, product);
  const body = { inbound: inbound.id, location: doorOf(rows, inbound.warehouse)?.id ?? "", raw: single(rows, product) };
  const said: Said[] = [];
  const label = { ...(came.lot ? { lot: came.lot } : {}), ...(came.expiry ? { expiry: came.expiry } : {}) };
  if (came.received > 0) said.push(line(`${id}/in`, "receive", { ...body, units: came.received, ...label }));
  if (came.rejected > 0) said.push(line(`${id}/no`, "reject", { ...body, units: came.rejected, reason: came.reason }));
  return said;
}

export const deliveryEntered = (rows: Reads, inbound: string, sheet: string, product: string): boolean =>
  ["in", "no"].some((part) => isEntered(rows, `${productCode(inbound, sheet, product)}/${part}`));

type PlaceSheet = Extract<Sheet, { is: "place" }>;

/** Goods have moved since this was printed, or nobody can say so: a code without what had moved then. */
export const movedSince = (rows: Reads, { place, books }: PlaceSheet): boolean => books !== movedMark(rows, place.id);

/**
 * A place: only the goods for which a number is written. The baseline is what the books hold as it is entered, which
 * is that of the count only if nothing has moved since the sheet was printed.
 */
export function ofPlace(rows: Reads, on: PlaceSheet, counted: ReadonlyMap<string, number>, at: number): Said[] {
  const { place, sheet } = on;
  const lines = goodsOn(rows, place.id).flatMap(({ id, product, lot, quantity, corrected, ver }) => {
    const units = counted.get(id);
    return units === undefined ? [] : [{ product, lot, counted: units, quantity, corrected, ver }];
  });
  const tasks = rows
    .where("exception_task", "stage", "open")
    .filter((task) => task.place === place.id && (task.act === "count" || task.act === "recount"))
    .map(({ id }) => id);
  if (lines.length === 0) return [];
  const said = line(placeSheet(place.id, sheet), "count", { location: place.id, lines, tasks, begun_at: at });
  return [movedSince(rows, on) ? { ...said, moved_since: true } : said];
}

