/** What the office has beside the orders: refunds that were asked for, and deliveries to announce. */

import { toRefund } from "../../domain/returns/refund";
import { Icon } from "../../ui/icons";
import { LinkRow } from "../../ui/kit";
import { t } from "../../ui/lang";
import { may, rows } from "../../ui/session";

/** Refunds that wait stand above the orders; the ways to where nothing waits stand below. */
export function Beside({ above }: { above: boolean }) {
  const waiting = may("refund") ? toRefund(rows()).length : 0;
  return (
    <>
      {may("refund") && above === waiting > 0 && (
        <LinkRow to={["refunds"]} testid="to-refunds">
          <Icon name="undo" />
          <span class="grow">{t("refund.title")}</span>
          {waiting > 0 && <span class="tag decide nums">{waiting}</span>}
          <Icon name="next" />
        </LinkRow>
      )}
      {may("import") && !above && (
        <LinkRow to={["announce"]} testid="to-announce">
          <Icon name="truck" />
          <span class="grow">{t("ann.title")}</span>
          <Icon name="next" />
        </LinkRow>
      )}
    </>
  );
}
