/** Why an order waits, for whom, and since when, in a sentence. */

import type { Wait } from "../domain/order/waits";
import { age } from "./format";
import { t, tOr } from "./lang";
import { nameOf } from "./session";
import type { Word } from "../words/en";

export const Waits = ({ wait }: { wait: Wait }) => (
  <p class="note info" data-testid="waits" data-code={wait.code}>
    <strong>{t(`waits.${wait.code}` as Word, { what: what(wait) })}</strong>
    <br />
    {t("waits.for", { who: wait.person ? nameOf(wait.person) : t(`role.${wait.role}` as Word) })}
    {wait.since !== null && wait.since > 0 && ` · ${t("waits.since", { age: age(wait.since) })}`}
    <br />
    {t(`waits.${wait.code}.next` as Word)}
  </p>
);

function what({ code, what }: Wait): string {
  if (code === "held") return tOr(`why.${what}`);
  return code === "task" ? tOr(`act.${what}`, { n: "", place: "" }) : what;
}
