/** The labels that were chosen, as they will come out, and one large button that brings them. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { OWN, type Sheet } from "../../domain/label/sheet";
import { needsHands } from "../../domain/label/printer";
import type { Chosen } from "../../domain/label/label";
import type { Answers } from "../../ui/flash";
import { Choice } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { printersHere } from "../../ui/printer";
import { go } from "../../ui/route";
import { readScan } from "../../ui/scan";
import { rows, status } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { StateTag, whyOf } from "../printer/tags";
import { before, chosen, copies, labelOf, marked } from "./chosen";
import { Count } from "./count";
import { sheets } from "./drawn";
import { Preview } from "./preview";
import { toBrowser, toFile, toPrinter, type Paper } from "./printing";
import { SheetChoice } from "./sheet";
import { BROWSER, change, FILE, firstPlace, FORMS, goBy, labelLang, usual, wayFor, type Form, type Way } from "./usual";

const COPIES_MOST = 100;
const GO = new Set(["PRINT", "CONFIRM", "YES", "DONE", "NEXT"]);
const LEAVE = new Set(["CANCEL", "NO", "UNDO"]);
/** What the big button does now, for who scans a command instead of tapping it. */
let tap: (() => void) | null = null;

/** Whether a scan steers this page, in place of choosing another label. */
export function steered(raw: string, answers: Answers): boolean {
  const { form, code } = readScan(raw);
  if (form !== "command" || code === null) return false;
  if (LEAVE.has(code)) {
    answers.clear();
    go("labels");
  } else if (GO.has(code)) tap?.();
  return LEAVE.has(code) || GO.has(code);
}

export function PrintLabels({ answers }: { answers: Answers }) {
  const [all, bad] = [useSignal<readonly Sheet[]>([]), useSignal(false)];
  useEffect(() => void sheets().then((found) => (all.value = found)), []);
  useEffect(() => () => void (tap = null), []);
  const some = chosen.value;
  const [one] = some;
  if (!one) return null;
  const way = wayFor(one.kind);
  const sheet = all.value.find(({ name }) => name === usual.value.sheet) ?? null;
  const onSheet = way === BROWSER || (way === FILE && usual.value.form === "pdf");
  const paper: Paper = { sheet: onSheet ? sheet : null, first: firstPlace(), copies: copies.value };
  const go_ = (): void => void print(some, way, paper, answers);
  const off = bad.value || (status() === "offline" && (way === BROWSER || way === FILE));
  tap = off ? null : go_;
  return (
    <Shell
      title={some.length === 1 ? one.title : t("label.n", { n: some.length })}
      back={["labels"]}
      answers={answers}
      wide
      bar={
        <Act look="main" icon="print" on={go_} off={off} testid="label-print">
          {said(some, way)}
        </Act>
      }
    >
      <div class="panes two both">
        <div class="pane">
          <Preview key={one.title} label={labelOf(one)} title={one.title} sheet={paper.sheet?.name ?? OWN} bad={(is) => (bad.value = is)} />
          <Which some={some} />
        </div>
        <div class="pane">
          <Where kind={one.kind} way={way} />
          {way === FILE && <FormChoice many={some.length > 1} />}
          {(way !== FILE || usual.value.form === "pdf" || usual.value.form === "zpl") && (
            <Count label={t("label.copies")} value={copies.value} most={COPIES_MOST} on={(n) => (copies.value = n)} />
          )}
          {onSheet && all.value.length > 0 && <SheetChoice all={all.value} count={some.length * copies.value} />}
          <Choice
            label={t("label.language")}
            value={labelLang()}
            of={[["en", "English"], ["zh", "中文"]]}
            on={(lang) => change({ lang })}
            testid="label-lang"
          />
          {one.subject !== "" && <Mark some={some} />}
        </div>
      </div>
    </Shell>
  );
}

const print = (some: readonly Chosen[], way: Way, paper: Paper, answers: Answers): Promise<void> =>
  way === BROWSER
    ? toBrowser(some, paper, answers)
    : way === FILE
      ? toFile(some, paper, formFor(some.length > 1), answers)
      : toPrinter(some, way, paper.copies, answers);

const formFor = (many: boolean): Form => {
  const { form } = usual.value;
  return many && (form === "png" || form === "svg") ? "pdf" : form;
};

/** What the button will do, in its own words. */
function said(some: readonly Chosen[], way: Way): string {
  const again = some.every((one) => before(one) !== null);
  const n = some.length * copies.value;
  if (way === BROWSER) return t("label.do_browser", { n });
  if (way === FILE) return t("label.do_file", { form: formFor(some.length > 1).toUpperCase() });
  const printer = rows().get("printer", way)?.name ?? "";
  return t(again ? "label.do_again" : "label.do_printer", { n, printer });
}

function Which({ some }: { some: readonly Chosen[] }) {
  const again = some.filter((one) => before(one) !== null).length;
  const shown = some.slice(0, 5).map(({ title }) => title).join(", ");
  return (
    <>
      {some.length > 1 && (
        <p class="nums" data-testid="label-which">
          {t("label.first_of", { n: some.length, what: some.length > 5 ? `${shown} … ${some.at(-1)?.title ?? ""}` : shown })}
        </p>
      )}
      {again > 0 && (
        <p class="note info" role="status" data-testid="label-again">
          {some.length === 1 ? t("label.again_one") : t("label.again_why", { n: again })}
        </p>
      )}
    </>
  );
}

/** Printers with how they stand, this device's browser, a file. */
function Where({ kind, way }: { kind: Chosen["kind"]; way: Way }) {
  const here = printersHere();
  const now = here.find(({ id }) => id === way);
  return (
    <fieldset class="choice" data-testid="label-way">
      <legend>{t("label.where")}</legend>
      <div class="options">
        {[...here.map(({ id, name }) => [id, name] as const), [BROWSER, t("label.way_browser")] as const, [FILE, t("label.way_file")] as const].map(
          ([id, text]) => (
            <button type="button" key={id} class="act plain" aria-pressed={id === way} onClick={() => goBy(kind, id)} data-testid={`way-${id}`}>
              {text}
            </button>
          ),
        )}
      </div>
      {now && (
        <p class="state-line">
          <StateTag printer={now} />
          {needsHands(now) && <span>{whyOf(now)}</span>}
        </p>
      )}
    </fieldset>
  );
}

const FormChoice = ({ many }: { many: boolean }) => (
  <Choice
    label={t("label.form")}
    value={formFor(many)}
    of={FORMS.filter((form) => !many || form === "pdf" || form === "zpl").map((form) => [form, form.toUpperCase()] as const)}
    on={(form) => change({ form })}
    testid="label-form"
  />
);

/** Jobs are kept for a week: of a label that is older only the person knows. */
function Mark({ some }: { some: readonly Chosen[] }) {
  const known = some.every((one) => before(one) !== null);
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={known || marked.value}
        disabled={known}
        onChange={(event) => (marked.value = event.currentTarget.checked)}
        data-testid="label-mark"
      />
      <span>{t("label.mark")}</span>
    </label>
  );
}
