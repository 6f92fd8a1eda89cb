/** The floor as it is now: what needs hands, what blocks a truck first, the runs that are out, and where. */

import { useMemo } from "preact/hooks";
import { byUrgency, piles } from "../../domain/task/urgent";
import { makeAnswers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { readScan } from "../../ui/scan";
import { may, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { Extras } from "../home/extras";
import { Settled } from "./settled";
import { RunCard } from "./run";
import { FloorMap } from "./map";
import { TaskCard } from "./task";
import { WaitList } from "./waitlist";

const FLOW = ["released", "picking", "picked", "packing", "packed", "loaded"] as const;

export function Board() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const tasks = piles(byUrgency(rows(), rows().where("exception_task", "stage", "open")));
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
          {tasks.map((pile) => (
            <TaskCard key={pile.task.id} pile={pile} answers={answers} />
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
      <Settled answers={answers} />
      <FloorMap />
      <WaitList />
      {may("process") && (
        <LinkRow to={["lead", "process"]} testid="to-process">
          <Icon name="list" />
          <span class="grow">{t("process.title")}</span>
          <Icon name="next" />
        </LinkRow>
      )}
      <LinkRow to={["lead", "paper"]} testid="to-paper">
        <Icon name="print" />
        <span class="grow">{t("paper.title")}</span>
        <Icon name="next" />
      </LinkRow>
      <Extras />
    </Shell>
  );
}
