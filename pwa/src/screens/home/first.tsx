/** The first minute on a new device: the rows of the building are on their way. */

import { Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { Shell } from "../../ui/shell";
import { Extras } from "./extras";

export const First = () => (
  <Shell title="Tote">
    <Empty icon="tote" title={t("first.title")}>
      {t("first.why")}
    </Empty>
    <Extras />
  </Shell>
);
