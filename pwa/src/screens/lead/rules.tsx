/** What picking goes by, for each class of products; and which class a product has. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { usual, type Strict } from "../../domain/pick/rules";
import { goodsOf, shown } from "../../domain/seen";
import type { PickRule } from "../../generated/rows";
import { makeAnswers, sound, type Answers } from "../../ui/flash";
import { age, called } from "../../ui/format";
import { Choice, Field } from "../../ui/forms";
import { Act, Stepper, useScan } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { ask, readScan } from "../../ui/scan";
import { nameOf, rows, underWay, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { DangerOf } from "./dangerous";
import type { Word } from "../../words/en";

const RULES = ["fefo", "lot", "serial", "expiry"] as const;
const WAYS: readonly Strict[] = ["none", "warn", "force"];
const DAYS_MOST = 3650;

const classes = (): string[] =>
  [...new Set(rows().all("product").map((product) => product.product_class))].filter(Boolean).sort((a, b) => a.localeCompare(b));
const name = (productClass: string): string => productClass || t("rules.others");

export function RulesPage() {
  const answers = useMemo(makeAnswers, []);
  const house = useSignal(warehouse());
  const open = useSignal<string | null>(null);
  const product = useSignal<string | null>(null);
  useScan((raw) => {
    const seen = readScan(raw);
    const goods = goodsOf(seen, rows());
    if (!goods) return tellStray(answers, seen);
    product.value = goods.product;
    answers.show("right", called(goods.product));
    sound("right");
  });
  const houses = rows().all("warehouse");
  return (
    <Shell title={t("rules.title")} back={["lead", "process"]} answers={answers} wide>
      <p class="quiet">{t("rules.why")}</p>
      <ul class="quiet">
        {WAYS.map((way) => (
          <li key={way}>
            <strong>{t(`rules.${way}` as Word)}</strong>: {t(`rules.${way}_does` as Word)}
          </li>
        ))}
      </ul>
      {houses.length > 1 && (
        <Choice
          label={t("process.floor")}
          value={house.value}
          of={houses.map((row) => [row.id, lang.value === "zh" ? row.name_zh : row.name_en] as const)}
          on={(id) => (house.value = id)}
          testid="floor"
        />
      )}
      {["", ...classes()].map((one) => (
        <OneClass
          key={`${house.value}/${one}`}
          house={house.value}
          of={one}
          open={open.value === one}
          on={(now) => (open.value = now ? one : null)}
          answers={answers}
        />
      ))}
      <ClassOf product={product.value} on={(id) => (product.value = id)} answers={answers} />
    </Shell>
  );
}

interface OneProps {
  readonly house: string;
  readonly of: string;
  readonly open: boolean;
  readonly on: (open: boolean) => void;
  readonly answers: Answers;
}

function OneClass({ house, of, open, on, answers }: OneProps) {
  const set = rows().get("pick_rule", `${house}/${of}`);
  const rule = set ?? rows().get("pick_rule", `${house}/`) ?? usual(house);
  return (
    <article class="card" data-testid="rule" data-class={of}>
      <p class="name">{name(of)}</p>
      {open ? (
        <Edit rule={{ ...rule, product_class: of }} house={house} answers={answers} done={() => on(false)} />
      ) : (
        <>
          <p>
            {RULES.map((key) => (
              <Fact key={key} name={t(`rules.${key}` as Word)} value={t(`rules.${rule[key]}` as Word)} />
            ))}
            {rule.least_days > 0 && <Fact name={t("rules.days")} value={rule.least_days} />}
          </p>
          <p class="quiet">
            {set
              ? `${t("lead.by", { name: nameOf(set.set_by) })} · ${t("lead.age", { age: age(set.set_at) })}`
              : of === "" && t("rules.usual")}
          </p>
          <Act on={() => on(true)} testid="rule-change">
            {t("rules.change")}
          </Act>
        </>
      )}
    </article>
  );
}

/** A line of its own: in a row of four, the last letter of one is easily read with the next. */
const Fact = ({ name, value }: { name: string; value: string | number }) => (
  <span class="pair">
    <span>{name}</span>
    <strong>{value}</strong>
  </span>
);

