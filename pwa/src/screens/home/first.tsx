/** The first minute on a new device: the rows of the building are on their way. */

import { leave } from "../../ui/door";
import { Act, Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { trouble } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "./more";

export const First = () => (
  <Shell title="Tote">
    {trouble() === "sign_in" ? (
      // The browser has emptied it: who was here is still known, but no longer believed.
      <Act look="giant" on={() => void leave()} testid="sign-in-again">
        {t("pill.sign_in")}
      </Act>
    ) : (
      <Empty icon="tote" title={t("first.title")}>
        {t("first.why")}
      </Empty>
    )}
    <Extras />
  </Shell>
);
