/** Which run comes next: one large button, and the other runs below. */

import { useMemo } from "preact/hooks";
import { progress, runsFor } from "../../domain/pick/board";
import type { PickRun } from "../../generated/rows";
import { openSound } from "../../devices/sound";
import { makeAnswers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellStray } from "../../ui/scan";
import { me, nameOf, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "../home/extras";
import { myJobs } from "../jobs";

const facts = (run: PickRun) => ({ number: run.number, orders: run.orders, lines: run.tasks });

export function PickStart() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const runs = runsFor(rows(), me()?.person.id ?? "");
  const claim = async (run: PickRun, takeOver: boolean): Promise<void> => {
    openSound();
    const mine = run.picker === me()?.person.id;
    const body = takeOver ? { run: run.id, take_over: true } : { run: run.id };
    if (mine || (await act(answers, "pick.claim", body, { title: run.number }))) go("pick", run.id);
  };
  const [first, ...others] = [...runs.mine, ...runs.free];
  return (
    <Shell title={t("job.pick")} {...(myJobs().length > 1 ? { back: [] } : {})} answers={answers}>
      {first ? (
        <Giant run={first} mine={first === runs.mine[0]} on={() => void claim(first, false)} />
      ) : (
        <Empty icon="cart" title={t("pick.none")}>
          {t("pick.none_why")}
        </Empty>
      )}
      <More title={t("pick.others")} runs={others} on={(run) => void claim(run, false)} />
      <More title={t("pick.colleagues")} runs={runs.others} takeOver on={(run) => void claim(run, true)} />
      <Extras />
    </Shell>
  );
}

function Giant({ run, mine, on }: { run: PickRun; mine: boolean; on: () => void }) {
  const { stops, stopsDone } = progress(rows(), run.id);
  return (
    <Act on={on} look="giant" icon="cart" testid="run-start">
      {mine ? t("pick.go_on", { number: run.number }) : t("pick.next", facts(run))}
      <small>{mine ? t("pick.stops_done", { done: stopsDone, n: stops }) : `${run.number} · ${t("pick.start")}`}</small>
    </Act>
  );
}

function More({
  title,
  runs,
  on,
  takeOver = false,
}: {
  title: string;
  runs: readonly PickRun[];
  on: (run: PickRun) => void;
  takeOver?: boolean;
}) {
  if (runs.length === 0) return null;
  return (
    <section class="list">
      <h2>{title}</h2>
      {runs.map((run) => (
        <div class="row" key={run.id} data-testid="run-row">
          <span class="grow">
            <strong>{run.number}</strong>
            <p>{takeOver ? nameOf(run.picker) : t("pick.run", facts(run))}</p>
          </span>
          <Act on={() => on(run)} testid={takeOver ? "take-over" : "run-take"}>
            {takeOver ? (
              t("pick.take_over")
            ) : (
              <>
                <Icon name="cart" /> {t("pick.start")}
              </>
            )}
          </Act>
        </div>
      ))}
    </section>
  );
}
