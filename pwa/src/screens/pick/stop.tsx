/** One stop: shelf, item, tote. The one that is next is filled; nothing moves when it changes. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { stopsLeft } from "../../domain/pick/walk";
import { isSet } from "../../domain/process/set";
import { placesAhead } from "../../domain/pick/board";
import type { PickTask } from "../../generated/rows";
import { names, placeCode } from "../../ui/format";
import { Icon, type IconName } from "../../ui/icons";
import { Bar } from "../../ui/kit";
import { t } from "../../ui/lang";
import { later } from "../../ui/later";
import { rows } from "../../ui/session";

const Danger = later(() => import("../../ui/danger").then((m) => m.Danger));
const Stands = later(() => import("./stands").then((m) => m.Stands), () => <>{t(ASK.item)}</>);

type At = "shelf" | "item" | "tote";
const ORDER: readonly At[] = ["shelf", "item", "tote"];
export const ASK = {
  bind: "pick.bind_do", shelf: "pick.scan_place", item: "pick.scan_item", tote: "pick.scan_tote",
  back: "pick.scan_place", over: "pick.over_do",
} as const;
const NAME = { shelf: "pick.place", item: "pick.item", tote: "pick.tote" } as const;

export function Stop({ at, task }: { at: At; task: PickTask }) {
  const tote = rows().get("pick_slot", task.slot)?.tote;
  const stop = useRef<HTMLDivElement>(null);
  // With large text not all three fit: the one that is next comes into sight.
  useEffect(() => stop.current?.querySelector(".now")?.scrollIntoView({ block: "nearest" }), [at, task.id]);
  return (
    <div class="stop" data-testid="stop" data-at={at} ref={stop}>
      <ShelfStep at={at} task={task} />
      <ItemStep at={at} task={task} />
      <Step is="tote" at={at}>
        <p class="tote" data-testid="tote">
          {tote ? placeCode(tote) : t("pick.no_tote")}
        </p>
      </Step>
      <Ahead places={placesAhead(rows(), task.run, 3)} last={stopsLeft(rows(), task.run).length <= 1} />
    </div>
  );
}

export const ShelfStep = ({ at, task }: { at: At; task: PickTask }) => (
  <Step is="shelf" at={at}>
    <p class="loc" data-testid="loc">
      {placeCode(task.location)}
    </p>
  </Step>
);

/** What is picked at a stop, and how much of it. */
export function ItemStep({ at, task }: { at: At; task: PickTask }) {
  const [name, second] = names(task.product);
  const wanted = task.quantity - task.short;
  // As wide with its first figure as with its last: nothing moves while items are counted.
  const width = { minWidth: `${String(wanted).length}ch` };
  return (
    <Step is="item" at={at} ask={isSet(rows(), task.warehouse, "pick.item", "bin") && <Stands task={task} />}>
      <p class="name" data-testid="item">
        {name}
      </p>
      <p class="second">{second}</p>
      <Danger of={[task.product]} />
      <div class="pair">
        <p class="second">
          {t("pick.sku", { sku: task.product })}
          {task.lot && ` · ${t("pick.lot", { lot: task.lot })}`}
        </p>
        <p class="count" data-testid="count">
          <b style={width}>{task.picked}</b> {t("of", { n: wanted })}
        </p>
      </div>
      {task.short > 0 && <p class="second">{t("pick.short_n", { n: task.short })}</p>}
      <Bar value={task.picked} max={wanted} label={t("pick.item")} />
    </Step>
  );
}

function Step({ is, at, ask, children }: { is: At; at: At; ask?: ComponentChildren; children: ComponentChildren }) {
  const [mine, now] = [ORDER.indexOf(is), ORDER.indexOf(at)];
  const icon: IconName = mine < now ? "tick" : is;
  return (
    <section class={mine === now ? "step now" : "step"} aria-current={mine === now ? "step" : undefined}>
      <p class="what">
        <Icon name={icon} size={20} />
        {mine === now ? ask || t(ASK[is]) : t(NAME[is])}
      </p>
      {children}
    </section>
  );
}

export function Ahead({ places, last }: { places: readonly string[]; last: boolean }) {
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
