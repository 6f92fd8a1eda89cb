/** What a packer does with one order: cartons taken, filled, weighed and closed. */

import { signal } from "@preact/signals";
import { cartonsOf, expectInto, linesOf, unpacked, type PackVerdict } from "../../domain/pack/bench";
import { goodsOf, wrong, type Seen } from "../../domain/seen";
import type { Carton, Shipment } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { called } from "../../ui/format";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellDecide, tellRepeated, tellWrong } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";

interface LastIn {
  readonly carton: string;
  readonly raw: string;
}

export const isOpen = (carton: Carton): boolean =>
  carton.stage === "open" && !underWay("pack.close", "carton", carton.id);

/** Whether an order is to be packed now. */
export const ready = (shipment: Shipment | undefined): shipment is Shipment =>
  shipment?.stage === "picked" || shipment?.stage === "packing";

export class Packing {
  readonly answers = makeAnswers();
  readonly weighing = signal(false);
  /** Grams as typed so far. */
  readonly grams = signal("");
  readonly last = signal<LastIn | null>(null);

  constructor(private readonly shipment: string) {}

  carton(): Carton | null {
    return cartonsOf(rows(), this.shipment).find(isOpen) ?? null;
  }

  /** Units on the bench that are in no carton. */
  left(): number {
    return linesOf(rows(), this.shipment).reduce((sum, line) => sum + unpacked(line), 0);
  }

  nextNumber(): number {
    return Math.max(0, ...cartonsOf(rows(), this.shipment).map((carton) => carton.number)) + 1;
  }

  async take(): Promise<Carton | null> {
    const number = this.nextNumber();
    const body = { shipment: this.shipment, number };
    await act(this.answers, "pack.open", body, { title: t("pack.carton", { n: number }) });
    return this.carton();
  }

  async scan(raw: string): Promise<void> {
    const shipment = rows().get("shipment", this.shipment);
    if (!ready(shipment)) return tellWrong(this.answers, "not_here", raw, "");
    const verdict = this.#expect(shipment, readScan(raw));
    switch (verdict.is) {
      case "right":
        return this.#put(raw);
      case "command":
        return this.#command(verdict.command);
      case "repeated":
        return tellRepeated(this.answers, verdict.code);
      case "wrong":
        return tellWrong(this.answers, verdict.code, verdict.got, verdict.want);
      case "decide":
        return tellDecide(this.answers, t("pick.too_many", verdict), [t("pick.too_many_do")]);
    }
  }

  /** What a scan would come to now. */
  sees(seen: Seen): PackVerdict {
    const shipment = rows().get("shipment", this.shipment);
    return ready(shipment) ? this.#expect(shipment, seen) : wrong("not_here", seen.raw);
  }

  #expect(shipment: Shipment, seen: Seen): PackVerdict {
    return expectInto(this.carton() ?? nothingYet(shipment), seen, rows());
  }

  /** Nobody should have to say that they took a carton: the first item in it says so. */
  async #put(raw: string): Promise<void> {
    this.weighing.value = false;
    const carton = this.carton() ?? (await this.take());
    if (!carton) return;
    this.last.value = { carton: carton.id, raw };
    const title = called(goodsOf(readScan(raw), rows())?.product ?? raw);
    await act(this.answers, "pack.scan", { carton: carton.id, raw }, { title, done: () => this.left() === 0 });
  }

  async #command(name: string): Promise<void> {
    if (name === "UNDO" && this.last.value) await this.takeOut();
    else if (name === "DONE" && (this.carton()?.units ?? 0) > 0) this.weigh();
    else tellWrong(this.answers, "no_command", name, "");
  }

  async takeOut(): Promise<void> {
    const last = this.last.value;
    if (!last) return;
    this.last.value = null;
    const body = { carton: last.carton, units: 1, raw: last.raw };
    await act(this.answers, "pack.take_out", body, { title: t("pack.taken_out") });
  }

  weigh(): void {
    this.answers.clear();
    [this.grams.value, this.weighing.value] = ["", true];
  }

  /** Close the carton on the scale, once a weight is there. */
  async close(carton: Carton): Promise<void> {
    const weight_g = Number(this.grams.value);
    if (!(weight_g > 0)) return;
    this.weighing.value = false;
    this.last.value = null;
    const title = t("pack.closed", { n: carton.number });
    await act(this.answers, "pack.close", { carton: carton.id, weight_g }, { title, done: () => true });
  }

  async finish(shipment: Shipment): Promise<void> {
    const title = t("pack.finished", { order: shipment.order_number });
    const body = { shipment: shipment.id };
    if (await act(this.answers, "pack.finish", body, { title, done: () => true })) go("pack");
  }
}

const nothingYet = (shipment: Shipment): Carton => ({
  id: "", ver: 0, warehouse: shipment.warehouse, shipment: shipment.id, order_number: shipment.order_number, number: 0,
  stage: "open", sscc: null, weight_g: 0, units: 0, manifest: null,
});
