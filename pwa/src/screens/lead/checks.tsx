/** What is looked at before a step: the questions of a floor, what was answered, and the way to change them. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { figure, tenthsOf } from "../../domain/checkpoint/judge";
import { byId } from "../../domain/draft";
import type { Ops } from "../../generated/ops";
import type { Checkpoint } from "../../generated/rows";
import { makeAnswers, type Answers } from "../../ui/flash";
import { age } from "../../ui/format";
import { Choice, Field } from "../../ui/forms";
import { Act, Stepper, useScan } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { ask, readScan, tellDecide } from "../../ui/scan";
import { nameOf, rows, underWay, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { asked, boundsOf } from "../../ui/standing";
import type { Word } from "../../words/en";
import { Entries, told } from "./entries";

type Body = Ops["checkpoint.set"];
const STEPS: readonly Checkpoint["step"][] = ["home", "receive", "move", "pick", "pack", "ship", "returns", "count"];
const HOURS_MOST = 720;

export function ChecksPage() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const house = useSignal(warehouse());
  const open = useSignal<string | null>(null);
  const houses = rows().all("warehouse");
  const all = [...rows().where("checkpoint", "warehouse", house.value)].sort((a, b) => Number(b.active) - Number(a.active) || byId(a, b));
  return (
    <Shell title={t("checks.title")} back={["lead", "process"]} answers={answers} wide>
      <p class="quiet">{t("checks.why")}</p>
      {houses.length > 1 && (
        <Choice
          label={t("process.floor")}
          value={house.value}
          of={houses.map((row) => [row.id, lang.value === "zh" ? row.name_zh : row.name_en] as const)}
          on={(id) => ((house.value = id), (open.value = null))}
          testid="floor"
        />
      )}
      {all.length === 0 && <p class="note info">{t("checks.none")}</p>}
      {all.map((one) =>
        open.value === one.id ? (
          <Edit key={one.id} of={one} house={house.value} answers={answers} done={() => (open.value = null)} />
        ) : (
          <One key={one.id} of={one} answers={answers} on={() => (open.value = one.id)} />
        ),
      )}
      {open.value === "" ? (
        <Edit of={null} house={house.value} answers={answers} done={() => (open.value = null)} />
      ) : (
        <Act on={() => (open.value = "")} icon="plus" testid="check-add">
          {t("checks.add")}
        </Act>
      )}
      <Entries key={house.value} house={house.value} />
    </Shell>
  );
}

function One({ of, answers, on }: { of: Checkpoint; answers: Answers; on: () => void }) {
  const given = rows().where("checkpoint_last", "checkpoint", of.id);
  const last = [...given].sort((a, b) => b.at - a.at)[0];
  const who = t(of.per === "person" ? "checks.person" : "checks.floor");
  const where = of.zone ? `${t("checks.zone")} ${of.zone}` : "";
  const turn = async (): Promise<void> => {
    const { id: _id, ver: _ver, set_by: _by, set_at: _at, ...body } = of;
    const title = t(of.active ? "checks.ended" : "checks.saved");
    await ask(answers, "checkpoint.set", { ...body, name: nameIn(of.id), active: !of.active }, { title, then: title });
  };
  return (
    <article class="card" data-testid="check" data-id={of.id} data-active={of.active}>
      <p class="name">{asked(of)}</p>
      <p>
        {[t(`checks.at.${of.step}` as Word), where, boundsOf(of), t("checks.every", { who, n: of.hours })].filter(Boolean).join(" · ")}
      </p>
      {!of.active && <p class="note info">{t("checks.inactive")}</p>}
      <p class={last && !last.fine ? "note decide" : "quiet"}>
        {last ? `${t("checks.last", { answer: told(last, of.unit), name: nameOf(last.by) })} · ${t("lead.age", { age: age(last.at) })}` : t("checks.never")}
      </p>
      <div class="acts">
        <Act on={turn} off={underWay("checkpoint.set", "name", nameIn(of.id))} testid="check-turn">
          {t(of.active ? "checks.off" : "checks.on")}
        </Act>
        <Act on={on} testid="check-change">
          {t("checks.change")}
        </Act>
      </div>
    </article>
  );
}

const nameIn = (id: string): string => id.slice(id.indexOf("/") + 1);

/** A name that no checkpoint of the floor has. */
function freshName(house: string): string {
  for (let n = 1; ; n += 1) if (!rows().get("checkpoint", `${house}/check-${n}`)) return `check-${n}`;
}

