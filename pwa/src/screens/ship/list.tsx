/** The list that goes with a truck, on paper: every SSCC, dangerous goods, who drives, and what was signed. */

import { render } from "preact";
import { goodsIn, marksOf } from "../../domain/product/danger";
import { load } from "../../domain/ship/check";
import type { Manifest } from "../../generated/rows";
import { day, weight } from "../../ui/format";
import { now } from "../../ui/door";
import { t } from "../../ui/lang";
import { printOnly } from "../../ui/paper";
import { rows } from "../../ui/session";

export const printManifest = (manifest: Manifest, driver: string, seal: string, path: string): Promise<void> =>
  printOnly((page) => render(<List manifest={manifest} driver={driver} seal={seal} path={path} />, page));

interface ListProps {
  readonly manifest: Manifest;
  readonly driver: string;
  readonly seal: string;
  readonly path: string;
}

function List({ manifest, driver, seal, path }: ListProps) {
  const { on } = load(rows(), manifest);
  const sorted = [...on].sort((a, b) => ((a.pallet ?? "") + a.id < (b.pallet ?? "") + b.id ? -1 : 1));
  return (
    <article class="document" data-testid="manifest-paper">
      <h1>{t("ship.list", { number: manifest.number })}</h1>
      <p>
        {manifest.dock} · {manifest.carrier} {manifest.vehicle} · {day(now())}
      </p>
      <table>
        <tbody>
          {sorted.map((carton) => (
            <tr key={carton.id}>
              <td>{carton.sscc}</td>
              <td>{t("ship.loaded", { order: carton.order_number, n: carton.number })}</td>
              <td>{carton.pallet && `${t("label.one.pallet")} ${carton.pallet}`}</td>
              <td>{weight(carton.weight_g)}</td>
              <td>{marksOf(rows(), goodsIn(rows(), [carton])).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <strong>{t("ship.cartons", { n: on.length })}</strong> · {weight(on.reduce((sum, { weight_g }) => sum + weight_g, 0))}
      </p>
      <p>
        {t("ship.driver")}: {driver} · {t("ship.seal")}: {seal || "–"}
      </p>
      <svg class="signature" viewBox="0 0 300 120">
        <path d={path} />
      </svg>
    </article>
  );
}