function Edit({ rule, house, answers, done }: { rule: PickRule; house: string; answers: Answers; done: () => void }) {
  const now = useSignal({ fefo: rule.fefo, lot: rule.lot, serial: rule.serial, expiry: rule.expiry });
  const days = useSignal(rule.least_days);
  const save = async (): Promise<void> => {
    if (underWay("process.rule", "product_class", rule.product_class)) return;
    const body = { warehouse: house, product_class: rule.product_class, ...now.value, least_days: days.value };
    const title = t("rules.saved", { name: name(rule.product_class) });
    if (await ask(answers, "process.rule", body, { title, then: title })) done();
  };
  return (
    <>
      {RULES.map((key) => (
        <Choice
          key={key}
          label={t(`rules.${key}` as Word)}
          value={now.value[key]}
          of={WAYS.map((way) => [way, t(`rules.${way}` as Word)] as const)}
          on={(way) => (now.value = { ...now.value, [key]: way })}
          testid={`rule-${key}`}
        />
      ))}
      <p>{t("rules.days")}</p>
      <Stepper value={days.value} min={0} max={DAYS_MOST} on={(n) => (days.value = n)} label={t("rules.days")} />
      <Act on={() => void save()} look="main" testid="rule-save">
        {t("rules.save")}
      </Act>
    </>
  );
}

function ClassOf({ product, on, answers }: { product: string | null; on: (id: string) => void; answers: Answers }) {
  const typed = useSignal("");
  const fresh = useSignal("");
  const found = product ? rows().get("product", product) : undefined;
  const set = async (productClass: string): Promise<void> => {
    if (!found || underWay("product.classify", "product", found.id)) return;
    const title = t("rules.class_set", { product: called(found.id), name: productClass || t("rules.class_none") });
    await ask(answers, "product.classify", { product: found.id, product_class: productClass }, { title, then: title });
    fresh.value = "";
  };
  const stand = async (upright: boolean): Promise<void> => {
    if (!found || underWay("product.classify", "product", found.id)) return;
    const title = t("rules.class_set", { product: called(found.id), name: t(upright ? "rules.upright_yes" : "rules.upright_no") });
    const body = { product: found.id, product_class: found.product_class, upright };
    await ask(answers, "product.classify", body, { title, then: title });
  };
  const look = (value: string): void => {
    typed.value = value;
    const goods = goodsOf(readScan(value), rows());
    if (goods && shown(readScan(value)) !== "") on(goods.product);
  };
  return (
    <section class="group" data-testid="class-of">
      <h2>{t("rules.class")}</h2>
      <p class="quiet">{t("rules.class_why")}</p>
      <Field label={t("rules.class_of")} value={typed.value} on={look} testid="class-product" scans />
      {found && (
        <article class="card">
          <p class="name" data-testid="class-name">
            {called(found.id)}
          </p>
          <Choice
            label={t("rules.class_now")}
            value={found.product_class}
            of={["", ...classes()].map((one) => [one, one || t("rules.class_none")] as const)}
            on={(one) => void set(one)}
            testid="class"
          />
          <Field label={t("rules.class_new")} value={fresh.value} on={(value) => (fresh.value = value)} testid="class-new" />
          <Act on={() => void set(fresh.value.trim())} off={fresh.value.trim() === ""} testid="class-set">
            {t("save")}
          </Act>
          <Choice
            label={t("rules.upright")}
            value={found.upright ? "yes" : "no"}
            of={(["no", "yes"] as const).map((one) => [one, t(`rules.upright_${one}`)] as const)}
            on={(one) => void stand(one === "yes")}
            testid="upright"
          />
          <DangerOf key={found.id} product={found} answers={answers} />
        </article>
      )}
    </section>
  );
}
