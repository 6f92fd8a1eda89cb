/** What a packer does with one order: cartons taken, filled, weighed and closed. */

import { signal } from "@preact/signals";
import { cartonsOf, expectInto, linesOf, openBy, unpacked, type PackVerdict } from "../../domain/pack/bench";
import { scaleGrams } from "../../domain/pack/scale";
import { narrow } from "../../domain/meanings";
import { keysAllowed } from "../../domain/process/packing";
import { goodsOf, wrong, type Seen } from "../../domain/seen";
import type { Carton, Shipment } from "../../generated/rows";
import { weighing } from "../../domain/pack/weighing";
import { askHowMany, Asking } from "../../ui/asking";
import type { Choice } from "../../ui/asked";
import { makeAnswers } from "../../ui/flash";
import { called, weight } from "../../ui/format";
import { boxName } from "../box/name";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { meaningOf, meant } from "../../ui/meant";
import { teach } from "../../ui/teach";
import { act, readScan, tellHelp, tellNoCommand, tellRepeated, tellWrong } from "../../ui/scan";
import { me, rows, underWay } from "../../ui/session";
import { printAgain, printAtOnce } from "./label";
import { nextSscc } from "./numbers";

interface LastIn {
  readonly carton: string;
  readonly raw: string;
  readonly units: number;
}

export const isOpen = (carton: Carton): boolean =>
  carton.stage === "open" && !underWay("pack.close", "carton", carton.id);

/** Whether an order is to be packed now. */
export const ready = (shipment: Shipment | undefined): shipment is Shipment =>
  shipment?.stage === "picked" || shipment?.stage === "packing";

export class Packing {
  readonly answers = makeAnswers();
  readonly asking = new Asking(this.answers);
  readonly weighing = signal(false);
  /** Grams as typed so far. */
  readonly grams = signal("");
  readonly last = signal<LastIn | null>(null);
  /** The box that stands on the screen, by id: the carton's, unless the packer says that they took another. */
  readonly named = signal<string | null>(null);

  constructor(private readonly shipment: string) {}

  carton(): Carton | null {
    return cartonsOf(rows(), this.shipment).find(isOpen) ?? null;
  }

  /** The open carton, with the box that it is taken to be. */
  boxed(carton: Carton): Carton {
    return { ...carton, box: carton.box ?? this.named.value };
  }

  /** Units on the bench that are in no carton. */
  left(): number {
    return linesOf(rows(), this.shipment).reduce((sum, line) => sum + unpacked(line), 0);
  }

  /** Products of which units are in no carton. */
  #onBench(): string[] {
    const left = linesOf(rows(), this.shipment).filter((line) => unpacked(line) > 0);
    return [...new Set(left.map(({ product }) => product))];
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
    const weighed = this.#scale(raw);
    if (weighed) return weighed;
    const next = this.#isAll() && narrow(meant(raw), (seen) => openBy(seen, rows()));
    if (next && next.is === "right" && next.does.shipment !== shipment.id) return this.finish(shipment, next.does.shipment);
    const said = narrow(meant(raw), (seen) => this.#expect(shipment, seen));
    if (said.is !== "ask") return this.#answer(said, raw);
    const choices = said.of.map(({ seen, verdict }) => ({
      label: meaningOf(seen),
      on: () => this.#answer(verdict, seen.raw),
    }));
    this.asking.ask(t("ask.which"), [], choices, { label: t("much.not"), icon: "cross", testid: "not-this" });
  }

