/** The walk: one screen from the first tote to the handover. The scan decides; taps are for what cannot be scanned. */

import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { isSet } from "../../domain/process/set";
import { stopsLeft, type Step } from "../../domain/pick/walk";
import type { Seen, Verdict } from "../../domain/seen";
import { CameraAct } from "../../ui/aim";
import { Choices } from "../../ui/asked";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { later, laterScreen } from "../../ui/later";
import { me, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { ASK, Stop } from "./stop";
import { loadJudging, type OnRun } from "./onrun";
import { sees, Walking } from "./walking";

const Bind = later(() => import("./ends").then((m) => m.Bind));
const Back = later(() => import("./ends").then((m) => m.Back));
const Over = later(() => import("./ends").then((m) => m.Over));
const Rest = later(() => import("./rest").then((m) => m.Rest));
const Told = later(() => import("../../ui/told").then((m) => m.ToldAtStep));
const Full = later(() => import("./short").then((m) => m.Full));
const Short = later(() => import("./short").then((m) => m.Short));
const OtherWay = laterScreen(() => import("./ways").then((m) => m.OtherWay));

interface Props {
  readonly id: string;
  /** Hears of each scan before the walk does. */
  readonly also?: (raw: string) => void;
}

export function PickRunScreen(props: Props) {
  const mode = rows().get("pick_run", props.id)?.mode;
  return mode ? <OtherWay id={props.id} mode={mode} /> : <Walk {...props} />;
}

/** The walk of a run order by order; `by` knows which part of it is the picker's, where not all is. */
export function Walk({ id, also, by }: Props & { readonly by?: Walking }) {
  const walking = useMemo(() => by ?? new Walking(id), [id, by]);
  const step = walking.step();
  const keys = (
    <Keys of={walking} stop={atStop(step)} tote={step.at === "tote"} ask={t(ASK[step.at])} sees={(seen) => sees(step, seen)} />
  );
  return (
    <Frame
      of={walking}
      left={stopsLeft(walking.reads(), id).length}
      place={"task" in step ? step.task.location : ""}
      keys={keys}
      {...(also ? { also } : {})}
    >
      <Now walking={walking} step={step} run={id} />
    </Frame>
  );
}

const atStop = (step: Step): boolean => step.at === "shelf" || step.at === "item";

interface Framed<Does> {
  readonly of: OnRun<Does> & { scan(raw: string): Promise<void> };
  /** Stops that are left. */
  readonly left: number;
  /** Where the picker stands or goes to; empty where it is no place. */
  readonly place: string;
  readonly keys: ComponentChildren;
  readonly also?: (raw: string) => void;
  readonly children: ComponentChildren;
}

/** What stands around each step of a walk, and hears its scans; or that the run is with somebody else. */
export function Frame<Does>({ of, left, place, keys, also, children }: Framed<Does>) {
  useEffect(keepAwake, []);
  useEffect(() => void loadJudging().catch(() => undefined), []); // whoever scans asks again
  useScan((raw) => {
    also?.(raw);
    return of.scan(raw);
  });
  const run = rows().get("pick_run", of.run);
  if (!run || run.picker !== me()?.person.id || run.stage === "done") {
    return (
      <Shell title={t("job.pick")} back={["pick"]} answers={of.answers}>
        <Empty icon="cart" title={t("pick.gone")}>
          {t("pick.gone_why")}
        </Empty>
      </Shell>
    );
  }
  return (
    <Shell
      title={`${run.number}\u00a0· ${t("pick.left", { n: left })}`}
      back={["pick"]}
      answers={of.answers}
      choices={<Choices of={of.asking} />}
      bar={keys}
    >
      <Told step="pick" answers={of.answers} place={place} />
      {children}
    </Shell>
  );
}

interface Keyed<Does> {
  readonly of: OnRun<Does>;
  /** Units may be missing here; the tote of the step may be full. */
  readonly stop: boolean;
  readonly tote: boolean;
  readonly ask: string;
  readonly sees: (seen: Seen) => Verdict<Does> | null;
}

/** The keys of a walk, below the step. */
export function Keys<Does>({ of, stop, tote, ask, sees: seesAs }: Keyed<Does>) {
  if (of.full.value || (of.short.value && stop)) {
    return (
      <Act key="back" on={() => of.shut()} icon="back" testid="short-back">
        {t("back")}
      </Act>
    );
  }
  return (
    <>
      {tote ? (
        <Act key="full" on={() => of.openFull()} icon="tote" look="tall" testid="full">
          {t("pick.full")}
        </Act>
      ) : (
        <Act key="short" on={() => of.openShort()} icon="short" look="tall" testid="short" off={!stop}>
          {t("pick.short")}
        </Act>
      )}
      <CameraAct tall ask={ask} sees={seesAs} />
      <Act on={() => void of.undo()} icon="undo" look="tall" testid="undo" off={!of.undoable()}>
        {t("pick.undo")}
      </Act>
    </>
  );
}

function Now({ walking, step, run }: { walking: Walking; step: Step; run: string }) {
  switch (step.at) {
    case "bind":
      return <Bind step={step} />;
    case "over":
      return <Over run={run} on={() => void walking.handOver()} />;
    case "back":
      return <Back task={step.task} />;
    default:
      if (walking.full.value) return <Full task={step.task} />;
      return walking.short.value && atStop(step) ? (
        <Short
          task={step.task}
          on={(...said) => void walking.noteShort(step.task, ...said)}
          full={() => walking.openFull()}
          skip={() => void walking.skip(step.task)}
          pause={() => void walking.pause()}
        />
      ) : (
        <>
          <Stop key={step.task.id} at={step.at} task={step.task} />
          {step.at === "item" && isSet(rows(), step.task.warehouse, "pick.units", "keys") && (
            <Rest task={step.task} on={(raw, units) => void walking.count(step.task, raw, units)} />
          )}
        </>
      );
  }
}
