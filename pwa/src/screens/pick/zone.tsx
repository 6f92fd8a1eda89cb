/** A run whose totes go from zone to zone: the walk of one zone, and the hand-over at its border. */

import { useMemo } from "preact/hooks";
import { border, inZone, type Border } from "../../domain/pick/zone";
import { slotsOf } from "../../domain/pick/walk";
import type { Reads } from "../../domain/seen";
import type { PickRun } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { placeCode } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Act, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellHelp, tellNoCommand, tellWrong } from "../../ui/scan";
import { me, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { stayIn } from "./memory";
import { Walk } from "./run";
import { Walking } from "./walking";
import "./ways.css";

class InZone extends Walking {
  override reads(): Reads {
    const run = rows().get("pick_run", this.run);
    return run ? inZone(rows(), run) : rows();
  }
}

export function Zone({ id }: { readonly id: string }) {
  const walking = useMemo(() => new InZone(id), [id]);
  const run = rows().get("pick_run", id);
  const mine = run !== undefined && run.picker === me()?.person.id && run.stage !== "done";
  const next = mine && walking.step().at === "over" ? border(rows(), run) : null;
  return mine && next ? <PassOn run={run} to={next} walking={walking} /> : <Walk id={id} by={walking} />;
}

/** The zone is done: where the totes go, and the scan that hands them over. */
function PassOn({ run, to, walking }: { readonly run: PickRun; readonly to: Border; readonly walking: Walking }) {
  const { answers } = walking;
  const slots = slotsOf(rows(), run.id).filter((slot) => slot.tote !== null);
  const pass = async (raw: string, named: string): Promise<void> => {
    stayIn(run.zone ?? "");
    const title = t("zone.passed", { tote: named, zone: to.zone });
    if (await act(answers, "pick.pass_on", { run: run.id, zone: to.zone, raw }, { title, done: () => true })) go("pick");
  };
  useScan((raw) => {
    const seen = readScan(raw);
    const can = to.behind ? ["CONFIRM", "HELP"] : ["HELP"];
    if (seen.form === "command" && seen.code) {
      if (seen.code === "CONFIRM" && to.behind) return walking.handOver();
      return seen.code === "HELP" ? tellHelp(answers, t("zone.do"), can) : tellNoCommand(answers, seen.code, can);
    }
    const holds = rows().get("tote", `${run.warehouse}/${seen.code}`)?.shipment;
    const ours = seen.form === "tote" && slotsOf(rows(), run.id).some((slot) => slot.shipment === holds);
    if (ours) return pass(raw, seen.code ?? "");
    const code = seen.form === "tote" ? "wrong_tote" : "want_tote";
    return tellWrong(answers, code, seen.code ?? seen.gtin ?? raw.slice(0, 40), slots[0]?.tote ?? "");
  });
  return (
    <Shell
      title={`${run.number}\u00a0· ${t("zone.in", { zone: run.zone ?? "" })}`}
      back={["pick"]}
      answers={answers}
      bar={
        <>
          {slots.length === 0 && (
            <Act on={() => void pass(run.number, run.number)} icon="next" look="tall" testid="pass-on">
              {t("zone.to", { zone: to.zone })}
            </Act>
          )}
          <CameraAct tall ask={t("zone.do")} />
          <Act on={() => void walking.undo()} icon="undo" look="tall" testid="undo" off={!walking.undoable()}>
            {t("pick.undo")}
          </Act>
        </>
      }
    >
      <div class="stop" data-testid="pass-on-screen">
        <section class="step now">
          <p class="what">
            <Icon name="tote" size={20} />
            {t("zone.do")}
          </p>
          <p class="giant" data-testid="next-zone">
            {t("zone.to", { zone: to.zone })}
          </p>
          <p class="name">{t("zone.waits", { stops: to.stops, units: to.units })}</p>
        </section>
        <ul class="totes">
          {slots.map((slot) => (
            <li key={slot.id}>
              <span class="quiet">{slot.order_number}</span>
              <strong>{placeCode(slot.tote ?? "")}</strong>
            </li>
          ))}
        </ul>
        {to.behind && (
          <>
            <p class="note decide" data-testid="not-told">
              {t("zone.not_told", { zone: to.zone, units: to.units })}
            </p>
            <Act on={() => void walking.handOver()} icon="box" look="tall" testid="hand-over">
              {t("pick.hand_over")}
            </Act>
          </>
        )}
      </div>
    </Shell>
  );
}
