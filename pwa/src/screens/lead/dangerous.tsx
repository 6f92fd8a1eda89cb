/** A lead says that a product is dangerous goods: its UN number, and its class if that is known. */

import { useSignal, type Signal } from "@preact/signals";
import { numberOf } from "../../domain/product/danger";
import type { Product } from "../../generated/rows";
import { Danger } from "../../ui/danger";
import type { Answers } from "../../ui/flash";
import { called } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { ask, tellDecide } from "../../ui/scan";
import { underWay } from "../../ui/session";

const CLASS = /^([1-9][0-9A-Z.,() ]{0,19})?$/;

export function DangerOf({ product, answers }: { product: Product; answers: Answers }) {
  const { id, product_class, un_number, hazard_class } = product;
  const [typed, kind] = [useSignal(un_number ?? ""), useSignal(hazard_class ?? "")];
  const type = (into: Signal<string>) => (text: string): void => {
    answers.clear(); // what was wrong with it stands over the button until then
    into.value = text;
  };
  const save = async (): Promise<void> => {
    if (underWay("product.classify", "product", id)) return;
    const [un, hazard] = [numberOf(typed.value), kind.value.trim().toUpperCase()];
    if (un === null || (un === "" && hazard !== "" && !un_number)) return tellDecide(answers, t("rules.un_wrong"), []);
    if (!CLASS.test(hazard)) return tellDecide(answers, t("rules.hazard_wrong"), []);
    const mark = [un, un && hazard].filter(Boolean).join(" · ");
    const title = t("rules.class_set", { product: called(id), name: mark || t("rules.un_none") });
    const body = { product: id, product_class, un_number: un, hazard_class: un && hazard };
    if (await ask(answers, "product.classify", body, { title, then: title })) [typed.value, kind.value] = [un, un && hazard];
  };
  return (
    <>
      <Danger of={[id]} />
      <Field label={t("rules.un")} value={typed.value} on={type(typed)} testid="un-number" />
      <Field label={t("rules.hazard")} value={kind.value} on={type(kind)} testid="hazard-class" />
      <Act on={() => void save()} testid="un-set">
        {t("rules.un_set")}
      </Act>
    </>
  );
}
