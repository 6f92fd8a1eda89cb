/** From what amount on an order is valuable, as the floor's lead says. */

import { useSignal } from "@preact/signals";
import type { Answers } from "../../ui/flash";
import { age } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { ask } from "../../ui/scan";
import { nameOf, rows, underWay } from "../../ui/session";

const MINOR = 100;
const DIGITS_MOST = 7;

export function Worth({ house, answers }: { house: string; answers: Answers }) {
  const rule = rows().get("release_rule", house);
  const now = rule?.valuable_from ? String(rule.valuable_from / MINOR) : "";
  const typed = useSignal<string | null>(null);
  const amount = typed.value ?? now;
  const save = async (): Promise<void> => {
    const then = amount === "" ? t("worth.unset") : t("worth.set", { n: amount });
    const body = { warehouse: house, amount: Number(amount) * MINOR };
    if (await ask(answers, "process.valuable", body, { title: t("worth.title"), then })) typed.value = null;
  };
  return (
    <section class="group" data-testid="worth">
      <h2>{t("worth.title")}</h2>
      <p class="quiet">{t("worth.why")}</p>
      <Field
        label={t("worth.from")}
        value={amount}
        on={(value) => (typed.value = value.replace(/\D/g, "").slice(0, DIGITS_MOST).replace(/^0+/, ""))}
        testid="worth-from"
        figures
      />
      <p class="quiet">{t("worth.empty")}</p>
      {rule?.valuable_from && (
        <p class="quiet">
          {t("lead.by", { name: nameOf(rule.set_by) })} · {t("lead.age", { age: age(rule.set_at) })}
        </p>
      )}
      {amount !== now && (
        <Act on={() => void save()} look="main" off={underWay("process.valuable", "warehouse", house)} testid="worth-save">
          {t("save")}
        </Act>
      )}
    </section>
  );
}
