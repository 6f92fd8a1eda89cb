/** The floor as it is now: what needs hands, by age, and the runs that are out. */

import { useMemo } from "preact/hooks";
import { makeAnswers } from "../../ui/flash";
import { Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { readScan, tellStray } from "../../ui/scan";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { Extras } from "../home/extras";
import { RunCard } from "./run";
import { TaskCard } from "./task";

const FLOW = ["released", "picking", "picked", "packing", "packed", "loaded"] as const;

export function Board() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const tasks = [...rows().where("exception_task", "stage", "open")].sort((a, b) => a.raised_at - b.raised_at);
  const out = [...rows().where("pick_run", "stage", "picking"), ...rows().where("pick_run", "stage", "ready")];
  return (
    <Shell title={t("job.lead")} back={[]} answers={answers} wide>
      <ul class="tabs" aria-label={t("lead.flow")}>
        {FLOW.map((stage) => (
          <li class="tag" key={stage}>
            {t(`stage.${stage}` as Word)} <b class="nums">{rows().where("shipment", "stage", stage).length}</b>
          </li>
        ))}
      </ul>
      <div class="panes two both">
        <section class="pane group" data-testid="tasks">
          <h2>
            {t("lead.tasks")}: {tasks.length}
          </h2>
          {tasks.length === 0 && <Empty icon="tick" title={t("lead.no_tasks")} />}
          {tasks.map((task) => (
            <TaskCard key={task.id} task={task} answers={answers} />
          ))}
        </section>
        <section class="pane group" data-testid="runs">
          <h2>
            {t("lead.runs")}: {out.length}
          </h2>
          {out.length === 0 && (
            <Empty icon="cart" title={t("lead.no_runs")}>
              {t("lead.no_runs_why")}
            </Empty>
          )}
          {out.map((run) => (
            <RunCard key={run.id} run={run} />
          ))}
        </section>
      </div>
      <Extras />
    </Shell>
  );
}
