/** To each kind of practice that a person has the job for. */

import { Icon } from "../../ui/icons";
import { LinkRow } from "../../ui/kit";
import { t } from "../../ui/lang";
import { may } from "../../ui/session";

export const PracticeLinks = () => (
  <>
    {may("pick") && (
      <LinkRow to={["practice"]} testid="to-practice">
        <Icon name="cart" />
        <span class="grow">{t("practice.do")}</span>
        <Icon name="next" />
      </LinkRow>
    )}
    {may("receive") && (
      <LinkRow to={["practice", "receive"]} testid="to-practice-receive">
        <Icon name="truck" />
        <span class="grow">{t("practice.do_receive")}</span>
        <Icon name="next" />
      </LinkRow>
    )}
  </>
);
