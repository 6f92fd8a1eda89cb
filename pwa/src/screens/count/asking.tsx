/** A lead asks for a count: one place, a zone, or wherever a product lies. */

import { useSignal } from "@preact/signals";
import { placesMeant } from "../../domain/count/begin";
import type { Answers } from "../../ui/flash";
import { Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act, tellWrong } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";

export function Asking({ answers }: { answers: Answers }) {
  const text = useSignal("");
  const { places, product } = placesMeant(text.value, rows(), warehouse());
  const ask = async (): Promise<void> => {
    if (places.length === 0) return tellWrong(answers, "unknown_code", text.value, "");
    const title = t("count.asked", { n: places.length });
    if (await act(answers, "count.ask", { warehouse: warehouse(), places, product }, { title })) text.value = "";
  };
  return (
    <section class="list">
      <h2>{t("count.ask")}</h2>
      <Field label={t("count.ask_what")} value={text.value} on={(v) => (text.value = v)} testid="count-ask-what" />
      <Act on={() => void ask()} testid="count-ask" off={places.length === 0}>
        {t("count.ask_n", { n: places.length })}
      </Act>
    </section>
  );
}
