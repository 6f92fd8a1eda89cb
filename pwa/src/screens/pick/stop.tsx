/** One stop: shelf, item, tote. The one that is next is filled; nothing moves when it changes. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { stopsLeft } from "../../domain/pick/walk";
import { placesAhead } from "../../domain/pick/board";
import type { PickTask } from "../../generated/rows";
import { names, placeCode } from "../../ui/format";
import { Icon, type IconName } from "../../ui/icons";
import { Bar } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";

type At = "shelf" | "item" | "tote";
const ORDER: readonly At[] = ["shelf", "item", "tote"];
export const ASK = {
  bind: "pick.bind_do", shelf: "pick.scan_place", item: "pick.scan_item", tote: "pick.scan_tote",
  back: "pick.scan_place", over: "pick.over_do",
} as const;
const NAME = { shelf: "pick.place", item: "pick.item", tote: "pick.tote" } as const;

export function Stop({ at, task }: { at: At; task: PickTask }) {
  const [name, second] = names(task.product);
  const tote = rows().get("pick_slot", task.slot)?.tote;
  const stop = useRef<HTMLDivElement>(null);
  // With large text not all three fit: the one that is next comes into sight.
  useEffect(() => stop.current?.querySelector(".now")?.scrollIntoView({ block: "nearest" }), [at, task.id]);
  return (
    <div class="stop" data-testid="stop" data-at={at} ref={stop}>
      <Step is="shelf" at={at}>
        <p class="loc" data-testid="loc">
          {placeCode(task.location)}
        </p>
      </Step>
      <Step is="item" at={at}>
        <p class="name" data-testid="item">
          {name}
        </p>
        <p class="second">{second}</p>
        <div class="pair">
          <p class="second">
            {t("pick.sku", { sku: task.product })}
            {task.lot && ` · ${t("pick.lot", { lot: task.lot })}`}
          </p>
          <p class="count" data-testid="count">
            <b>{task.picked}</b> {t("of", { n: task.quantity - task.short })}
          </p>
        </div>
        {task.short > 0 && <p class="second">{t("pick.short_n", { n: task.short })}</p>}
        <Bar value={task.picked} max={task.quantity - task.short} label={t("pick.item")} />
      </Step>
      <Step is="tote" at={at}>
        <p class="tote" data-testid="tote">
          {tote ? placeCode(tote) : t("pick.no_tote")}
        </p>
      </Step>
      <Ahead run={task.run} />
    </div>
  );
}

function Step({ is, at, children }: { is: At; at: At; children: ComponentChildren }) {
  const [mine, now] = [ORDER.indexOf(is), ORDER.indexOf(at)];
  const icon: IconName = mine < now ? "tick" : is;
  return (
    <section class={mine === now ? "step now" : "step"} aria-current={mine === now ? "step" : undefined}>
      <p class="what">
        <Icon name={icon} size={20} />
        {t(mine === now ? ASK[is] : NAME[is])}
      </p>
      {children}
    </section>
  );
}

function Ahead({ run }: { run: string }) {
  const places = placesAhead(rows(), run, 3);
  const last = stopsLeft(rows(), run).length <= 1;
  return (
    <p class="ahead" data-testid="ahead">
      {places.length > 0 ? (
        <>
          {t("pick.next_places")}{" "}
          {places.map((id) => (
            <span key={id}>{placeCode(id)}</span>
          ))}
        </>
      ) : (
        last && t("pick.last_stop")
      )}
    </p>
  );
}
