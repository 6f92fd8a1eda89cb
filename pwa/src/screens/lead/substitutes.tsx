/** What may go in place of what: the list of a product, in the order in which it is offered. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { listOf } from "../../domain/pick/offer";
import { goodsOf, type SeenGoods } from "../../domain/seen";
import type { Substitute } from "../../generated/rows";
import { makeAnswers, sound, type Answers } from "../../ui/flash";
import { called } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Act, Stepper, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { ask, readScan } from "../../ui/scan";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";

const PART_MOST = 1000;
const goodsIn = (text: string): SeenGoods | null => goodsOf(readScan(text), rows());

export function SubstitutesPage() {
  const answers = useMemo(makeAnswers, []);
  const [product, other] = [useSignal<string | null>(null), useSignal<string | null>(null)];
  const take = (id: string): void => {
    // The first scan is the product, the next ones are what may go in its place.
    if (product.value === null) product.value = id;
    else if (id !== product.value) other.value = id;
  };
  useScan((raw) => {
    const goods = goodsIn(raw);
    if (!goods) return tellStray(answers, readScan(raw));
    take(goods.product);
    answers.show("right", called(goods.product));
    sound("right");
  });
  return (
    <Shell title={t("subs.title")} back={["lead", "process"]} answers={answers} wide>
      <p class="quiet">{t("subs.why")}</p>
      <Typed label={t("subs.product")} on={(id) => ([product.value, other.value] = [id, null])} testid="subs-product" />
      {product.value && (
        <section class="group">
          <h2 data-testid="subs-of">{called(product.value)}</h2>
          <List product={product.value} answers={answers} />
          <Typed label={t("subs.other")} on={(id) => (other.value = id)} testid="subs-other" />
          {other.value && other.value !== product.value && (
            <Add key={other.value} product={product.value} other={other.value} answers={answers} done={() => (other.value = null)} />
          )}
        </section>
      )}
    </Shell>
  );
}

function Typed({ label, on, testid }: { label: string; on: (product: string) => void; testid: string }) {
  const text = useSignal("");
  const type = (value: string): void => {
    text.value = value;
    const goods = value === "" ? null : goodsIn(value);
    if (goods) on(goods.product);
  };
  return <Field label={label} value={text.value} on={type} testid={testid} scans />;
}

const change = (answers: Answers, row: Substitute, more: Partial<Substitute>): Promise<boolean> => {
  const { product, other, gives, per, rank, active } = { ...row, ...more };
  const title = t("subs.changed");
  return ask(answers, "product.substitute", { product, other, gives, per, rank, active }, { title, then: title });
};

function List({ product, answers }: { product: string; answers: Answers }) {
  const list = listOf(rows(), product);
  const first = async (row: Substitute): Promise<void> => {
    await change(answers, row, { rank: 1 });
    for (const [at, one] of list.filter(({ id }) => id !== row.id).entries()) await change(answers, one, { rank: at + 2 });
  };
  if (list.length === 0) return <p>{t("subs.none")}</p>;
  return (
    <>
      {list.map((row, at) => (
        <article class="card" key={row.id} data-testid="substitute" data-other={row.other}>
          <p class="name">
            {at + 1}. {called(row.other)}
          </p>
          <p class="quiet">
            {row.other} · {t("subs.ratio", { gives: row.gives, per: row.per })}
          </p>
          <div class="acts">
            {at > 0 && (
              <Act on={() => void first(row)} testid="subs-first">
                {t("subs.first")}
              </Act>
            )}
            <Act on={() => void change(answers, row, { active: false })} testid="subs-out">
              {t("subs.out")}
            </Act>
          </div>
        </article>
      ))}
    </>
  );
}

interface AddProps {
  readonly product: string;
  readonly other: string;
  readonly answers: Answers;
  readonly done: () => void;
}

function Add({ product, other, answers, done }: AddProps) {
  const [gives, per] = [useSignal(1), useSignal(1)];
  const rank = Math.min(100, listOf(rows(), product).length + 1);
  const add = async (): Promise<void> => {
    const row = { id: "", ver: 0, product, other, gives: gives.value, per: per.value, rank, active: true };
    if (await change(answers, row, {})) done();
  };
  return (
    <article class="card" data-testid="subs-new">
      <p class="name">{called(other)}</p>
      <p>{t("subs.gives")}</p>
      <Stepper value={gives.value} min={1} max={PART_MOST} on={(n) => (gives.value = n)} label={t("subs.gives")} />
      <p>{t("subs.per")}</p>
      <Stepper value={per.value} min={1} max={PART_MOST} on={(n) => (per.value = n)} label={t("subs.per")} />
      <Act on={() => void add()} look="main" testid="subs-add">
        {t("subs.add")}
      </Act>
    </article>
  );
}
