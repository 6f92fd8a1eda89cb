/** The lines of an order at the bench, and its cartons with their labels. */

import { cartonsOf, linesOf, unpacked } from "../../domain/pack/bench";
import type { Carton, ShipmentLine } from "../../generated/rows";
import { names, weight } from "../../ui/format";
import { Danger, DangerIn } from "../../ui/danger";
import { Icon } from "../../ui/icons";
import { Act, Bar } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";
import { boxName } from "../box/name";
import { Label } from "./label";
import { printSlip } from "./slip";

export function Lines({ shipment }: { shipment: string }) {
  const lines = linesOf(rows(), shipment);
  // What is still to go in comes first: it is what the hands look for.
  const sorted = [...lines].sort((a, b) => Number(unpacked(a) === 0) - Number(unpacked(b) === 0));
  return (
    <ul class="list">
      {sorted.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  );
}

function Line({ line }: { line: ShipmentLine }) {
  const [name, second] = names(line.product);
  const all = unpacked(line) === 0;
  return (
    <li class="row" data-testid="pack-line" data-left={unpacked(line)}>
      <Icon name={all ? "tick" : "item"} />
      <div class="grow">
        <strong>{name}</strong>
        <p>
          {second} · <span class="unbroken">{line.product}</span>
          {line.short > 0 && ` · ${t("pick.short_n", { n: line.short })}`}
        </p>
        {rows().get("product", line.product)?.upright && <span class="tag info">↑↑ {t("pack.upright")}</span>}
        <Danger of={[line.product]} />
        <Bar value={line.packed} max={line.picked} label={name} />
      </div>
      <span class="count">
        <b>{line.packed}</b> {t("of", { n: line.picked })}
      </span>
    </li>
  );
}

function boxOf({ box }: Carton): string {
  const row = box ? rows().get("box_type", box) : undefined;
  return row ? boxName(row) : "";
}

export function Cartons({ shipment, isOpen }: { shipment: string; isOpen: (carton: Carton) => boolean }) {
  const closed = cartonsOf(rows(), shipment).filter((carton) => !isOpen(carton));
  if (closed.length === 0) return null;
  return (
    <section class="list">
      <h2>{t("pack.cartons")}</h2>
      {[...closed].reverse().map((carton) => (
        <div class="card" key={carton.id} data-testid="carton">
          <p class="pair">
            <strong>{t("pack.carton", { n: carton.number })}</strong>
            <span class="quiet" data-testid="carton-box">
              {[boxOf(carton), carton.weight_g > 0 && weight(carton.weight_g)].filter(Boolean).join(" · ")}
            </span>
          </p>
          <DangerIn cartons={[carton]} />
          <Label carton={carton} />
        </div>
      ))}
      <Act on={() => void printSlip(shipment)} icon="list" testid="slip">
        {t("slip.print")}
      </Act>
    </section>
  );
}
