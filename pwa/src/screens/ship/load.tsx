/** The load check: each carton is scanned into the truck, and the driver gets what was counted. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { dueBefore, expectOnTruck, halves, load, type LoadVerdict } from "../../domain/ship/check";
import { behindIt, nextToLoad, stopsOf, toLoad } from "../../domain/ship/stops";
import { goodsIn, marksOf } from "../../domain/product/danger";
import { isSet } from "../../domain/process/set";
import { known } from "../../domain/meanings";
import { goodsOf, shown, type Seen } from "../../domain/seen";
import type { Carton, Manifest } from "../../generated/rows";
import { makeAnswers, sound } from "../../ui/flash";
import { CameraAct } from "../../ui/aim";
import { DangerIn } from "../../ui/danger";
import { Field } from "../../ui/forms";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellDecide, tellHelp, tellNoCommand, tellRepeated, tellWrong } from "../../ui/scan";
import { rows, underWay, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { ToldAtStep } from "../../ui/told";
import { later } from "../../ui/later";
import { Holds } from "./holds";
import { Before, driversOf } from "./before";
import { printManifest } from "./list";
import { SignaturePad } from "./signature";

interface Counted {
  readonly twice: number;
  readonly wrong: number;
}

const DoorBoard = later(() => import("../dock/board").then((m) => m.DoorBoard));
const Plan = later(() => import("../dock/plan").then((m) => m.Plan));

export function LoadCheck({ id }: { id: string }) {
  if (id === "board") return <DoorBoard />;
  return id === "holds" ? <Holds /> : <AtDock id={id} />;
}

function AtDock({ id }: { id: string }) {
  const answers = useMemo(makeAnswers, []);
  const seen = useSignal<Counted>({ twice: 0, wrong: 0 });
  const signing = useSignal(false);
  const planning = useSignal(false);
  const [driver, seal, path] = [useSignal(""), useSignal(""), useSignal("")];
  useEffect(keepAwake, []);
  const last = useSignal<readonly string[]>([]);
  useScan((raw) => check(id, raw, { answers, seen, last, signing, seal, handOver: () => handOver(), print: () => print() }));
  const manifest = rows().get("manifest", id);
  if (!manifest || manifest.stage !== "open" || underWay("ship.hand_over", "manifest", id)) {
    return (
      <Shell title={t("job.ship")} back={["ship"]} answers={answers}>
        <Empty icon="truck" title={t("ship.none")} />
      </Shell>
    );
  }
  if (planning.value) return <Plan manifest={manifest} answers={answers} done={() => (planning.value = false)} />;
  const { on, waiting } = load(rows(), manifest);
  const stops = stopsOf(rows(), id);
  const planned = toLoad(rows(), id);
  const others = waiting.filter(({ shipment }) => !stops.has(shipment));
  const isAll = stops.size > 0 ? planned.length === 0 : waiting.length === 0;
  const print = (): Promise<void> => printManifest(manifest, driver.value, seal.value, path.value);
  const handOver = async (): Promise<void> => {
    if (driver.value.trim() === "") return tellDecide(answers, t("ship.driver_first"), []);
    const body = { manifest: id, driver: driver.value.trim(), seal: seal.value.trim() };
    const title = t("ship.handed_over", { driver: body.driver });
    if (path.value !== "") {
      const signed = { manifest: id, driver: body.driver, path: path.value };
      if (!(await act(answers, "ship.sign", signed, { title: t("ship.signed") }))) return;
    }
    if (await act(answers, "ship.hand_over", body, { title, done: () => true })) go("ship");
  };
  const off = async (carton: Carton): Promise<void> => {
    if (carton.sscc)
      await act(answers, "ship.unload", { manifest: id, raw: carton.sscc }, { title: t("ship.unloaded") });
  };
  const bar = signing.value ? (
    <>
      <Act on={() => (signing.value = false)} icon="back">
        {t("back")}
      </Act>
      <Act
        on={() => void handOver()}
        look="main"
        icon="truck"
        testid="ship-hand-over-do"
        off={driver.value.trim() === ""}
      >
        {t("ship.hand_over")}
      </Act>
    </>
  ) : (
    <>
      <CameraAct ask={t("ship.scan")} sees={(seen) => expectOnTruck(manifest, seen, rows())} />
      <Act
        on={() => (signing.value = true)}
        icon="truck"
        look={isAll ? "main" : "plain"}
        testid="ship-hand-over"
        off={on.length === 0}
      >
        {t("ship.hand_over")}
      </Act>
    </>
  );
  return (
    <Shell title={`${manifest.dock} · ${manifest.carrier}`} back={["ship"]} answers={answers} bar={bar}>
      <ToldAtStep step="ship" answers={answers} />
      {signing.value ? (
        <Sign manifest={manifest} on={on} driver={driver} seal={seal} path={path} />
      ) : (
        <>
          <Counts on={on} waiting={stops.size > 0 ? planned.length : waiting.length} seen={seen.value} next={nextOf(id)} />
          <CartonList title={t("dock.to_load")} cartons={planned} testid="to-load" stops={stops} />
          <CartonList title={t(stops.size > 0 ? "dock.others" : "ship.waiting")} cartons={others} testid="waiting" />
          <Act on={() => (planning.value = true)} icon="list" testid="plan">
            {t(stops.size > 0 ? "dock.change" : "dock.plan")}
          </Act>
          <CartonList title={t("ship.on")} cartons={on} testid="loaded" off={(carton) => void off(carton)} />
        </>
      )}
    </Shell>
  );
}

interface Loading {
  readonly answers: ReturnType<typeof makeAnswers>;
  readonly seen: Signal<Counted>;
  /** The numbers of the cartons that the last scan has loaded, one or a pallet of them; they can be taken off again. */
  readonly last: Signal<readonly string[]>;
  readonly signing: Signal<boolean>;
  readonly seal: Signal<string>;
  readonly handOver: () => Promise<void>;
  readonly print: () => Promise<void>;
}

