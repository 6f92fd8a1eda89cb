/** The sheet as it lies in the printer: which places are used, which will be printed. A tap says where to begin. */

import { filling, OWN, placeAt, placesOn, type Sheet } from "../../domain/label/sheet";
import { Stepper } from "../../ui/kit";
import { t } from "../../ui/lang";
import { Pick } from "./choosing";
import { change, firstPlace, startAt, usual } from "./usual";

export function SheetChoice({ all, count }: { all: readonly Sheet[]; count: number }) {
  const sheet = all.find(({ name }) => name === usual.value.sheet);
  return (
    <section class="list">
      <Pick
        label={t("label.sheet")}
        value={sheet?.name ?? OWN}
        of={[[OWN, t("label.own_size")], ...all.map((one) => [one.name, sized(one)] as const)]}
        on={(name) => change({ sheet: name })}
        testid="label-sheet"
      />
      {sheet && <Begin sheet={sheet} count={count} />}
    </section>
  );
}

const sized = (sheet: Sheet): string =>
  t("label.sheet_of", {
    paper: sheet.width > 210 ? "Letter" : "A4",
    n: sheet.columns * sheet.rows,
    width: Math.round(sheet.label_width),
    height: Math.round(sheet.label_height),
  });

function Begin({ sheet, count }: { sheet: Sheet; count: number }) {
  const places = sheet.columns * sheet.rows;
  const first = Math.min(firstPlace(), places - 1);
  const { sheets, onFirst } = filling(sheet, first, count);
  return (
    <>
      <p id="label-begin">{t("label.begin")}</p>
      <Drawn sheet={sheet} first={first} filled={onFirst} />
      <Stepper value={first + 1} min={1} max={places} on={(n) => startAt(n - 1)} label={t("label.first_place")} />
      <p class="quiet nums" role="status" data-testid="label-sheets">
        {t("label.sheets", { n: sheets, first: first + 1 })}
      </p>
    </>
  );
}

/** The keys below do the same: this is for a finger that sees the place. */
function Drawn({ sheet, first, filled }: { sheet: Sheet; first: number; filled: number }) {
  const tap = (event: MouseEvent): void => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const scale = sheet.width / box.width;
    startAt(placeAt(sheet, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale));
  };
  const look = (nth: number): string => (nth < first ? "used" : nth < first + filled ? "next" : "free");
  return (
    <svg class="paper" viewBox={`0 0 ${sheet.width} ${sheet.height}`} role="img" aria-labelledby="label-begin" onClick={tap} data-testid="label-paper">
      {placesOn(sheet).map(({ x, y, width, height }, nth) => (
        <rect key={nth} class={look(nth)} x={x + 0.7} y={y + 0.7} width={width - 1.4} height={height - 1.4} rx={2} data-place={nth} />
      ))}
    </svg>
  );
}
