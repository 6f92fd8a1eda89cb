/** The trucks at the docks. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { halves, load } from "../../domain/ship/check";
import type { Seen } from "../../domain/seen";
import type { Location, Manifest } from "../../generated/rows";
import { time } from "../../ui/format";
import { makeAnswers, sound } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Field } from "../../ui/forms";
import { Act, Empty, LinkRow, useScan } from "../../ui/kit";
import { now } from "../../ui/door";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { newId } from "../../ui/ids";
import { tellStray } from "../../ui/meant";
import { act, readScan } from "../../ui/scan";
import { rows, unsent, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "../home/extras";
import { mainJobs } from "../jobs";
import { Before, carriersHere } from "./before";
import { holdsHere } from "./holds";
import { printManifest } from "./list";

export function Dock() {
  const answers = useMemo(makeAnswers, []);
  const opening = useSignal<string | null>(null);
  const open = rows().where("manifest", "stage", "open").filter(isHere);
  useScan((raw) => {
    const seen = readScan(raw);
    const docks = [...docksHere().map(({ code }) => code), ...open.map(({ dock }) => dock)];
    const dock = docks.find((code) => code === seen.code?.toUpperCase());
    const trucks = dock ? open.filter((manifest) => manifest.dock === dock) : trucksOf(seen);
    if (!dock && trucks.length === 0) return tellStray(answers, seen);
    sound("right");
    if (trucks.length === 1) return go("ship", trucks[0]!.id);
    if (dock && trucks.length === 0) opening.value = dock;
    answers.show("right", trucks.length > 0 ? t("ship.choose") : t("ship.at_dock", { dock: dock! }));
  });
  const waiting = rows()
    .where("carton", "stage", "closed")
    .filter((carton) => carton.warehouse === warehouse()).length;
  const asked = unsent().filter((op) => op.kind === "ship.open");
  const bar = opening.value === null && (
    <Act on={() => (opening.value = "")} icon="plus" look={open.length === 0 ? "main" : "plain"} testid="ship-open">
      {t("ship.open")}
    </Act>
  );
  return (
    <Shell title={t("job.ship")} {...(mainJobs().length > 1 ? { back: [] } : {})} answers={answers} bar={bar}>
      <LinkRow to={["ship", "board"]} testid="dock-board">
        <Icon name="board" />
        <span class="grow">
          <strong>{t("dock.board")}</strong>
          <p data-testid="cartons-wait">{t("ship.wait", { n: waiting })}</p>
        </span>
      </LinkRow>
      {opening.value !== null && <OpenForm key={opening.value} at={opening.value} answers={answers} done={() => (opening.value = null)} />}
      {open.length + asked.length === 0 && opening.value === null && (
        <Empty icon="truck" title={t("ship.none")}>
          {t("ship.none_why")}
        </Empty>
      )}
      <nav class="list" aria-label={t("job.ship")}>
        {open.map((manifest) => (
          <LinkRow key={manifest.id} to={["ship", manifest.id]} testid="manifest-row">
            <Icon name="truck" size={32} />
            <span class="grow">
              <strong>
                {manifest.dock} · {manifest.carrier}
              </strong>
              <p>
                {manifest.number} {manifest.vehicle}
              </p>
              <Missing manifest={manifest} />
            </span>
            <span class="tag">{t("ship.cartons", { n: load(rows(), manifest).on.length })}</span>
          </LinkRow>
        ))}
        {asked.map((op) => (
          <p class="note info" key={op.n}>
            {String(op.body["dock"])} · {String(op.body["carrier"])}: {t("ship.pending")}
          </p>
        ))}
      </nav>
      <Left />
      <nav class="list">
        <LinkRow to={["ship", "holds"]} testid="holds">
          <Icon name="lock" />
          <strong class="grow">{t("hold.title")}</strong>
          <span class="tag">{holdsHere().length}</span>
        </LinkRow>
      </nav>
      <Extras />
    </Shell>
  );
}

/** What has left today: who drove, and its list on paper once more. */
function Left() {
  const gone = [...leaving(), ...leftToday()];
  if (gone.length === 0) return null;
  return (
    <section class="list" data-testid="left-today">
      <h2>{t("ship.left")}</h2>
      {gone.map((manifest) => (
        <div class="row" key={manifest.id}>
          <span class="grow">
            <strong>
              {manifest.dock} · {manifest.carrier}
            </strong>
            <p>{[manifest.number, manifest.driver, manifest.seal, hour(manifest)].filter(Boolean).join(" · ")}</p>
          </span>
          <Act on={() => void printAgain(manifest)} icon="print" testid="print-left">
            {t("pack.print")}
          </Act>
        </div>
      ))}
    </section>
  );
}

