/** Work on paper: sheets are printed before or while devices are down, and what was written on them is entered. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { expected } from "../../domain/inbound/check";
import { placesMeant } from "../../domain/count/begin";
import { runsFor } from "../../domain/pick/board";
import { codeIn, sheetOf, stopsOn } from "../../domain/paper/sheet";
import { CameraAct } from "../../ui/aim";
import { makeAnswers, sound } from "../../ui/flash";
import { Field } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { Act, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go, route } from "../../ui/route";
import { tellDecide } from "../../ui/scan";
import { me, rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { titleOf } from "../inbound/deliveries";
import { Fill } from "./fill";
import { printDelivery, printPlaces, printRuns } from "./sheets";

const PLACES_MOST = 60;

export function PaperPage() {
  const code = route.value[2];
  const sheet = code ? sheetOf(rows(), warehouse(), code) : null;
  return sheet && code ? <Fill key={code} sheet={sheet} code={code} /> : <Sheets />;
}

function Sheets() {
  const answers = useMemo(makeAnswers, []);
  const [typed, where] = [useSignal(""), useSignal("")];
  const open = (raw: string): void => {
    if (!sheetOf(rows(), warehouse(), raw)) return tellDecide(answers, t("paper.unknown"), [t("paper.unknown_do")]);
    sound("right");
    go("lead", "paper", codeIn(raw));
  };
  useScan(open);
  const { mine, free, others } = runsFor(rows(), me()?.person.id ?? "");
  const runs = [...mine, ...free, ...others].filter((run) => run.warehouse === warehouse() && stopsOn(rows(), run.id).length > 0);
  const deliveries = expected(rows(), warehouse());
  const count = (): unknown => {
    const { places } = placesMeant(where.value, rows(), warehouse());
    if (places.length === 0) return tellDecide(answers, t("paper.no_place"), []);
    return printPlaces(places.slice(0, PLACES_MOST));
  };
  return (
    <Shell title={t("paper.title")} back={["lead"]} answers={answers} bar={<CameraAct ask={t("paper.scan")} />} wide>
      <p class="quiet">{t("paper.why")}</p>
      <div class="panes two both">
        <section class="pane list">
          <h2>{t("paper.enter")}</h2>
          <p>{t("paper.scan")}</p>
          <Field label={t("paper.code")} value={typed.value} on={(text) => (typed.value = text)} testid="paper-code" scans />
          <Act on={() => open(typed.value)} off={typed.value.trim() === ""} testid="paper-open">
            {t("paper.open")}
          </Act>
        </section>
        <section class="pane list">
          <h2>{t("paper.print")}</h2>
          {runs.length > 1 && (
            <Act on={() => printRuns(runs)} icon="print" look="main" testid="print-runs">
              {t("paper.all_runs", { n: runs.length })}
            </Act>
          )}
          {runs.map((run) => (
            <Row key={run.id} title={run.number} more={t("pick.run", { orders: run.orders, lines: run.tasks })} on={() => printRuns([run])} testid="print-run" />
          ))}
          {deliveries.map((one) => (
            <Row key={one.id} title={titleOf(one)} more={t("job.receive")} on={() => printDelivery(one)} testid="print-delivery" />
          ))}
          <Field label={t("paper.places")} value={where.value} on={(text) => (where.value = text)} testid="paper-places" scans />
          <Act on={count} icon="print" off={where.value.trim() === ""} testid="print-places">
            {t("paper.print_places")}
          </Act>
        </section>
      </div>
    </Shell>
  );
}

const Row = ({ title, more, on, testid }: { title: string; more: string; on: () => unknown; testid: string }) => (
  <button type="button" class="row found" onClick={() => void on()} data-testid={testid}>
    <span class="grow">
      <strong>{title}</strong>
      <p>{more}</p>
    </span>
    <Icon name="print" />
  </button>
);
