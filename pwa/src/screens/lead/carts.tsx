/** How a floor releases, as its lead keeps it: what counts as urgent, and the kinds of carts. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { CartType } from "../../generated/rows";
import { makeAnswers, type Answers } from "../../ui/flash";
import { age } from "../../ui/format";
import { Choice, Field } from "../../ui/forms";
import { Act, Stepper, useScan } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { ask, readScan } from "../../ui/scan";
import { nameOf, rows, underWay, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { cartHolds, cartName, cartsOf, SLOTS_MAX, URGENT_HOURS } from "../order/carts";
import type { Word } from "../../words/en";

const HOURS_MOST = 240;

export function CartsPage() {
  const answers = useMemo(makeAnswers, []);
  const house = useSignal(warehouse());
  useScan((raw) => tellStray(answers, readScan(raw)));
  const houses = rows().all("warehouse");
  return (
    <Shell title={t("carts.title")} back={["lead", "process"]} answers={answers} wide>
      {houses.length > 1 && (
        <Choice
          label={t("process.floor")}
          value={house.value}
          of={houses.map((row) => [row.id, lang.value === "zh" ? row.name_zh : row.name_en] as const)}
          on={(id) => (house.value = id)}
          testid="floor"
        />
      )}
      <Urgent key={`urgent ${house.value}`} house={house.value} answers={answers} />
      <Carts key={house.value} house={house.value} answers={answers} />
    </Shell>
  );
}

function Urgent({ house, answers }: { house: string; answers: Answers }) {
  const rule = rows().get("release_rule", house);
  const now = rule?.urgent_hours ?? URGENT_HOURS;
  const typed = useSignal<number | null>(null);
  const hours = typed.value ?? now;
  const save = async (): Promise<void> => {
    const body = { warehouse: house, hours };
    if (await ask(answers, "process.urgent", body, { title: t("carts.urgent"), then: t("carts.urgent_set", { n: hours }) })) {
      typed.value = null;
    }
  };
  return (
    <section class="group" data-testid="urgent">
      <h2>{t("carts.urgent")}</h2>
      <p class="quiet">{t("carts.urgent_why")}</p>
      <Stepper value={hours} min={0} max={HOURS_MOST} on={(n) => (typed.value = n)} label={t("carts.urgent_hours")} />
      <p class="quiet">{t("carts.urgent_hours")}</p>
      {rule && (
        <p class="quiet">
          {t("lead.by", { name: nameOf(rule.set_by) })} · {t("lead.age", { age: age(rule.set_at) })}
        </p>
      )}
      {hours !== now && (
        <Act on={() => void save()} look="main" off={underWay("process.urgent", "warehouse", house)} testid="urgent-save">
          {t("save")}
        </Act>
      )}
    </section>
  );
}

function Carts({ house, answers }: { house: string; answers: Answers }) {
  const open = useSignal<string | null>(null);
  const done = (): void => void (open.value = null);
  return (
    <section class="group" data-testid="cart-list">
      <h2>{t("carts.list")}</h2>
      <p class="quiet">{t("carts.list_why")}</p>
      <div class="list">
        {cartsOf(house).map((kind) =>
          open.value === kind.id ? (
            <Form key={kind.id} house={house} kind={kind} answers={answers} done={done} />
          ) : (
            <button type="button" class="row found" key={kind.id} onClick={() => (open.value = kind.id)} data-testid="cart-row">
              <span class="grow">
                <strong>{cartName(kind)}</strong>
                <p>
                  {kind.code} · {cartHolds(kind)}
                </p>
              </span>
              {!kind.active && <span class="tag">{t("box.unused")}</span>}
            </button>
          ),
        )}
        {open.value === "" ? (
          <Form house={house} answers={answers} done={done} />
        ) : (
          <Act on={() => (open.value = "")} icon="plus" testid="cart-new">
            {t("carts.new")}
          </Act>
        )}
      </div>
    </section>
  );
}

const TEXTS = ["name_en", "name_zh"] as const;
const FIGURES = { slots: SLOTS_MAX, kilograms: 10_000, litres: 100_000 } as const;
type Figure = keyof typeof FIGURES;
const LABEL: Record<"code" | (typeof TEXTS)[number] | Figure, Word> = {
  code: "carts.code", name_en: "box.en", name_zh: "box.zh", slots: "cart.slots", kilograms: "cart.kilograms", litres: "cart.litres",
};

interface FormProps {
  readonly house: string;
  readonly kind?: CartType;
  readonly answers: Answers;
  readonly done: () => void;
}

function Form({ house, kind, answers, done }: FormProps) {
  const said = useSignal({
    code: kind?.code ?? "CART-", name_en: kind?.name_en ?? "", name_zh: kind?.name_zh ?? "", slots: String(kind?.slots ?? ""),
    kilograms: String(kind?.kilograms || ""), litres: String(kind?.litres || ""),
  });
  const field = (name: keyof typeof LABEL, figures = false) => (
    <Field
      label={t(LABEL[name])}
      value={said.value[name]}
      on={(value) => (said.value = { ...said.value, [name]: figures ? value.replace(/\D/g, "").slice(0, 6) : value })}
      testid={`cart-${name}`}
      {...(figures ? { figures } : {})}
    />
  );
  const { code, name_en, name_zh } = said.value;
  const figure = (name: Figure): number => Math.min(FIGURES[name], Number(said.value[name]));
  const isGood = /^[0-9A-Z][0-9A-Z-]{0,39}$/.test(code) && name_en.trim() !== "" && name_zh.trim() !== "" && figure("slots") > 0;
  const save = async (active: boolean): Promise<void> => {
    const body = {
      warehouse: house, code, name_en: name_en.trim(), name_zh: name_zh.trim(), slots: figure("slots"),
      kilograms: figure("kilograms"), litres: figure("litres"), active,
    };
    if (await ask(answers, "cart.set", body, { title: t("carts.list"), then: t("carts.saved") })) done();
  };
  return (
    <article class="card" data-testid="cart-form">
      {!kind && field("code")}
      {TEXTS.map((name) => field(name))}
      <div class="pairs">{(Object.keys(FIGURES) as Figure[]).map((name) => field(name, true))}</div>
      <p class="quiet">{t("carts.no_limit")}</p>
      <div class="acts">
        <Act on={done}>{t("cancel")}</Act>
        {kind && (
          <Act on={() => void save(!kind.active)} off={!isGood} testid="cart-use">
            {t(kind.active ? "box.unuse" : "box.use")}
          </Act>
        )}
        <Act on={() => void save(kind?.active ?? true)} look="main" off={!isGood || underWay("cart.set", "code", code)} testid="cart-save">
          {t("save")}
        </Act>
      </div>
    </article>
  );
}