  /** A scale that types closes the carton that stands on it. A code of goods is one, though it be all figures. */
  #scale(raw: string): Promise<void> | null {
    const carton = this.carton();
    const grams = this.weighing.value && carton ? scaleGrams(raw) : null;
    if (!carton || grams === null || goodsOf(readScan(raw), rows())) return null;
    this.grams.value = String(grams);
    return this.close(carton);
  }

  /** Whether all of it is in closed cartons: the scan of the next tote finishes this order then. */
  #isAll = (): boolean => this.carton() === null && this.left() === 0 && cartonsOf(rows(), this.shipment).length > 0;

  async #answer(verdict: PackVerdict, raw: string): Promise<void> {
    switch (verdict.is) {
      case "right":
        return verdict.does.kind === "pack.box" ? this.box(verdict.does.body.box) : this.#howMany(verdict.does.body.raw);
      case "command":
        return this.#command(verdict.command);
      case "repeated":
        return tellRepeated(this.answers, verdict.code);
      case "wrong": {
        const { code, got, want, kind } = verdict;
        if (code === "unknown_code" && teach(this.asking, this.answers, raw, got, this.#onBench())) return;
        return tellWrong(this.answers, code, got, want, kind);
      }
      case "decide":
        return askHowMany(this.asking, verdict, (single, units) => this.#put(single ?? raw, units));
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

  /** Where the process allows keys, one scan of an item is enough for all of it. */
  #howMany(raw: string): Promise<void> | void {
    const seen = goodsOf(readScan(raw), rows());
    const shipment = rows().get("shipment", this.shipment);
    const lines = linesOf(rows(), this.shipment).filter((line) => line.product === seen?.product);
    const n = lines.reduce((sum, line) => sum + unpacked(line), 0);
    if (!shipment || seen?.units !== 1 || n < 2 || !keysAllowed(rows(), shipment, me()?.person.id ?? "")) {
      return this.#put(raw);
    }
    const all = { label: t("process.all", { n }), on: () => this.#put(raw, n), main: true, testid: "all-of-it" } as const;
    const one = { label: t("process.one"), on: () => this.#put(raw), testid: "only" } as const;
    this.asking.ask(t("process.many", { n }), [], [all, one], { label: t("much.not"), icon: "cross", testid: "not-this" });
  }

  /** Nobody should have to say that they took a carton: the first item in it says so. */
  async #put(raw: string, units = 1): Promise<void> {
    this.weighing.value = false;
    const carton = this.carton() ?? (await this.take());
    if (!carton) return;
    this.last.value = { carton: carton.id, raw, units };
    const title = called(goodsOf(readScan(raw), rows())?.product ?? raw);
    const body = { carton: carton.id, raw, ...(units > 1 ? { units } : {}) };
    await act(this.answers, "pack.scan", body, { title, done: () => this.left() === 0 });
  }

  /** The command labels that lead somewhere now. */
  #can(): string[] {
    const filled = (this.carton()?.units ?? 0) > 0;
    const found = [
      this.last.value ? "UNDO" : "", filled ? "FULL" : "", this.#confirms() ? "CONFIRM" : "", this.#labelled() ? "PRINT" : "",
    ];
    return [...found.filter(Boolean), "HELP"];
  }

  /** The carton that was closed last, whose label PRINT makes again. */
  #labelled(): Carton | undefined {
    return cartonsOf(rows(), this.shipment).findLast((carton) => carton.sscc !== null && !isOpen(carton));
  }

  /** What CONFIRM stands for: the weight that was typed, or the order once all of it is in closed cartons. */
  #confirms(): (() => Promise<void>) | null {
    const carton = this.carton();
    const shipment = rows().get("shipment", this.shipment);
    if (carton && this.weighing.value && Number(this.grams.value) > 0) return () => this.close(carton);
    return !carton && this.left() === 0 && ready(shipment) ? () => this.finish(shipment) : null;
  }

  async #command(name: string): Promise<void> {
    if (await this.asking.command(name)) return;
    const confirms = this.#confirms();
    if (name === "UNDO" && this.last.value) await this.takeOut();
    else if ((name === "DONE" || name === "FULL") && (this.carton()?.units ?? 0) > 0) this.weigh();
    else if (name === "CONFIRM" && confirms) await confirms();
    else if (name === "PRINT" && this.#labelled()) this.answers.show("right", await printAgain(this.#labelled()!));
    else if (name === "HELP") tellHelp(this.answers, t(this.weighing.value ? "pack.weight" : "pack.scan"), this.#can());
    else if (name === "CANCEL") this.weighing.value = false;
    else tellNoCommand(this.answers, name, this.#can());
  }

  /** Which kind of box it is, as the packer says: for the open carton, or for a new one. */
  async box(box: string): Promise<void> {
    const carton = this.carton() ?? (await this.take());
    const row = rows().get("box_type", box);
    if (!carton || !row) return;
    if (carton.box === box) return tellRepeated(this.answers, "same_box");
    await act(this.answers, "pack.box", { carton: carton.id, box }, { title: t("box.taken", { box: boxName(row), n: carton.number }) });
  }

  async takeOut(): Promise<void> {
    const last = this.last.value;
    if (!last) return;
    this.last.value = null;
    const body = { carton: last.carton, units: last.units, raw: last.raw };
    await act(this.answers, "pack.take_out", body, { title: t("pack.taken_out") });
  }

  weigh(): void {
    this.answers.clear();
    [this.grams.value, this.weighing.value] = ["", true];
  }

  /** Close the carton on the scale, once a weight is there. One that does not fit its contents is asked about first. */
  async close(carton: Carton): Promise<void> {
    const grams = Number(this.grams.value);
    if (!(grams > 0)) return;
    const found = weighing(rows(), this.boxed(carton), grams);
    if (found?.isOff && found.expected !== undefined) this.#doubt(carton, grams, found.expected);
    else await this.#close(carton, grams);
  }

  /** To weigh again costs nothing, so it is what CONFIRM and the next figure do. */
  #doubt(carton: Carton, grams: number, expected: number): void {
    this.grams.value = "";
    const look: Choice = { label: t("pack.look_again"), on: () => this.#lookAgain(), icon: "back", testid: "look-again" };
    const close: Choice = { label: t("pack.close_anyway"), on: () => this.#close(carton, grams), icon: "box", testid: "close-anyway" };
    const told = t("pack.off", { weighed: weight(grams), expected: weight(expected) });
    this.asking.ask(told, [t("pack.off_why")], [look, close], { label: t("pack.weigh_again"), icon: "weight", testid: "weigh-again" });
  }

  #lookAgain(): void {
    this.answers.clear();
    this.weighing.value = false;
  }

  async #close(carton: Carton, weight_g: number): Promise<void> {
    this.weighing.value = false;
    this.last.value = null;
    const title = t("pack.closed", { n: carton.number });
    const sscc = carton.sscc ? "" : await nextSscc(carton.warehouse);
    const body = { carton: carton.id, weight_g, sscc, box: this.named.value };
    await act(this.answers, "pack.close", body, { title, done: () => true, expected: ["weight_off"] });
    const closed = rows().get("carton", carton.id);
    if (closed) await printAtOnce(closed);
  }

  /** Done with this order; `next` is the one whose tote was scanned, if one was. */
  async finish(shipment: Shipment, next?: string): Promise<void> {
    const title = t("pack.finished", { order: shipment.order_number });
    const body = { shipment: shipment.id };
    if (await act(this.answers, "pack.finish", body, { title, done: () => true })) go("pack", ...(next ? [next] : []));
  }
}

const nothingYet = (shipment: Shipment): Carton => ({
  id: "", ver: 0, warehouse: shipment.warehouse, shipment: shipment.id, order_number: shipment.order_number, number: 0,
  stage: "open", sscc: null, weight_g: 0, units: 0, manifest: null, pallet: null, box: null,
});
