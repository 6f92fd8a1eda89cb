/** The way to the scanner check from home, until this device's scanner has been checked. */

import { useSignal } from "@preact/signals";
import { Icon } from "../../ui/icons";
import { LinkRow } from "../../ui/kit";
import { t } from "../../ui/lang";
import { lastCheck } from "./keep";

export function ScannerLink() {
  // It does not go away under a finger that is on its way.
  const open = useSignal(lastCheck()?.verdict !== "ok");
  if (!open.value) return null;
  return (
    <LinkRow to={["scanner"]} testid="home-scanner">
      <Icon name="scan" />
      <span class="grow">
        <strong>{t("check.title")}</strong>
        <p>{t(`check.state.${lastCheck()?.verdict ?? "none"}`)}</p>
      </span>
      <Icon name="next" />
    </LinkRow>
  );
}
