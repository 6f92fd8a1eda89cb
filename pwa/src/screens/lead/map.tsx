/** The floor from above, live: where hands are needed, where pickers go next, what is empty or short. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { marksOf, zonesOf, type Bin, type Marks, type Zone } from "../../domain/floor/map";
import { called, placeCode } from "../../ui/format";
import { t, tOr } from "../../ui/lang";
import { nameOf, rows, warehouse } from "../../ui/session";

const [W, H] = [60, 44];
const wide = matchMedia("(min-width: 700px)");
const AISLES = { wide: 12, narrow: 6 } as const;

export function FloorMap() {
  const seen = useSignal<string | null>(null);
  const isWide = useSignal(wide.matches);
  useEffect(() => {
    const turned = (): void => void (isWide.value = wide.matches);
    wide.addEventListener("change", turned);
    return () => wide.removeEventListener("change", turned);
  }, []);
  const house = warehouse();
  const zones = zonesOf(rows(), house, isWide.value ? AISLES.wide : AISLES.narrow);
  const marks = marksOf(rows(), house);
  return (
    <section class="group" data-testid="map">
      <h2>{t("map.title")}</h2>
      <Legend />
      {zones.map((zone) => (
        <ZoneMap key={zone.name} zone={zone} marks={marks} seen={seen.value} on={(id) => (seen.value = seen.value === id ? null : id)} />
      ))}
      {seen.value && <Place id={seen.value} marks={marks(seen.value)} />}
    </section>
  );
}

interface ZoneProps {
  readonly zone: Zone;
  readonly marks: (place: string) => Marks;
  readonly seen: string | null;
  readonly on: (id: string) => void;
}

const ZoneMap = ({ zone, marks, seen, on }: ZoneProps) => (
  <svg class="floor" viewBox={`0 0 ${zone.columns * W} ${zone.lines * H}`} role="group" aria-label={t("map.zone", { zone: zone.name })}>
    {zone.bins.map((bin) => (
      <BinMark key={bin.place.id} bin={bin} marks={marks(bin.place.id)} seen={seen === bin.place.id} on={() => on(bin.place.id)} />
    ))}
  </svg>
);

function BinMark({ bin, marks, seen, on }: { bin: Bin; marks: Marks; seen: boolean; on: () => void }) {
  const { place, x, y } = bin;
  const look = ["bin", marks.empty && "empty", marks.tasks.length > 0 && "needs", marks.pickers.length > 0 && "here"];
  return (
    <g
      class={look.filter(Boolean).join(" ")}
      transform={`translate(${x * W} ${y * H})`}
      role="button"
      tabIndex={0}
      aria-pressed={seen}
      aria-label={[place.code, ...told(marks)].join(", ")}
      data-testid={`bin-${place.code}`}
      data-pickers={marks.pickers.length}
      onClick={on}
      onKeyDown={(event) => event.key === " " && (event.preventDefault(), on())}
    >
      <rect x="2" y="2" width={W - 4} height={H - 4} rx="5" />
      <text x={W / 2} y="17" text-anchor="middle">
        {place.code}
      </text>
      {marks.tasks.length > 0 && <path class="task" d="M14 23 22 38H6z" />}
      {marks.pickers.length > 0 && <circle class="picker" cx={W / 2} cy="30" r="7.5" />}
      {marks.short && <path class="short" d="M46 22 54 30 46 38 38 30z" />}
    </g>
  );
}

const told = (marks: Marks): string[] => [
  ...(marks.tasks.length > 0 ? [t("map.tasks", { n: marks.tasks.length })] : []),
  ...marks.pickers.map((id) => t("map.picker_is", { name: nameOf(id) })),
  ...(marks.short ? [t("map.short")] : []),
  ...(marks.empty ? [t("map.empty")] : []),
];

const Legend = () => (
  <ul class="tabs quiet floor-key">
    {(["task", "picker", "short", "empty"] as const).map((what) => (
      <li key={what}>
        <svg class="floor" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
          {what === "task" && <path class="task" d="M10 2 18 17H2z" />}
          {what === "picker" && <circle class="picker" cx="10" cy="10" r="8" />}
          {what === "short" && <path class="short" d="M10 1 19 10 10 19 1 10z" />}
          {what === "empty" && (
            <g class="bin empty">
              <rect x="1" y="3" width="18" height="14" rx="3" />
            </g>
          )}
        </svg>{" "}
        {t(`map.${what}`)}
      </li>
    ))}
  </ul>
);

/** What lies at a place that was tapped, and what needs hands there. */
function Place({ id, marks }: { id: string; marks: Marks }) {
  const stock = rows()
    .where("stock", "location", id)
    .filter((row) => row.quantity > 0 || row.allocated > 0);
  return (
    <article class="card" data-testid="bin" aria-live="polite">
      <h3>{placeCode(id)}</h3>
      {marks.pickers.map((picker) => (
        <p key={picker}>{t("map.picker_is", { name: nameOf(picker) })}</p>
      ))}
      {marks.tasks.map((task) => (
        <p class="note decide" key={task.id}>
          {tOr(`act.${task.act}`, { n: task.quantity, place: placeCode(id) })}
        </p>
      ))}
      {stock.length === 0 && <p>{t("map.empty")}</p>}
      {stock.map((row) => (
        <p class="pair" key={row.id}>
          <span>
            {called(row.product)} {row.lot && <span class="quiet">{t("pick.lot", { lot: row.lot })}</span>}
          </span>
          <span class="nums">
            {t("units", { n: row.quantity })}
            {row.allocated > 0 && <span class="quiet"> · {t("map.wanted", { n: row.allocated })}</span>}
          </span>
        </p>
      ))}
    </article>
  );
}
