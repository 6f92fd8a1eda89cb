/** The stops of a truck, in the order of the road: addresses are tapped, or a carton or an order of each is scanned. */

import { useSignal } from "@preact/signals";
import { planned } from "../../domain/ship/stops";
import type { Manifest, Shipment } from "../../generated/rows";
import { sound, type Answers } from "../../ui/flash";
import { time } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act, readScan, tellRepeated, tellWrong } from "../../ui/scan";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";

/** Orders for one address. */
interface Place {
  readonly key: string;
  readonly name: string;
  readonly shipments: readonly Shipment[];
}

interface PlanProps {
  readonly manifest: Manifest;
  readonly answers: Answers;
  readonly done: () => void;
}

export function Plan({ manifest, answers, done }: PlanProps) {
  const places = placesFor(manifest);
  const road = useSignal<readonly string[]>(roadOf(manifest, places));
  const byKey = new Map(places.map((place) => [place.key, place]));
  const stops = road.value.flatMap((key) => byKey.get(key) ?? []);
  const free = places.filter(({ key }) => !road.value.includes(key));
  const add = (key: string): void => void (road.value = [...road.value, key]);
  const remove = (key: string): void => void (road.value = road.value.filter((one) => one !== key));
  const sooner = (n: number): void => {
    const [a, b] = [road.value[n - 1]!, road.value[n]!];
    road.value = road.value.map((key, i) => (i === n - 1 ? b : i === n ? a : key));
  };
  const save = async (): Promise<void> => {
    const body = { manifest: manifest.id, stops: stops.flatMap(({ shipments }, n) => shipments.map(({ id }) => ({ shipment: id, stop: n + 1 }))) };
    if (await act(answers, "ship.plan", body, { title: t("dock.planned", { n: stops.length }) })) done();
  };
  useScan((raw) => {
    const seen = readScan(raw);
    if (seen.form === "command") {
      if (seen.code === "CONFIRM" || seen.code === "DONE") return save();
      if (seen.code === "CANCEL") return done();
    }
    const shipment = rows().where("carton", "sscc", seen.sscc ?? "")[0]?.shipment;
    const place = places.find(({ shipments }) => shipments.some(({ id, order_number }) => id === shipment || order_number === seen.code));
    if (!place) return tellWrong(answers, "not_to_plan", seen.code ?? raw, "");
    if (road.value.includes(place.key)) return tellRepeated(answers, "stop_planned");
    add(place.key);
    answers.show("right", t("dock.added", { n: road.value.length, name: place.name }));
    sound("right");
  });
  const bar = (
    <>
      <Act on={done} icon="back">
        {t("back")}
      </Act>
      <Act on={() => void save()} look="main" icon="tick" testid="plan-save">
        {t("dock.save")}
      </Act>
    </>
  );
  return (
    <Shell title={`${manifest.dock} · ${manifest.carrier}`} answers={answers} bar={bar}>
      <p class="note info">{t("dock.plan_do")}</p>
      <section class="list" data-testid="road">
        <h2>{t("dock.road")}</h2>
        {stops.map((place, n) => (
          <div class="card" key={place.key} data-testid="road-stop">
            <strong>
              {n + 1}. {place.name}
            </strong>
            <p class="quiet">{told(place)}</p>
            <div class="acts two">
              <Act on={() => sooner(n)} off={n === 0} testid="sooner">
                {t("dock.sooner")}
              </Act>
              <Act on={() => remove(place.key)} icon="cross" testid="not-here">
                {t("dock.remove")}
              </Act>
            </div>
          </div>
        ))}
      </section>
      <section class="list" data-testid="addresses">
        <h2>{t("dock.addresses")}</h2>
        {places.length === 0 && <Empty icon="truck" title={t("dock.nothing")} />}
        {free.map((place) => (
          <button type="button" class="row found" key={place.key} onClick={() => add(place.key)} data-testid="address">
            <Icon name="plus" />
            <span class="grow">
              <strong>{place.name}</strong>
              <p>{told(place)}</p>
            </span>
          </button>
        ))}
      </section>
    </Shell>
  );
}

function told({ shipments }: Place): string {
  const dues = shipments.flatMap(({ due_at }) => due_at ?? []);
  const orders = shipments.map(({ order_number }) => order_number).join(", ");
  return dues.length > 0 ? `${orders} · ${t("ship.due", { time: time(Math.min(...dues)) })}` : orders;
}

/** Addresses with orders that are still here and that no other truck is to take; what is due first comes first. */
function placesFor(manifest: Manifest): readonly Place[] {
  const here = rows()
    .where("shipment", "warehouse", manifest.warehouse)
    .filter(({ id, stage }) => stage !== "shipped" && stage !== "cancelled" && !isElsewhere(manifest, id));
  const due = ({ due_at }: Shipment): number => due_at ?? Number.MAX_SAFE_INTEGER;
  const found = new Map<string, Shipment[]>();
  for (const shipment of here.sort((a, b) => due(a) - due(b) || (a.order_number < b.order_number ? -1 : 1))) {
    const key = [shipment.ship_name, shipment.ship_street, shipment.ship_zip].join("|");
    found.set(key, [...(found.get(key) ?? []), shipment]);
  }
  return [...found].map(([key, shipments]) => {
    const { ship_name, ship_city, order_number } = shipments[0]!;
    return { key, shipments, name: [ship_name || order_number, ship_city].filter(Boolean).join(", ") };
  });
}

function isElsewhere(manifest: Manifest, shipment: string): boolean {
  const others = rows().where("manifest_stop", "shipment", shipment);
  return others.some((row) => row.stop > 0 && row.manifest !== manifest.id && rows().get("manifest", row.manifest)?.stage === "open");
}

const roadOf = (manifest: Manifest, places: readonly Place[]): string[] => [
  ...new Set(
    planned(rows(), manifest.id).flatMap(({ shipment }) => places.find(({ shipments }) => shipments.some(({ id }) => id === shipment))?.key ?? []),
  ),
];