async function check(id: string, raw: string, loading: Loading): Promise<void> {
  const { answers, seen, last } = loading;
  const manifest = rows().get("manifest", id);
  if (!manifest) return tellWrong(answers, "not_here", raw, "");
  const read = readScan(raw);
  const verdict = expectOnTruck(manifest, read, rows());
  if (loading.signing.value && verdict.is === "wrong" && isSeal(read)) {
    loading.seal.value = shown(read);
    answers.show("right", t("ship.sealed", { seal: shown(read) }));
    return sound("right");
  }
  if (verdict.is === "right") {
    const { kind, body } = verdict.does;
    const all = (): boolean => load(rows(), manifest).waiting.length === 0;
    last.value = cartonsOf(verdict.does).flatMap((carton) => (carton.manifest !== id && carton.sscc) || []);
    const stands = await act(answers, kind, body, { title: titled(verdict.does), done: all });
    if (stands) tellTurn(answers, manifest, cartonsOf(verdict.does));
  } else if (verdict.is === "repeated") {
    seen.value = { ...seen.value, twice: seen.value.twice + 1 };
    tellRepeated(answers, verdict.code);
  } else if (verdict.is === "wrong") {
    seen.value = { ...seen.value, wrong: seen.value.wrong + 1 };
    tellWrong(answers, verdict.code, verdict.got, verdict.want, verdict.kind);
  } else if (verdict.is === "command") await command(verdict.command, manifest, loading);
}

type Loads = Extract<LoadVerdict, { is: "right" }>["does"];

/** What goes in with a scan: one carton, or all of a pallet. */
const cartonsOf = (does: Loads): readonly Carton[] =>
  does.kind === "pallet.load" ? rows().where("carton", "pallet", does.pallet) : [rows().get("carton", does.carton) ?? []].flat();

/** While the driver signs, a code that stands for nothing here is that of the seal. */
const isSeal = (read: Seen): boolean =>
  read.error === null && read.sscc === null && !goodsOf(read, rows()) && !known(read, rows(), warehouse());

/** Cartons that are out of their turn count all the same. Where stops are planned, they are the turn. */
function tellTurn(answers: Loading["answers"], manifest: Manifest, cartons: readonly Carton[]): void {
  const behind = behindIt(rows(), manifest.id, cartons);
  if (behind) return tellDecide(answers, t("dock.turn", { ...behind }), [t("dock.turn_do")]);
  if (stopsOf(rows(), manifest.id).size > 0 || !isSet(rows(), manifest.warehouse, "ship.sequence", "warn")) return;
  const first = dueBefore(rows(), manifest, cartons);
  if (first) tellDecide(answers, t("process.turn", { order: first }), [t("process.turn_do")]);
}

/** Which order goes in next, and where the truck leaves it. */
function nextOf(manifest: string): string {
  const next = nextToLoad(rows(), manifest);
  return next ? t("dock.next", { order: next.order_number, stop: stopsOf(rows(), manifest).get(next.shipment) ?? 0 }) : "";
}

/** What goes in, and what of it is dangerous: at a distance the answer is all that is seen. */
const titled = (does: Loads): string => [titleOf(does), ...marksOf(rows(), goodsIn(rows(), cartonsOf(does)))].join(" · ");

