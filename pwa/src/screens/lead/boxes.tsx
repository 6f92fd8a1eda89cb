/** The kinds of boxes of a floor, as its lead keeps them. */

import { useSignal } from "@preact/signals";
import type { BoxType } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { ask } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";
import { boxName, boxSize } from "../box/name";
import type { Word } from "../../words/en";

const FIGURES = ["length_mm", "width_mm", "height_mm", "tare_g", "max_g"] as const;
const LABEL: Record<(typeof FIGURES)[number], Word> = {
  length_mm: "box.length", width_mm: "box.width", height_mm: "box.height", tare_g: "box.tare", max_g: "box.most",
};
type Typed = Record<"code" | "name_en" | "name_zh" | (typeof FIGURES)[number], string>;

const typedOf = (box?: BoxType): Typed => ({
  code: box?.code ?? "BOX-", name_en: box?.name_en ?? "", name_zh: box?.name_zh ?? "", length_mm: String(box?.length_mm ?? ""),
  width_mm: String(box?.width_mm ?? ""), height_mm: String(box?.height_mm ?? ""), tare_g: String(box?.tare_g ?? ""), max_g: String(box?.max_g ?? ""),
});

export function Boxes({ house, answers }: { house: string; answers: Answers }) {
  const open = useSignal<string | null>(null);
  const boxes = [...rows().where("box_type", "warehouse", house)].sort((a, b) => Number(b.active) - Number(a.active) || (a.id < b.id ? -1 : 1));
  const done = (): void => void (open.value = null);
  return (
    <section class="group" data-testid="box-list">
      <h2>{t("box.list")}</h2>
      <p class="quiet">{t("box.list_why")}</p>
      {boxes.map((box) =>
        open.value === box.id ? (
          <Form key={box.id} house={house} box={box} answers={answers} done={done} />
        ) : (
          <button type="button" class="row found" key={box.id} onClick={() => (open.value = box.id)} data-testid="box-row">
            <span class="grow">
              <strong>{boxName(box)}</strong>
              <p>
                {box.code} · {boxSize(box)}
              </p>
            </span>
            {!box.active && <span class="tag">{t("box.unused")}</span>}
          </button>
        ),
      )}
      {open.value === "" ? (
        <Form house={house} answers={answers} done={done} />
      ) : (
        <Act on={() => (open.value = "")} icon="plus" testid="box-new">
          {t("box.new")}
        </Act>
      )}
    </section>
  );
}

interface FormProps {
  readonly house: string;
  readonly box?: BoxType;
  readonly answers: Answers;
  readonly done: () => void;
}

function Form({ house, box, answers, done }: FormProps) {
  const typed = useSignal(typedOf(box));
  const field = (name: keyof Typed, label: Word, figures = false) => (
    <Field
      label={t(label)}
      value={typed.value[name]}
      on={(value) => (typed.value = { ...typed.value, [name]: figures ? value.replace(/\D/g, "").slice(0, 6) : value })}
      testid={`box-${name}`}
      {...(figures ? { figures } : {})}
    />
  );
  const { code, name_en, name_zh, ...figures } = typed.value;
  const isGood = /^[0-9A-Z][0-9A-Z-]{0,39}$/.test(code) && name_en.trim() !== "" && name_zh.trim() !== ""
    && FIGURES.every((name) => figures[name] !== "" && (name === "tare_g" || Number(figures[name]) > 0));
  const save = async (active: boolean): Promise<void> => {
    const numbers = Object.fromEntries(FIGURES.map((name) => [name, Number(figures[name])])) as Record<(typeof FIGURES)[number], number>;
    const body = { warehouse: house, code, name_en: name_en.trim(), name_zh: name_zh.trim(), ...numbers, active };
    if (await ask(answers, "box.set", body, { title: t("box.list"), then: t("box.saved") })) done();
  };
  return (
    <article class="card" data-testid="box-form">
      {!box && field("code", "box.code")}
      {field("name_en", "box.en")}
      {field("name_zh", "box.zh")}
      <div class="pairs">{FIGURES.map((name) => field(name, LABEL[name], true))}</div>
      <div class="acts">
        <Act on={done}>{t("cancel")}</Act>
        {box && (
          <Act on={() => void save(!box.active)} off={!isGood} testid="box-use">
            {t(box.active ? "box.unuse" : "box.use")}
          </Act>
        )}
        <Act on={() => void save(box?.active ?? true)} look="main" off={!isGood || underWay("box.set", "code", code)} testid="box-save">
          {t("save")}
        </Act>
      </div>
    </article>
  );
}
