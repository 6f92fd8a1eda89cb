/** A run as it goes: who, how far, how fast since this screen first saw it. */

import { progress } from "../../domain/pick/board";
import type { PickRun } from "../../generated/rows";
import { Icon } from "../../ui/icons";
import { Bar } from "../../ui/kit";
import { t } from "../../ui/lang";
import { address } from "../../ui/route";
import { nameOf, rows } from "../../ui/session";

const HOUR_MS = 3_600_000;
const RATE_FROM_MS = 60_000;
const firstSeen = new Map<string, { at: number; picked: number }>();

/** Units an hour; nothing until a minute has been watched. */
function rate(run: string, picked: number, now = Date.now()): number | null {
  const first = firstSeen.get(run) ?? { at: now, picked };
  firstSeen.set(run, first);
  const passed = now - first.at;
  return passed < RATE_FROM_MS ? null : Math.round(((picked - first.picked) * HOUR_MS) / passed);
}

export function RunCard({ run }: { run: PickRun }) {
  const { stops, stopsDone, units, picked, short } = progress(rows(), run.id);
  const speed = run.picker ? rate(run.id, picked) : null;
  return (
    <article class="card" data-testid="run-card">
      <p class="pair">
        <strong>{run.number}</strong>
        <span class={run.picker ? "tag info" : "tag"}>{run.picker ? nameOf(run.picker) : t("lead.waits")}</span>
      </p>
      <Bar value={picked + short} max={units} label={run.number} />
      <p class="pair quiet nums">
        <span>{t("pick.stops_done", { done: stopsDone, n: stops })}</span>
        <span>
          {short > 0 && `${t("pick.short_n", { n: short })} · `}
          {speed !== null && t("lead.rate", { n: speed })}
        </span>
      </p>
      {run.picker && (
        <a class="act plain" href={address("look", "lead", "run", run.id)} data-testid="run-cart">
          <Icon name="cart" />
          <span>{t("cart.see")}</span>
        </a>
      )}
    </article>
  );
}
