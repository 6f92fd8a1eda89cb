/** What a scan may mean here, and how that is called. Loaded beside the first screen: nobody scans what they do not see yet. */

import { scanner } from "../devices/scanner";
import { known, meanings } from "../domain/meanings";
import { goodsOf, shown, type Seen } from "../domain/seen";
import { readings } from "../scanning/reader";
import { now } from "./door";
import type { Answers } from "./flash";
import { called } from "./format";
import { t } from "./lang";
import { tellWrong } from "./scan";
import { rows, warehouse } from "./session";

/** All that a scan may mean here, likeliest first: see `domain/meanings.ts`. */
export const meant = (raw: string): readonly Seen[] =>
  readings(raw, new Date(now()).getFullYear(), scanner()).flatMap((seen) => meanings(seen, rows(), warehouse()));

/** No scan is wanted here; it is told all the same what it is. */
export function tellStray(answers: Answers, seen: Seen): void {
  const goods = seen.error === null ? goodsOf(seen, rows()) : null;
  const it = seen.error === null && !goods ? known(seen, rows(), warehouse()) : null;
  tellWrong(answers, "not_here", goods?.product ?? it?.name ?? shown(seen), "", it?.kind);
}

/** What to call one of several meanings of a code. */
export function meaningOf(seen: Seen): string {
  const goods = seen.form === "tote" || seen.form === "location" || seen.form === "order" ? null : goodsOf(seen, rows());
  const it = goods ? null : known(seen, rows(), warehouse());
  const name = goods ? called(goods.product) : it ? t(`is.${it.kind}`, { name: it.name }) : shown(seen);
  return [name, seen.lot && t("pick.lot", { lot: seen.lot }), seen.expiry].filter(Boolean).join(" · ");
}
