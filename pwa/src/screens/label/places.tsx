/** Labels of places: a zone, an aisle, or from one to another; with an arrow where the label hangs on a beam. */

import { useSignal } from "@preact/signals";
import type { Arrow } from "../../domain/label/label";
import { aislesOf, placeLabel, placesFor, zonesOf, type PlaceChoice } from "../../domain/label/places";
import { Choice, Field } from "../../ui/forms";
import { t, tOr } from "../../ui/lang";
import { here } from "../../ui/printer";
import { rows } from "../../ui/session";
import { Frame, Pick } from "./choosing";
import type { ManyProps } from "./many";

const ARROWS: readonly Arrow[] = ["", "up", "down", "left", "right"];
const SHOWN = 6;

export function Places({ answers }: ManyProps) {
  const choice = useSignal<PlaceChoice>({ warehouse: here(), zone: "", aisle: "", from: "", to: "", arrow: "" });
  const now = choice.value;
  const change = (some: Partial<PlaceChoice>): void => void (choice.value = { ...now, ...some });
  const places = placesFor(rows(), now);
  const zones = zonesOf(rows(), now.warehouse);
  const aisles = now.zone === "" ? [] : aislesOf(rows(), now.warehouse, now.zone);
  return (
    <Frame kind="location" answers={answers} picked={places.map((place) => placeLabel(place, now.arrow))}>
      <Pick
        label={t("label.zone")}
        value={now.zone}
        of={[["", t("all")], ...zones.map((zone) => [zone, tOr(`place.${zone}`)] as const)]}
        on={(zone) => change({ zone, aisle: "" })}
        testid="label-zone"
      />
      {aisles.length > 1 && (
        <Pick
          label={t("label.aisle")}
          value={now.aisle}
          of={[["", t("all")], ...aisles.map((aisle) => [aisle, aisle] as const)]}
          on={(aisle) => change({ aisle })}
          testid="label-aisle"
        />
      )}
      <div class="pairs">
        <Field label={t("label.from")} value={now.from} on={(from) => change({ from })} testid="label-from" />
        <Field label={t("label.to")} value={now.to} on={(to) => change({ to })} testid="label-to" />
      </div>
      <Choice
        label={t("label.arrow")}
        value={now.arrow}
        of={ARROWS.map((arrow) => [arrow, t(`arrow.${arrow || "none"}`)] as const)}
        on={(arrow) => change({ arrow })}
        testid="label-arrow"
      />
      <p class={places.length === 0 ? "note decide" : "note info"} role="status" data-testid="label-count">
        {places.length === 0
          ? t("label.no_places")
          : t("label.these", { n: places.length, what: said(places.map(({ code }) => code)) })}
      </p>
    </Frame>
  );
}

const said = (codes: readonly string[]): string =>
  codes.length <= SHOWN ? codes.join(", ") : `${codes.slice(0, SHOWN - 1).join(", ")} … ${codes.at(-1) ?? ""}`;
