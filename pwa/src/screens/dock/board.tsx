/** The docks on a tablet by the doors: read from three steps away, and nothing to press but the truck itself. */

import { useMemo } from "preact/hooks";
import { doors, type Block, type Door, type Truck } from "../../domain/ship/board";
import { now } from "../../ui/door";
import { makeAnswers } from "../../ui/flash";
import { time } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Bar, Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { readScan } from "../../ui/scan";
import { nameOf, rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";

const SOON_MS = 30 * 60_000;

export function DoorBoard() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const all = doors(rows(), warehouse());
  return (
    <Shell title={t("dock.board")} back={["ship"]} answers={answers} wide>
      {all.length === 0 && <Empty icon="truck" title={t("ship.none")} />}
      <div class="doors">
        {all.map((door) => (
          <OneDoor key={door.dock} door={door} />
        ))}
      </div>
    </Shell>
  );
}

function OneDoor({ door: { dock, trucks } }: { door: Door }) {
  return (
    <section class="card" data-testid="door" data-dock={dock}>
      <p class="pair">
        <strong class="loc">{dock}</strong>
        {trucks.length === 0 && <span class="quiet">{t("dock.free")}</span>}
      </p>
      {trucks.map((truck) => (
        <AtDoor key={truck.manifest.id} truck={truck} />
      ))}
    </section>
  );
}

function AtDoor({ truck: { manifest, due, loaded, expected, missing, held, blocks } }: { truck: Truck }) {
  const isLate = due !== null && expected !== null && loaded < expected && due - now() < SOON_MS;
  const numbers = [["loaded", loaded], ["expected", expected ?? "–"], ["missing", missing], ["held", held]] as const;
  return (
    <div class="list" data-testid="truck" data-late={isLate}>
      <LinkRow to={["ship", manifest.id]}>
        <Icon name="truck" size={32} />
        <span class="grow">
          <strong>{manifest.carrier}</strong>
          <p>
            {manifest.number} {manifest.vehicle}
          </p>
        </span>
        {due !== null && (
          <span class={isLate ? "tag wrong" : "tag"} data-testid="due">
            {t("ship.due", { time: time(due) })}
          </span>
        )}
      </LinkRow>
      {expected !== null && <Bar value={loaded} max={expected} label={t("dock.n.loaded")} />}
      <dl class="numbers">
        {numbers.map(([name, n]) => (
          <div key={name}>
            <dd class="nums" data-testid={`n-${name}`}>
              {n}
            </dd>
            <dt>{t(`dock.n.${name}`)}</dt>
          </div>
        ))}
      </dl>
      {blocks.map((block) => (
        <p class="note decide" key={block.order} data-testid="block">
          {sentence(block)}
        </p>
      ))}
    </div>
  );
}

function sentence({ order, why, who, says }: Block): string {
  const parts = [t(`dock.why.${why}` as Word, { order }), who && nameOf(who), says];
  return parts.filter(Boolean).join(" · ");
}
