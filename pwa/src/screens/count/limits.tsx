/** How large a difference counts at once, by role. */

import { useSignal } from "@preact/signals";
import { LEAD, OTHERS } from "../../domain/count/limit";
import type { Answers } from "../../ui/flash";
import { Choice, Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t, tOr } from "../../ui/lang";
import { act } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";

const ROLES = ["picker", "packer", "dock", "lead"] as const;
type Role = (typeof ROLES)[number];

export function Limits({ answers }: { answers: Answers }) {
  const open = useSignal(false);
  const role = useSignal<Role>("picker");
  const typed = useSignal<readonly [string, string] | null>(null);
  const row = rows().get("count_limit", `${warehouse()}/role:${role.value}`);
  const [u, p] = row ? [row.units, row.percent] : role.value === "lead" ? LEAD : OTHERS;
  const [units, percent] = typed.value ?? [String(u), String(p)];
  const isGood = /^\d{1,6}$/.test(units) && /^\d{1,3}$/.test(percent) && Number(percent) <= 100;
  const set = async (): Promise<void> => {
    const body = { warehouse: warehouse(), who: `role:${role.value}`, units: Number(units), percent: Number(percent) };
    await act(answers, "count.limit", body, { title: t("count.limit_set") });
    typed.value = null;
  };
  const choose = (one: Role): void => {
    [role.value, typed.value] = [one, null];
  };
  if (!open.value) {
    return (
      <Act on={() => (open.value = true)} testid="limits-open">
        {t("count.limits")}
      </Act>
    );
  }
  return (
    <section class="list" data-testid="count-limits">
      <h2>{t("count.limits")}</h2>
      <p class="quiet">{t("count.limits_why")}</p>
      <Choice label={t("count.limit_of")} value={role.value} of={ROLES.map((one) => [one, tOr(`role.${one}`)])} on={choose} testid="limit-role" />
      <div class="pairs">
        <Field label={t("count.limit_units")} value={units} on={(v) => (typed.value = [v, percent])} figures testid="limit-units" />
        <Field label={t("count.limit_percent")} value={percent} on={(v) => (typed.value = [units, v])} figures testid="limit-percent" />
      </div>
      <Act on={() => void set()} off={!isGood || typed.value === null} testid="limit-set">
        {t("count.limit_do")}
      </Act>
    </section>
  );
}
