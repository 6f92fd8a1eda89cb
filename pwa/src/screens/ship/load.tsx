/** The load check: each carton is scanned into the truck, and the driver gets what was counted. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { expectOnTruck, halves, load } from "../../domain/ship/check";
import type { Carton, Manifest } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { CameraAct } from "../../ui/aim";
import { Field } from "../../ui/forms";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellRepeated, tellWrong } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";
import { Shell } from "../../ui/shell";

interface Seen {
  readonly twice: number;
  readonly wrong: number;
}

export function LoadCheck({ id }: { id: string }) {
  const answers = useMemo(makeAnswers, []);
  const seen = useSignal<Seen>({ twice: 0, wrong: 0 });
  const signing = useSignal(false);
  const [driver, seal] = [useSignal(""), useSignal("")];
  useEffect(keepAwake, []);
  useScan((raw) => check(id, raw, answers, seen));
  const manifest = rows().get("manifest", id);
  if (!manifest || manifest.stage !== "open" || underWay("ship.hand_over", "manifest", id)) {
    return (
      <Shell title={t("job.ship")} back={["ship"]} answers={answers}>
        <Empty icon="truck" title={t("ship.none")} />
      </Shell>
    );
  }
  const { on, waiting } = load(rows(), manifest);
  const handOver = async (): Promise<void> => {
    const body = { manifest: id, driver: driver.value.trim(), seal: seal.value.trim() };
    const title = t("ship.handed_over", { driver: body.driver });
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
        look={waiting.length === 0 ? "main" : "plain"}
        testid="ship-hand-over"
        off={on.length === 0}
      >
        {t("ship.hand_over")}
      </Act>
    </>
  );
  return (
    <Shell title={`${manifest.dock} · ${manifest.carrier}`} back={["ship"]} answers={answers} bar={bar}>
      {signing.value ? (
        <Sign manifest={manifest} count={on.length} driver={driver} seal={seal} />
      ) : (
        <>
          <Counts on={on.length} waiting={waiting.length} seen={seen.value} />
          <CartonList title={t("ship.waiting")} cartons={waiting} testid="waiting" />
          <CartonList title={t("ship.on")} cartons={on} testid="loaded" off={(carton) => void off(carton)} />
        </>
      )}
    </Shell>
  );
}

async function check(
  id: string,
  raw: string,
  answers: ReturnType<typeof makeAnswers>,
  seen: Signal<Seen>,
): Promise<void> {
  const manifest = rows().get("manifest", id);
  if (!manifest) return tellWrong(answers, "not_here", raw, "");
  const verdict = expectOnTruck(manifest, readScan(raw), rows());
  if (verdict.is === "right") {
    const carton = rows().get("carton", verdict.does.carton);
    const title = t("ship.loaded", { order: carton?.order_number ?? "", n: carton?.number ?? 0 });
    const all = (): boolean => load(rows(), manifest).waiting.length === 0;
    await act(answers, "ship.load", verdict.does.body, { title, done: all });
  } else if (verdict.is === "repeated") {
    seen.value = { ...seen.value, twice: seen.value.twice + 1 };
    tellRepeated(answers, verdict.code);
  } else if (verdict.is === "wrong") {
    seen.value = { ...seen.value, wrong: seen.value.wrong + 1 };
    tellWrong(answers, verdict.code, verdict.got, verdict.want);
  } else tellWrong(answers, "no_command", raw, "");
}

const Counts = ({ on, waiting, seen }: { on: number; waiting: number; seen: Seen }) => (
  <section class="step now">
    <p class="what">{t("ship.scan")}</p>
    <p class="loc nums">
      <span data-testid="on-truck">{on}</span> / {on + waiting}
    </p>
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
  off,
}: {
  title: string;
  cartons: readonly Carton[];
  testid: string;
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
          </span>
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
  count,
  driver,
  seal,
}: {
  manifest: Manifest;
  count: number;
  driver: Signal<string>;
  seal: Signal<string>;
}) {
  const left = halves(rows(), manifest).length;
  return (
    <div class="list" data-testid="sign">
      <h2>{t("ship.sign", { n: count })}</h2>
      {left > 0 && <p class="note decide">{t("ship.halves", { n: left })}</p>}
      <Field big label={t("ship.driver")} value={driver.value} on={(v) => (driver.value = v)} testid="driver" />
      <Field big label={t("ship.seal")} value={seal.value} on={(v) => (seal.value = v)} testid="seal" />
    </div>
  );
}
