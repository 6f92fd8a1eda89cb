/** One order at the bench: items into cartons, each carton weighed and labelled. */

import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import type { Carton, Shipment } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { Choices } from "../../ui/asking";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { ToldAtStep } from "../../ui/told";
import { later } from "../../ui/later";
import { Pallets } from "../pallet/pallets";
import { keepFilled } from "./numbers";
import { isOpen, Packing, ready } from "./packing";
import { Cartons, Lines } from "./parts";
import { Weigh } from "./weigh";

const BoxCard = later(() => import("../box/card").then((m) => m.BoxCard));

export const Bench = ({ id }: { id: string }) => (id === "pallets" ? <Pallets /> : <AtBench id={id} />);

function AtBench({ id }: { id: string }) {
  const packing = useMemo(() => new Packing(id), [id]);
  useEffect(keepAwake, []);
  useEffect(keepFilled, []);
  useScan((raw) => packing.scan(raw));
  const shipment = rows().get("shipment", id);
  if (!ready(shipment)) {
    return (
      <Shell title={t("job.pack")} back={["pack"]} answers={packing.answers}>
        <Empty icon="box" title={t("pack.gone")} />
      </Shell>
    );
  }
  const [carton, left] = [packing.carton(), packing.left()];
  const weighing = carton !== null && packing.weighing.value;
  return (
    <Shell
      title={`${shipment.order_number} · ${left > 0 ? t("pack.left", { n: left }) : t("pack.all_in")}`}
      back={["pack"]}
      answers={packing.answers}
      choices={<Choices of={packing.asking} />}
      bar={weighing ? <WeighActs packing={packing} carton={carton} /> : <Acts packing={packing} shipment={shipment} />}
    >
      <ToldAtStep step="pack" answers={packing.answers} />
      {weighing ? (
        <Weigh
          carton={packing.boxed(carton)}
          grams={packing.grams.value}
          on={(grams) => (packing.grams.value = grams)}
          done={() => void packing.close(carton)}
        />
      ) : (
        <Work shipment={shipment} packing={packing} carton={carton} left={left} />
      )}
    </Shell>
  );
}

/** What the hands look for comes first: items that are left, and then the labels. */
function Work({ shipment, packing, carton, left }: { shipment: Shipment; packing: Packing; carton: Carton | null; left: number }) {
  const { id } = shipment;
  return (
    <>
      {left > 0 && (
        <section class="step now">
          <p class="what">{carton ? t("pack.carton", { n: carton.number }) : t("pack.first")}</p>
          <p class="name">{t(shipment.valuable ? "worth.here" : "pack.scan")}</p>
        </section>
      )}
      {(left > 0 || carton) && (
        <BoxCard
          shipment={shipment}
          carton={carton}
          on={(box) => void packing.box(box)}
          names={(box) => (packing.named.value = box)}
        />
      )}
      {left === 0 && <Cartons shipment={id} isOpen={isOpen} />}
      <Lines shipment={id} />
      {left > 0 && <Cartons shipment={id} isOpen={isOpen} />}
    </>
  );
}

function WeighActs({ packing, carton }: { packing: Packing; carton: Carton }) {
  const off = !(Number(packing.grams.value) > 0);
  return (
    <>
      <Act on={() => (packing.weighing.value = false)} icon="back">
        {t("back")}
      </Act>
      <Act on={() => void packing.close(carton)} look="main" icon="box" testid="weight-ok" off={off}>
        {t("pack.close")}
      </Act>
    </>
  );
}

function Acts({ packing, shipment }: { packing: Packing; shipment: Shipment }) {
  const [carton, left] = [packing.carton(), packing.left()];
  const camera = <CameraAct tall={carton !== null} ask={t("pack.scan")} sees={(seen) => packing.sees(seen)} />;
  if (!carton && left > 0) {
    return (
      <>
        {camera}
        <Act on={() => void packing.take()} icon="box" look="main" testid="take-carton">
          {t("pack.take", { n: packing.nextNumber() })}
        </Act>
      </>
    );
  }
  if (!carton) {
    return (
      <Act on={() => void packing.finish(shipment)} icon="tick" look="main" testid="finish">
        {t("pack.finish")}
      </Act>
    );
  }
  return (
    <>
      <Act on={() => void packing.takeOut()} icon="undo" look="tall" testid="undo" off={!packing.last.value}>
        {t("pick.undo")}
      </Act>
      {camera}
      <Act
        on={() => packing.weigh()}
        icon="weight"
        look={left === 0 ? "main" : "plain"}
        testid="close-carton"
        off={carton.units === 0}
      >
        {t("pack.close")}
      </Act>
    </>
  );
}