const hour = ({ handed_over_at: at }: Manifest): string => (at === null ? "" : time(at));

/** Handed over here with no network: the truck has left, though the server has not heard of it. */
const leaving = (): Manifest[] =>
  unsent()
    .filter(({ kind }) => kind === "ship.hand_over")
    .flatMap(({ body }) => {
      const manifest = rows().get("manifest", String(body["manifest"]));
      return manifest?.stage === "open" ? [{ ...manifest, driver: String(body["driver"]), seal: String(body["seal"] ?? "") }] : [];
    });

function leftToday(): Manifest[] {
  const since = new Date(now()).setHours(0, 0, 0, 0);
  return rows()
    .where("manifest", "stage", "handed_over")
    .filter((manifest) => manifest.warehouse === warehouse() && (manifest.handed_over_at ?? 0) >= since)
    .sort((a, b) => (b.handed_over_at ?? 0) - (a.handed_over_at ?? 0));
}

function printAgain(manifest: Manifest): Promise<void> {
  const signed = unsent().find(({ kind, body }) => kind === "ship.sign" && body["manifest"] === manifest.id)?.body["path"];
  const path = signed ?? rows().get("driver_signature", manifest.id)?.path ?? "";
  return printManifest(manifest, manifest.driver, manifest.seal, String(path));
}

/** What a truck has a part of and not yet all, and when the first of it is due. */
function Missing({ manifest }: { manifest: Manifest }) {
  const missing = halves(rows(), manifest);
  const dues = missing.map((carton) => rows().get("shipment", carton.shipment)?.due_at ?? Infinity);
  const due = Math.min(...dues);
  if (missing.length === 0) return null;
  return (
    <p data-testid="missing">
      {t("ship.halves", { n: missing.length })}
      {Number.isFinite(due) && ` · ${t("ship.due", { time: time(due) })}`}
    </p>
  );
}

/** A truck of this building that has not left. */
const isHere = (manifest: Manifest): boolean =>
  manifest.warehouse === warehouse() && !leaving().some(({ id }) => id === manifest.id);

const docksHere = (): Location[] => rows().where("location", "kind", "dock").filter((place) => place.warehouse === warehouse());

/** The trucks that are to take what bears a carton's or a pallet's label. */
function trucksOf({ sscc }: Seen): Manifest[] {
  if (sscc === null) return [];
  const cartons = [...rows().where("carton", "sscc", sscc), ...rows().where("carton", "pallet", sscc)];
  const stops = cartons.flatMap(({ shipment }) => rows().where("manifest_stop", "shipment", shipment)).filter(({ stop }) => stop > 0);
  const ids = new Set([...stops.map(({ manifest }) => manifest), ...cartons.flatMap(({ manifest }) => manifest ?? [])]);
  return [...ids].flatMap((id) => rows().get("manifest", id) ?? []).filter(({ stage }) => stage === "open");
}

interface FormProps {
  /** The dock that was scanned; empty if none was. */
  readonly at: string;
  readonly answers: ReturnType<typeof makeAnswers>;
  readonly done: () => void;
}

function OpenForm({ at, answers, done }: FormProps) {
  const docks = docksHere();
  const [dock, carrier, vehicle] = [useSignal(at || (docks[0]?.code ?? "D1")), useSignal(""), useSignal("")];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      manifest: newId(),
      warehouse: warehouse(),
      dock: dock.value,
      carrier: carrier.value.trim(),
      vehicle: vehicle.value.trim(),
    };
    done();
    await act(answers, "ship.open", body, { title: t("ship.opened") });
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      {docks.length > 1 ? (
        <label class="field">
          <span>{t("ship.dock")}</span>
          <select value={dock.value} onChange={(event) => (dock.value = event.currentTarget.value)} data-testid="dock">
            {docks.map((place) => (
              <option key={place.id} value={place.code}>
                {place.code}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <Field label={t("ship.dock")} value={dock.value} on={(v) => (dock.value = v)} testid="dock" />
      )}
      <Field label={t("ship.carrier")} value={carrier.value} on={(v) => (carrier.value = v)} testid="carrier" />
      <Before of={carriersHere()} on={(name) => (carrier.value = name)} testid="carrier-before" />
      <Field label={t("ship.vehicle")} value={vehicle.value} on={(v) => (vehicle.value = v)} testid="vehicle" />
      <div class="acts">
        <Act on={done}>{t("cancel")}</Act>
        <button type="submit" class="act main" data-testid="ship-open-do" disabled={carrier.value.trim() === ""}>
          {t("ship.open")}
        </button>
      </div>
    </form>
  );
}
