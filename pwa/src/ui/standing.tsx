/** What stands before a step until somebody has looked: it takes the place of the work, and the scans, and goes by an answer. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { fault, figure, tenthsOf } from "../domain/checkpoint/judge";
import { due } from "../domain/checkpoint/due";
import type { Ops } from "../generated/ops";
import type { Checkpoint } from "../generated/rows";
import { now } from "./door";
import { sound, type Answers } from "./flash";
import { Field } from "./forms";
import { Icon } from "./icons";
import { Act, useKey, useScan } from "./kit";
import { lang, t } from "./lang";
import { act, readScan, tellDecide, tellHelp, tellNoCommand } from "./scan";
import { me, rows, underWay, warehouse } from "./session";
import "./standing.css";

type Said = Ops["checkpoint.answer"]["said"];
interface Props {
  readonly step: Checkpoint["step"];
  /** The place where work is about to happen, as far as that is known. */
  readonly place?: string;
  readonly answers: Answers;
}

export const asked = ({ ask_en, ask_zh }: Pick<Checkpoint, "ask_en" | "ask_zh">): string => (lang.value === "zh" ? ask_zh : ask_en);

/** The bounds of a figure in words; empty where any is fine. */
export function boundsOf({ least, most, unit }: Pick<Checkpoint, "least" | "most" | "unit">): string {
  const [low, high] = [figure(least), figure(most)];
  if (low && high) return t("checked.between", { low, high, unit });
  if (low) return t("checked.from", { low, unit });
  return high ? t("checked.to", { high, unit }) : "";
}

export function Standing({ step, place = "", answers }: Props) {
  const zone = rows().get("location", place)?.zone ?? "";
  const at = { warehouse: warehouse(), step, zone, person: me()?.person.id ?? "", now: now() };
  const [first] = due(rows(), at).filter(({ id }) => !underWay("checkpoint.answer", "checkpoint", id));
  return first ? <Question key={first.id} of={first} answers={answers} /> : null;
}

function Question({ of, answers }: { of: Checkpoint; answers: Answers }) {
  const [typed, why, unsure] = [useSignal(""), useSignal(""), useSignal(false)];
  const isFigure = of.wants === "figure";
  const tenths = isFigure ? tenthsOf(typed.value) : null;
  const note = async (said: Said, value: number | null = null): Promise<void> => {
    const code = fault(of, said, value);
    const body = { checkpoint: of.id, said, tenths: value, why: why.value.trim() };
    await act(answers, "checkpoint.answer", body, { title: t("checked.noted"), expected: [code] });
    if (code) tellDecide(answers, t("checked.told"), [t("checked.told_do")]);
  };
  const save = (): void => {
    if (tenths === null) return tellDecide(answers, t("checked.type"), []);
    // One slip of a key is likelier than a warm cold room: what is off is asked for once more.
    if (fault(of, "figure", tenths) === "" || unsure.value) return void note("figure", tenths);
    unsure.value = true;
    sound("decide");
  };
  const type = (text: string): void => {
    unsure.value = false;
    answers.clear();
    typed.value = text;
  };
  const key = (one: string): void => {
    if (one === "back") type(typed.value.slice(0, -1));
    else if (one === "-") type(typed.value.startsWith("-") ? typed.value.slice(1) : `-${typed.value}`);
    else if (typed.value.length < 7 && !(one === "." && typed.value.includes("."))) type(typed.value + one);
  };
  useKey((one) => isFigure && /^[\d.-]$/.test(one) && key(one));
  useScan((raw) => {
    const seen = readScan(raw);
    const command = seen.form === "command" ? (seen.code ?? "") : "";
    const can = isFigure ? ["CONFIRM"] : ["YES", "NO"];
    if (command === "HELP") return tellHelp(answers, asked(of), can);
    if (isFigure && (command === "CONFIRM" || command === "DONE")) return save();
    if (!isFigure && (command === "YES" || command === "CONFIRM")) return void note("yes");
    if (!isFigure && command === "NO") return void note("no");
    if (command) return tellNoCommand(answers, command, can);
    if (isFigure && tenthsOf(raw) !== null) return type(raw.trim().replace(",", "."));
    tellDecide(answers, t("checked.first"), [asked(of), t("not_counted")]);
  });
  return (
    <section class="standing" data-testid="standing">
      <section class="step now">
        <p class="what">{t("checked.title")}</p>
        <p class="ask">{asked(of)}</p>
        {isFigure && (
          <p class="figure nums" data-testid="figure">
            {typed.value || "–"} {of.unit}
          </p>
        )}
        {isFigure && boundsOf(of) && <p class="second">{boundsOf(of)}</p>}
      </section>
      {unsure.value && (
        <p class="note decide" role="alert" data-testid="standing-unsure">
          {t("checked.sure", { figure: figure(tenths), unit: of.unit })} {t("checked.sure_do")}
        </p>
      )}
      {isFigure ? (
        <Figures on={key}>
          <Act on={save} look={unsure.value ? "danger" : "main"} icon="tick" testid="standing-save" off={tenths === null}>
            {t(unsure.value ? "checked.yes" : "save")}
          </Act>
        </Figures>
      ) : (
        <div class="pairs">
          <Act on={() => note("yes")} look="giant" icon="tick" testid="standing-yes">
            {t("checked.yes")}
          </Act>
          <Act on={() => note("no")} icon="cross" testid="standing-no">
            {t("checked.no")}
          </Act>
        </div>
      )}
      <Field label={t("checked.why")} value={why.value} on={(text) => (why.value = text)} testid="standing-why" />
      <Act on={() => note("unable")} testid="standing-unable">
        {t("checked.unable")}
      </Act>
    </section>
  );
}

/** Keys for a figure with a sign and a point; what saves it is one of them, so that all is in sight on a handheld. */
function Figures({ on, children }: { on: (key: string) => void; children: ComponentChildren }) {
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", ".", "-", "back"];
  const name = { back: t("delete"), "-": t("checked.minus") } as Readonly<Record<string, string>>;
  return (
    <div class="keypad figures" role="group" aria-label={t("figures")}>
      {keys.map((key) => (
        <button type="button" class="act plain" key={key} onClick={() => on(key)} data-testid={`key-${key}`} aria-label={name[key] ?? key}>
          {key === "back" ? <Icon name="back" /> : key === "-" ? "+/−" : key}
        </button>
      ))}
      {children}
    </div>
  );
}
