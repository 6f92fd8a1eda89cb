/** One order at the bench: items into cartons, each carton weighed and labelled. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { cartonsOf, expectInto, linesOf, unpacked } from "../../domain/pack/bench";
import type { Carton, Shipment } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { called } from "../../ui/format";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellDecide, tellRepeated, tellWrong } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Cartons, Lines } from "./parts";
import { Weigh } from "./weigh";

const isOpen = (carton: Carton): boolean => carton.stage === "open" && !underWay("pack.close", "carton", carton.id);
const ready = (shipment: Shipment | undefined): shipment is Shipment => shipment?.stage === "picked" || shipment?.stage === "packing";

export function Bench({ id }: { id: string }) {
  const bench = useBench(id);
  useEffect(keepAwake, []);
  useScan(bench.scan);
  const shipment = rows().get("shipment", id);
  if (!ready(shipment)) {
    return (
      <Shell title={t("job.pack")} back={["pack"]} answers={bench.answers}>
        <Empty icon="box" title={t("pack.gone")} />
      </Shell>
    );
  }
  const carton = bench.carton();
  const left = bench.left();
  const title = `${shipment.order_number} · ${left > 0 ? t("pack.left", { n: left }) : t("pack.all_in")}`;
  if (carton && bench.weighing.value) {
    const weighed = (): void => void (Number(bench.grams.value) > 0 && bench.close(carton, Number(bench.grams.value)));
    const bar = (
      <>
        <Act on={() => (bench.weighing.value = false)} icon="back">{t("back")}</Act>
        <Act on={weighed} look="main" icon="box" testid="weight-ok" off={!(Number(bench.grams.value) > 0)}>{t("pack.close")}</Act>
      </>
    );
    return (
      <Shell title={title} back={["pack"]} answers={bench.answers} bar={bar}>
        <Weigh carton={carton} grams={bench.grams.value} on={(grams) => (bench.grams.value = grams)} done={weighed} />
      </Shell>
    );
  }
  const bar = carton ? (
    <>
      <Act on={() => void bench.takeOut()} icon="undo" testid="undo" off={!bench.lastIn()}>{t("pick.undo")}</Act>
      <Act on={bench.weigh} icon="weight" look={left === 0 ? "main" : "plain"} testid="close-carton" off={carton.units === 0}>{t("pack.close")}</Act>
    </>
  ) : left > 0 ? <Act on={() => void bench.take()} icon="box" look="main" testid="take-carton">{t("pack.take", { n: bench.nextNumber() })}</Act> : (
    <Act on={() => void bench.finish(shipment)} icon="tick" look="main" testid="finish">{t("pack.finish")}</Act>
  );
  return (
    <Shell title={title} back={["pack"]} answers={bench.answers} bar={bar}>
      {left > 0 && (
        <section class="step now">
          <p class="what">{carton ? t("pack.carton", { n: carton.number }) : t("pack.first")}</p>
          <p class="name">{t("pack.scan")}</p>
        </section>
      )}
      {left === 0 && <Cartons shipment={id} isOpen={isOpen} />}
      <Lines shipment={id} />
      {left > 0 && <Cartons shipment={id} isOpen={isOpen} />}
    </Shell>
  );
}

interface LastIn {
  readonly carton: string;
  readonly raw: string;
}

function useBench(id: string) {
  const answers = useMemo(makeAnswers, []);
  const weighing = useSignal(false);
  const grams = useSignal("");
  const last = useSignal<LastIn | null>(null);
  const carton = (): Carton | null => cartonsOf(rows(), id).find(isOpen) ?? null;
  const left = (): number => linesOf(rows(), id).reduce((sum, line) => sum + unpacked(line), 0);
  const nextNumber = (): number => Math.max(0, ...cartonsOf(rows(), id).map((c) => c.number)) + 1;

  const take = async (): Promise<Carton | null> => {
    const number = nextNumber();
    await act(answers, "pack.open", { shipment: id, number }, { title: t("pack.carton", { n: number }) });
    return carton();
  };

  const put = async (into: Carton, raw: string): Promise<void> => {
    const verdict = expectInto(into, readScan(raw), rows());
    if (verdict.is === "wrong") return tellWrong(answers, verdict.code, verdict.got, verdict.want);
    if (verdict.is === "repeated") return tellRepeated(answers, verdict.code);
    if (verdict.is === "decide") return tellDecide(answers, t("pick.too_many", verdict), [t("pick.too_many_do")]);
    if (verdict.is === "command") return command(verdict.command, into);
    weighing.value = false;
    // Nobody should have to say that they took a carton: the first item in it says so.
    const there = into.id === "" ? await take() : into;
    if (!there) return;
    last.value = { carton: there.id, raw };
    await act(answers, "pack.scan", { carton: there.id, raw }, { title: called(goodsName(raw)), done: () => left() === 0 });
  };

  const goodsName = (raw: string): string => {
    const seen = readScan(raw);
    return rows().get("barcode", seen.gtin ?? "")?.product ?? seen.code ?? raw;
  };

  const weigh = (): void => {
    answers.clear();
    [grams.value, weighing.value] = ["", true];
  };

  const command = async (name: string, into: Carton): Promise<void> => {
    if (name === "UNDO" && last.value) return takeOut();
    if (name === "DONE" && into.units > 0) return weigh();
    tellWrong(answers, "no_command", name, "");
  };

  const scan = async (raw: string): Promise<void> => {
    const shipment = rows().get("shipment", id);
    if (!ready(shipment)) return tellWrong(answers, "not_here", raw, "");
    const none = { id: "", shipment: id, order_number: shipment.order_number, units: 0 } as Carton;
    await put(carton() ?? none, raw);
  };

  const takeOut = async (): Promise<void> => {
    const was = last.value;
    if (!was) return;
    last.value = null;
    await act(answers, "pack.take_out", { carton: was.carton, units: 1, raw: was.raw }, { title: t("pack.taken_out") });
  };

  const close = async (of: Carton, weight: number): Promise<void> => {
    weighing.value = false;
    last.value = null;
    await act(answers, "pack.close", { carton: of.id, weight_g: weight }, { title: t("pack.closed", { n: of.number }), done: () => true });
  };

  const finish = async (shipment: Shipment): Promise<void> => {
    const title = t("pack.finished", { order: shipment.order_number });
    if (await act(answers, "pack.finish", { shipment: id }, { title, done: () => true })) go("pack");
  };

  return { answers, weighing, grams, weigh, carton, left, nextNumber, take, scan, takeOut, lastIn: () => last.value, close, finish };
}
