/** Which run comes next: one large button, and the other runs below. */

import { useMemo } from "preact/hooks";
import { progress, runsFor } from "../../domain/pick/board";
import type { PickRun } from "../../generated/rows";
import { openSound } from "../../devices/sound";
import { Asking, Choices } from "../../ui/asked";
import { makeAnswers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Act, Empty, useScan } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act } from "../../ui/scan";
import { me, nameOf, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "../home/more";
import { mainJobs } from "../jobs";
import { myZone } from "./memory";

/** How a run is called: where its totes go from zone to zone, with the zone that they are in. */
const named = (run: PickRun): string => (run.zone ? `${run.number} › ${run.zone}` : run.number);

/** Which cart to take, where one was named. */
function cartOf({ cart }: PickRun): string {
  const kind = cart === null ? undefined : rows().get("cart_type", cart);
  return kind ? ` · ${lang.value === "zh" ? kind.name_zh : kind.name_en}` : "";
}

const facts = (run: PickRun) => ({ number: named(run), orders: run.orders, lines: run.tasks });

export function PickStart() {
  const answers = useMemo(makeAnswers, []);
  const asking = useMemo(() => new Asking(answers), []);
  useScan(async (raw) => (await import("./taking")).taken(asking, answers, raw));
  const runs = runsFor(rows(), me()?.person.id ?? "", myZone());
  const claim = async (run: PickRun, takeOver: boolean): Promise<void> => {
    openSound();
    const mine = run.picker === me()?.person.id;
    const body = takeOver ? { run: run.id, take_over: true } : { run: run.id };
    if (mine || (await act(answers, "pick.claim", body, { title: run.number }))) go("pick", run.id);
  };
  const [first, ...others] = [...runs.mine, ...runs.free];
  return (
    <Shell title={t("job.pick")} {...(mainJobs().length > 1 ? { back: [] } : {})} answers={answers} choices={<Choices of={asking} />}>
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
      {mine ? t("pick.go_on", { number: named(run) }) : t("pick.next", facts(run))}
      <small>{mine ? t("pick.stops_done", { done: stopsDone, n: stops }) : `${named(run)}${cartOf(run)} · ${t("pick.start")}`}</small>
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
            <strong>{named(run)}</strong>
            <p>{takeOver ? nameOf(run.picker) : t("pick.run", facts(run)) + cartOf(run)}</p>
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