interface EditProps {
  readonly of: Checkpoint | null;
  readonly house: string;
  readonly answers: Answers;
  readonly done: () => void;
}

function Edit({ of, house, answers, done }: EditProps) {
  const [en, zh] = [useSignal(of?.ask_en ?? ""), useSignal(of?.ask_zh ?? "")];
  const [wants, step, zone] = [useSignal(of?.wants ?? "yes_no"), useSignal(of?.step ?? "pick"), useSignal(of?.zone ?? "")];
  const [unit, least, most] = [useSignal(of?.unit ?? ""), useSignal(figure(of?.least ?? null)), useSignal(figure(of?.most ?? null))];
  const [per, hours] = [useSignal(of?.per ?? "person"), useSignal(of?.hours ?? 8)];
  const zones = [...new Set(rows().where("location", "warehouse", house).map((place) => place.zone))].filter(Boolean).sort();
  const save = async (): Promise<void> => {
    const isFigure = wants.value === "figure";
    const [low, high] = [least, most].map(({ value }) => (isFigure && value.trim() ? tenthsOf(value) : undefined));
    if (low === null || high === null) return tellDecide(answers, t("checks.bounds"), []);
    const body: Body = {
      warehouse: house, name: of ? nameIn(of.id) : freshName(house), step: step.value, zone: zone.value, ask_en: en.value,
      ask_zh: zh.value, wants: wants.value, unit: isFigure ? unit.value.trim() : "", least: low ?? null, most: high ?? null,
      per: per.value, hours: hours.value,
    };
    if (await ask(answers, "checkpoint.set", body, { title: asked(body), then: t("checks.saved") })) done();
  };
  return (
    <article class="card" data-testid="check-edit">
      <Field label={t("checks.en")} value={en.value} on={(v) => (en.value = v)} testid="check-en" />
      <Field label={t("checks.zh")} value={zh.value} on={(v) => (zh.value = v)} testid="check-zh" />
      <Choice
        label={t("checks.kind")}
        value={wants.value}
        of={(["yes_no", "figure"] as const).map((one) => [one, t(`checks.${one}`)] as const)}
        on={(one) => (wants.value = one)}
        testid="check-kind"
      />
      {wants.value === "figure" && (
        <>
          <Field label={t("checks.unit")} value={unit.value} on={(v) => (unit.value = v)} testid="check-unit" />
          <Field label={t("checks.least")} value={least.value} on={(v) => (least.value = v)} testid="check-least" />
          <Field label={t("checks.most")} value={most.value} on={(v) => (most.value = v)} testid="check-most" />
        </>
      )}
      <Choice
        label={t("checks.step")}
        value={step.value}
        of={STEPS.map((one) => [one, t(`checks.at.${one}` as Word)] as const)}
        on={(one) => (step.value = one)}
        testid="check-step"
      />
      {zones.length > 0 && (
        <Choice
          label={t("checks.zone")}
          value={zone.value}
          of={["", ...zones].map((one) => [one, one || t("checks.anywhere")] as const)}
          on={(one) => (zone.value = one)}
          testid="check-zone"
        />
      )}
      <Choice
        label={t("checks.per")}
        value={per.value}
        of={(["person", "floor"] as const).map((one) => [one, t(`checks.${one}`)] as const)}
        on={(one) => (per.value = one)}
        testid="check-per"
      />
      <p>{t("checks.hours")}</p>
      <Stepper value={hours.value} min={1} max={HOURS_MOST} on={(n) => (hours.value = n)} label={t("checks.hours")} />
      <div class="acts">
        <Act on={done} icon="back">
          {t("cancel")}
        </Act>
        <Act on={() => void save()} look="main" testid="check-save" off={!en.value.trim() || !zh.value.trim()}>
          {t("save")}
        </Act>
      </div>
    </article>
  );
}
