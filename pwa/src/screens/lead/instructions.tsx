/** What a lead wants said at each step, in both languages, with a picture. */

import { useSignal } from "@preact/signals";
import type { Instruction } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { Choice } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { ask, tellDecide } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";
import type { Word } from "../../words/en";

const STEPS: readonly Instruction["step"][] = ["home", "receive", "move", "pick", "pack", "ship", "returns", "count"];
const BYTES_MOST = 60_000;

export function Instructions({ house, answers }: { house: string; answers: Answers }) {
  const step = useSignal<Instruction["step"]>("pick");
  return (
    <section class="group" data-testid="instructions">
      <h2>{t("told.set")}</h2>
      <Choice
        label={t("told.step")}
        value={step.value}
        of={STEPS.map((one) => [one, t(`told.at.${one}` as Word)] as const)}
        on={(one) => (step.value = one)}
        testid="step"
      />
      <Form key={`${house}/${step.value}`} house={house} step={step.value} answers={answers} />
    </section>
  );
}

function Form({ house, step, answers }: { house: string; step: Instruction["step"]; answers: Answers }) {
  const now = rows().get("instruction", `${house}/${step}`);
  const [en, zh] = [useSignal(now?.text_en ?? ""), useSignal(now?.text_zh ?? "")];
  const picture = useSignal(now?.picture ?? "");
  const save = async (): Promise<void> => {
    const body = { warehouse: house, step, text_en: en.value, text_zh: zh.value, picture: picture.value };
    await ask(answers, "instruction.set", body, { title: t("told.set"), then: t("told.saved") });
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > BYTES_MOST) return tellDecide(answers, t("told.large", { n: BYTES_MOST / 1000 }), []);
    picture.value = await read(file);
  };
  return (
    <article class="card">
      <Area label={t("told.en")} value={en.value} on={(v) => (en.value = v)} testid="text-en" />
      <Area label={t("told.zh")} value={zh.value} on={(v) => (zh.value = v)} testid="text-zh" />
      <label class="act plain photo-act">
        <Icon name="camera" />
        <span>{t("told.choose")}</span>
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={({ currentTarget: input }) => void take(input.files?.[0]).finally(() => (input.value = ""))}
          data-testid="picture"
        />
      </label>
      {picture.value && (
        <>
          <img class="told" src={picture.value} alt={t("told.picture")} />
          <Act on={() => (picture.value = "")}>{t("told.no_picture")}</Act>
        </>
      )}
      <Act on={() => void save()} look="main" off={underWay("instruction.set", "step", step)} testid="told-save">
        {t("save")}
      </Act>
    </article>
  );
}

const Area = ({ label, value, on, testid }: { label: string; value: string; on: (v: string) => void; testid: string }) => (
  <label class="field">
    <span>{label}</span>
    <textarea rows={3} maxLength={2000} data-scan="keep" value={value} onInput={(e) => on(e.currentTarget.value)} data-testid={testid} />
  </label>
);

const read = (file: File): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
