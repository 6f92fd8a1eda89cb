/** What a lead wants said at a step: shown until the person has read it, on any of their devices. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Instruction } from "../generated/rows";
import { makeAnswers, type Answers } from "./flash";
import { Icon } from "./icons";
import { Act } from "./kit";
import { lang, t } from "./lang";
import { act, aside } from "./scan";
import { me, rows, underWay, warehouse } from "./session";
import { Standing } from "./standing";

const quiet = makeAnswers();

function unread(step: Instruction["step"]): Instruction | null {
  const told = rows().get("instruction", `${warehouse()}/${step}`);
  if (!told || (told.text_en === "" && told.picture === "")) return null;
  const got = rows().get("instruction_got", `${me()?.person.id ?? ""}/${told.id}`);
  return (got?.edition ?? 0) >= told.edition || underWay("instruction.got", "instruction", told.id) ? null : told;
}

function gotIt(told: Instruction, answers: Answers, title: string): void {
  const body = { person: me()?.person.id ?? "", instruction: told.id, edition: told.edition };
  void act(answers, "instruction.got", body, { title });
}

export function Told({ step }: { step: Instruction["step"] }) {
  const told = unread(step);
  return told && <Card told={told} got={() => gotIt(told, quiet, "")} />;
}

/**
 * The same within a task. It asks for nothing: a scan goes to the step as if nothing were shown, and what is not read yet
 * folds to one line. CONFIRM, where it stands for nothing else, says that it is read.
 */
function Reading({ step, answers }: { step: Instruction["step"]; answers: Answers }) {
  const told = unread(step);
  const nth = answers.flash.value?.nth ?? 0;
  const opened = useSignal(nth);
  const last = useRef(nth);
  last.current = Math.max(last.current, nth);
  const isFolded = last.current > opened.value;
  const got = (): void => void (told && gotIt(told, answers, t("told.got")));
  useLayoutEffect(() => {
    if (!told) return undefined;
    aside.confirm = got;
    return () => void (aside.confirm = null);
  });
  if (!told) return null;
  if (!isFolded) return <Card told={told} got={got} scanned />;
  return (
    <button type="button" class="row found" onClick={() => (opened.value = last.current)} data-testid="told-folded">
      <Icon name="list" />
      <strong class="grow">{t("told.title")}</strong>
    </button>
  );
}

interface AtStep {
  readonly step: Instruction["step"];
  /** The place where work is about to happen, as far as that is known. */
  readonly place?: string;
  readonly answers: Answers;
}

/** What a lead wants said at a step, and what has to be looked at before it. */
export const ToldAtStep = ({ step, place = "", answers }: AtStep) => (
  <>
    <Standing step={step} place={place} answers={answers} />
    <Reading step={step} answers={answers} />
  </>
);

function Card({ told, got, scanned }: { told: Instruction; got: () => void; scanned?: boolean }) {
  const text = lang.value === "zh" ? told.text_zh : told.text_en;
  return (
    <section class={scanned ? "card at-step" : "card"} data-testid="told">
      <h2>{t("told.title")}</h2>
      {text && <p class="told">{text}</p>}
      {told.picture && <img class="told" src={told.picture} alt={text || t("told.picture")} />}
      {scanned && <p class="quiet">{t("told.scan")}</p>}
      <Act on={got} icon="tick" testid="got-it">
        {t("told.got")}
      </Act>
    </section>
  );
}