function titleOf(does: Loads): string {
  if (does.kind === "pallet.load") return t("ship.pallet", { n: rows().get("pallet", does.pallet)?.cartons ?? 0 });
  const carton = rows().get("carton", does.carton);
  return t("ship.loaded", { order: carton?.order_number ?? "", n: carton?.number ?? 0 });
}

/** FULL: the truck is, and its driver signs, which CONFIRM ends. UNDO: what was loaded last comes off, a pallet with all that lies on it. */
async function command(name: string, manifest: Manifest, loading: Loading): Promise<void> {
  const { answers, last, signing } = loading;
  const loaded = load(rows(), manifest).on.length > 0;
  const signed = signing.value ? ["CONFIRM", "PRINT", "CANCEL"] : loaded ? ["FULL"] : [];
  const can = [...(last.value.length > 0 ? ["UNDO"] : []), ...signed, "HELP"];
  if (name === "UNDO" && last.value.length > 0) {
    const off = last.value;
    last.value = [];
    for (const raw of off) await act(answers, "ship.unload", { manifest: manifest.id, raw }, { title: t("ship.unloaded") });
  } else if ((name === "FULL" || name === "DONE") && loaded) {
    answers.clear();
    signing.value = true;
  } else if (name === "CANCEL") signing.value = false;
  else if (name === "CONFIRM" && signing.value) await loading.handOver();
  else if (name === "PRINT" && signing.value) await loading.print();
  else if (name === "HELP") tellHelp(answers, t(signing.value ? "ship.sign_do" : "ship.scan"), can);
  else tellNoCommand(answers, name, can);
}

const Counts = ({ on, waiting, seen, next }: { on: readonly Carton[]; waiting: number; seen: Counted; next: string }) => (
  <section class="step now">
    <p class="what">{t("ship.scan")}</p>
    <p class="loc nums">
      <span data-testid="on-truck">{on.length}</span> / {on.length + waiting}
    </p>
    {next && (
      <p class="name" data-testid="next">
        {next}
      </p>
    )}
    <p class="pair">
      <span>
        {t("ship.twice")}: <b data-testid="twice">{seen.twice}</b>
      </span>
      <span>
        {t("ship.wrong")}: <b data-testid="unexpected">{seen.wrong}</b>
      </span>
    </p>
  </section>
);

function CartonList({
  title,
  cartons,
  testid,
  stops,
  off,
}: {
  title: string;
  cartons: readonly Carton[];
  testid: string;
  stops?: ReadonlyMap<string, number>;
  off?: (carton: Carton) => void;
}) {
  if (cartons.length === 0) return null;
  return (
    <section class="list" data-testid={testid}>
      <h2>
        {title}: {cartons.length}
      </h2>
      {cartons.map((carton) => (
        <div class="row" key={carton.id}>
          <span class="grow">
            <strong>{t("ship.loaded", { order: carton.order_number, n: carton.number })}</strong>
            <p class="nums">{carton.sscc}</p>
            <DangerIn cartons={[carton]} />
          </span>
          {stops && <span class="tag">{t("dock.stop", { n: stops.get(carton.shipment) ?? 0 })}</span>}
          {off && (
            <Act on={() => off(carton)} testid="unload">
              {t("ship.unload")}
            </Act>
          )}
        </div>
      ))}
    </section>
  );
}

function Sign({
  manifest,
  on,
  driver,
  seal,
  path,
}: {
  manifest: Manifest;
  on: readonly Carton[];
  driver: Signal<string>;
  seal: Signal<string>;
  path: Signal<string>;
}) {
  const left = halves(rows(), manifest).length;
  const stays = new Set(toLoad(rows(), manifest.id).map(({ order_number }) => order_number));
  return (
    <div class="list" data-testid="sign">
      <h2>{t("ship.sign", { n: on.length })}</h2>
      <DangerIn cartons={on} />
      {stays.size > 0 && (
        <p class="note decide" data-testid="early">
          {t("dock.early", { orders: [...stays].join(", ") })}
        </p>
      )}
      {stays.size === 0 && left > 0 && <p class="note decide">{t("ship.halves", { n: left })}</p>}
      <Field big label={t("ship.driver")} value={driver.value} on={(v) => (driver.value = v)} testid="driver" />
      <Before of={driversOf(manifest)} on={(name) => (driver.value = name)} testid="driver-before" />
      <Field big label={t("ship.seal")} value={seal.value} on={(v) => (seal.value = v)} testid="seal" />
      <SignaturePad path={path} />
      <Act on={() => void printManifest(manifest, driver.value, seal.value, path.value)} icon="print" testid="print-manifest">
        {t("ship.print")}
      </Act>
    </div>
  );
}
