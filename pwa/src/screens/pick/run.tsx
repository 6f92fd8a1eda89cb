/** The walk: one screen from the first tote to the handover. The scan decides; taps are for what cannot be scanned. */

import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { expect } from "../../domain/pick/expect";
import { stopsLeft, type Step } from "../../domain/pick/walk";
import { CameraAct } from "../../ui/aim";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { today } from "../../ui/scan";
import { me, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Back, Bind, Over } from "./ends";
import { Short } from "./short";
import { ASK, Stop } from "./stop";
import { TeachChoices } from "./teach";
import { Walking } from "./walking";

export function PickRunScreen({ id }: { id: string }) {
  const walking = useMemo(() => new Walking(id), [id]);
  useEffect(keepAwake, []);
  useScan((raw) => walking.scan(raw));
  const run = rows().get("pick_run", id);
  if (!run || run.picker !== me()?.person.id || run.stage === "done") {
    return (
      <Shell title={t("job.pick")} back={["pick"]} answers={walking.answers}>
        <Empty icon="cart" title={t("pick.gone")}>
          {t("pick.gone_why")}
        </Empty>
      </Shell>
    );
  }
  const step = walking.step();
  const left = t("pick.left", { n: stopsLeft(rows(), id).length });
  return (
    <Shell
      title={`${run.number} · ${left}`}
      back={["pick"]}
      answers={walking.answers}
      choices={<TeachChoices of={walking.teaching} answers={walking.answers} />}
      bar={<Acts walking={walking} step={step} />}
    >
      <Now walking={walking} step={step} run={id} />
    </Shell>
  );
}

const atStop = (step: Step): boolean => step.at === "shelf" || step.at === "item";

function Acts({ walking, step }: { walking: Walking; step: Step }) {
  if (walking.short.value && atStop(step)) {
    return (
      <Act on={() => (walking.short.value = false)} icon="back" testid="short-back">
        {t("back")}
      </Act>
    );
  }
  return (
    <>
      <Act on={() => walking.openShort()} icon="short" look="tall" testid="short" off={!atStop(step)}>
        {t("pick.short")}
      </Act>
      <CameraAct tall ask={t(ASK[step.at])} sees={(seen) => expect(step, seen, rows(), today())} />
      <Act on={() => void walking.undo()} icon="undo" look="tall" testid="undo" off={walking.undoable() === null}>
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
      return walking.short.value && atStop(step) ? (
        <Short task={step.task} on={(units, reason) => void walking.noteShort(step.task, units, reason)} />
      ) : (
        <Stop at={step.at} task={step.task} />
      );
  }
}
