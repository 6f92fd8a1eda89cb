/** What is asked for where the place stands for the item. */

import { byPlace, spotCheck } from "../../domain/pick/stands";
import type { PickTask } from "../../generated/rows";
import { t } from "../../ui/lang";
import { today } from "../../ui/scan";
import { rows } from "../../ui/session";

export function Stands({ task }: { readonly task: PickTask }) {
  const day = today();
  if (byPlace(task, rows(), day)) return <>{t("pick.by_place")}</>;
  return <>{t(spotCheck(task, rows(), day) ? "pick.spot_check" : "pick.scan_item")}</>;
}
