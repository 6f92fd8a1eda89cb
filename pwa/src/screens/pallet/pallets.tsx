/** Closed cartons are laid on a pallet, one scan each; the pallet gets a number of this device and a label. */

import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { palletLabel } from "../../domain/label/parcels";
import { expectOnPallet } from "../../domain/ship/lay";
import type { Carton, Pallet } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { DangerIn } from "../../ui/danger";
import { makeAnswers, sound, type Answers } from "../../ui/flash";
import { weight } from "../../ui/format";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act, readScan, tellDecide, tellHelp, tellNoCommand, tellRepeated, tellWrong } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { choose } from "../label/chosen";
import { keepFilled, nextSscc } from "../pack/numbers";

/** The pallet that lies before the packer: its SSCC, empty before the first carton. */
const now = signal("");
/** The label that was laid on last; it can be taken off again. */
const last = signal("");

const cartonsOn = (pallet: string): Carton[] => rows().where("carton", "pallet", pallet);
const current = (): Pallet | undefined => rows().get("pallet", now.value);
/** Pallets that stand here, the newest first. */
const standing = (): Pallet[] =>
  rows()
    .where("pallet", "warehouse", warehouse())
    .filter(({ id }) => cartonsOn(id).some(({ stage }) => stage === "closed"))
    .sort((a, b) => (a.id < b.id ? 1 : -1));

export function Pallets() {
  const answers = useMemo(makeAnswers, []);
  useEffect(keepFilled, []);
  useScan((raw) => void scan(raw, answers));
  const pallet = current();
  const others = standing().filter(({ id }) => id !== pallet?.id);
  return (
    <Shell title={t("pallet.title")} back={["pack"]} answers={answers} bar={<Acts pallet={pallet} answers={answers} />}>
      <section class="step now">
        <p class="what">{pallet ? <span class="nums">SSCC {pallet.id}</span> : t("pallet.new")}</p>
        <p class="name">{t("pallet.scan")}</p>
        {pallet && <p class="loc nums" data-testid="on-pallet">{pallet.cartons}</p>}
      </section>
      {pallet && <On pallet={pallet} />}
      {others.length > 0 && <Others of={others} />}
      {!pallet && others.length === 0 && <Empty icon="box" title={t("pallet.none")} />}
    </Shell>
  );
}

const On = ({ pallet }: { pallet: Pallet }) => (
  <section class="list">
    {cartonsOn(pallet.id).map((carton) => (
      <div class="row" key={carton.id} data-testid="pallet-carton">
        <span class="grow">
          <strong>{t("ship.loaded", { order: carton.order_number, n: carton.number })}</strong>
          <p class="nums">{carton.sscc}</p>
          <DangerIn cartons={[carton]} />
        </span>
        <span class="quiet">{weight(carton.weight_g)}</span>
      </div>
    ))}
  </section>
);

const Others = ({ of }: { of: readonly Pallet[] }) => (
  <section class="list">
    <h2>{t("pallet.others")}</h2>
    {of.map((pallet) => (
      <div class="card" key={pallet.id} data-testid="pallet">
        <p class="pair">
          <strong class="nums">{pallet.id}</strong>
          <span class="tag">{t("ship.cartons", { n: pallet.cartons })}</span>
        </p>
        <DangerIn cartons={cartonsOn(pallet.id)} />
        <div class="acts two">
          <Act on={() => label(pallet)} icon="print" testid="pallet-label">
            {t("pack.label")}
          </Act>
          <Act on={() => ([now.value, last.value] = [pallet.id, ""])} testid="pallet-more">
            {t("pallet.more")}
          </Act>
        </div>
      </div>
    ))}
  </section>
);

function Acts({ pallet, answers }: { pallet: Pallet | undefined; answers: Answers }) {
  return (
    <>
      {last.value !== "" && (
        <Act on={() => void takeOff(answers)} icon="undo" look="tall" testid="undo">
          {t("pick.undo")}
        </Act>
      )}
      <CameraAct tall={pallet !== undefined} ask={t("pallet.scan")} sees={(seen) => expectOnPallet(now.value, warehouse(), seen, rows())} />
      {pallet && (
        <Act on={() => void close(pallet, answers)} icon="box" look="main" testid="pallet-close" off={pallet.cartons === 0}>
          {t("pallet.close")}
        </Act>
      )}
    </>
  );
}

async function scan(raw: string, answers: Answers): Promise<void> {
  const verdict = expectOnPallet(now.value, warehouse(), readScan(raw), rows());
  const pallet = current();
  if (verdict.is === "right") {
    const { does } = verdict;
    if ("pallet" in does) goOn(does.pallet, answers);
    else await lay(does.raw, does.carton, answers);
  } else if (verdict.is === "repeated") tellRepeated(answers, verdict.code);
  else if (verdict.is === "wrong") tellWrong(answers, verdict.code, verdict.got, verdict.want, verdict.kind);
  else if (verdict.is === "command") {
    const can = [last.value ? "UNDO" : "", pallet ? "FULL" : "", pallet ? "PRINT" : "", "HELP"].filter(Boolean);
    if (verdict.command === "UNDO" && last.value) await takeOff(answers);
    else if (["FULL", "DONE", "CONFIRM"].includes(verdict.command) && pallet) await close(pallet, answers);
    else if (verdict.command === "PRINT" && pallet) label(pallet);
    else if (verdict.command === "HELP") tellHelp(answers, t("pallet.scan"), can);
    else tellNoCommand(answers, verdict.command, can);
  }
}

/** Another pallet lies before the packer now. */
function goOn(pallet: string, answers: Answers): void {
  [now.value, last.value] = [pallet, ""];
  answers.show("right", t("pallet.on", { n: current()?.cartons ?? 0 }));
  sound("right");
}

async function lay(raw: string, id: string, answers: Answers): Promise<void> {
  const carton = rows().get("carton", id);
  const pallet = now.value || (await nextSscc(warehouse()));
  if (pallet === "" || !carton) return tellDecide(answers, t("label.none_left"), []);
  [now.value, last.value] = [pallet, raw];
  const title = t("ship.loaded", { order: carton.order_number, n: carton.number });
  await act(answers, "pallet.add", { pallet, warehouse: carton.warehouse, raw }, { title });
}

async function takeOff(answers: Answers): Promise<void> {
  const raw = last.value;
  last.value = "";
  await act(answers, "pallet.remove", { pallet: now.value, raw }, { title: t("pallet.off") });
}

async function close(pallet: Pallet, answers: Answers): Promise<void> {
  [now.value, last.value] = ["", ""];
  const title = t("pallet.closed", { n: pallet.cartons });
  await act(answers, "pallet.close", { pallet: pallet.id }, { title, done: () => true });
}

/** The label names where the first carton goes: one pallet is for one place. */
function label(pallet: Pallet): void {
  const [first] = cartonsOn(pallet.id);
  const shipment = first && rows().get("shipment", first.shipment);
  if (shipment) choose([palletLabel(rows(), shipment, pallet.id)]);
}
