/** What a receiver does with one delivery: scans what comes in, turns away what is not fit, closes the receipt. */

import { signal } from "@preact/signals";
import { doorOf, expectOnFloor, linesOf, sumsOf, type FloorDoes, type FloorVerdict, type Label } from "../../domain/inbound/check";
import { lackingOf } from "../../domain/inbound/lines";
import { narrow } from "../../domain/meanings";
import { reasonOf, REJECT } from "../../domain/reasons";
import { goodsOf, wrong, type Seen } from "../../domain/seen";
import type { Inbound } from "../../generated/rows";
import { Asking } from "../../ui/asking";
import { makeAnswers, sound } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { t } from "../../ui/lang";
import { meaningOf, meant } from "../../ui/meant";
import { go } from "../../ui/route";
import { act, readScan, tellHelp, tellNoCommand, tellWrong } from "../../ui/scan";
import { rows } from "../../ui/session";
import { teach } from "../../ui/teach";
import { REASONS, type Reason } from "./reasons";

type Goods = Extract<FloorDoes, { kind: "goods" }>;

interface Last {
  readonly goods: Goods;
  readonly location: string;
  readonly packs: number;
  readonly lot: string;
  readonly reason: Reason | "";
}

export class Receiving {
  readonly answers = makeAnswers();
  readonly asking = new Asking(this.answers);
  readonly last = signal<Last | null>(null);
  /** The reason for which the next scans are turned away; `null` while goods are taken in. */
  readonly rejecting = signal<Reason | "ask" | null>(null);
  /** Goods whose label has no lot, which is asked for. */
  readonly asksLot = signal<Goods | null>(null);
  /** Figures typed for more of the same; `null` while nobody types. */
  readonly more = signal<string | null>(null);
  readonly #place = signal<string | null>(null);

  constructor(private readonly id: string) {}

  inbound(): Inbound | undefined {
    return rows().get("inbound", this.id);
  }

  place(): string {
    const house = this.inbound()?.warehouse ?? "";
    return this.#place.value ?? doorOf(rows(), house)?.id ?? "";
  }

  async scan(raw: string): Promise<void> {
    const asked = this.asksLot.value;
    const text = readScan(raw);
    const isLot = asked && text.error === null && text.form === "text" && text.code && !goodsOf(text, rows());
    if (isLot) return this.take(asked, 1, text.code ?? "");
    const said = narrow(meant(raw), (seen) => this.sees(seen));
    if (said.is !== "ask") return this.#answer(said, raw);
    const choices = said.of.map(({ seen, verdict }) => ({
      label: meaningOf(seen),
      on: () => this.#answer(verdict, seen.raw),
    }));
    this.asking.ask(t("ask.which"), [], choices, { label: t("much.not"), icon: "cross", testid: "not-this" });
  }

  /** What a scan would come to now. */
  sees(seen: Seen): FloorVerdict {
    const inbound = this.inbound();
    return inbound ? expectOnFloor(inbound.warehouse, seen as Label, rows()) : wrong("not_here", seen.raw);
  }

  async #answer(verdict: FloorVerdict, raw: string): Promise<void> {
    if (verdict.is === "command") return this.#command(verdict.command);
    if (verdict.is === "right") return this.#does(verdict.does);
    if (verdict.is !== "wrong") return;
    const { code, got, want, kind } = verdict;
    const lacking = linesOf(rows(), this.id).filter((line) => lackingOf(line) > 0).map(({ product }) => product);
    if (code === "unknown_code" && teach(this.asking, this.answers, raw, got, lacking)) return;
    tellWrong(this.answers, code, got, want, kind);
  }

  async #does(does: FloorDoes): Promise<void> {
    if (does.kind === "place") {
      this.#place.value = does.place;
      return this.answers.show("right", t("in.to", { place: placeCode(does.place) }));
    }
    this.more.value = null;
    const reason = this.rejecting.value;
    if (reason === "ask") return tellWrong(this.answers, "reason_first", does.product, "");
    if (reason !== null) return this.#reject(does, reason);
    if (does.lotless) {
      this.answers.clear();
      this.asksLot.value = does;
      return;
    }
    await this.take(does);
  }

  /** Book what was scanned; `packs` of it. `lot` and `expiry` are typed where the label has none. */
  async take(goods: Goods, packs = 1, lot = "", expiry = ""): Promise<void> {
    this.asksLot.value = null;
    const location = this.place();
    const body = {
      inbound: this.id, location, raw: goods.raw, ...(packs > 1 ? { units: packs } : {}), ...(lot ? { lot } : {}),
      ...(expiry ? { expiry } : {}),
    };
    this.last.value = { goods, location, packs, lot, reason: "" };
    const title = t("in.taken", { n: goods.units * packs, product: called(goods.product) });
    const done = (): boolean => sumsOf(linesOf(rows(), this.id)).lacking === 0 && this.inbound()?.announced === true;
    await act(this.answers, "inbound.receive", body, { title, done });
  }

  async #reject(goods: Goods, reason: Reason, packs = 1): Promise<void> {
    const location = this.place();
    const body = { inbound: this.id, location, raw: goods.raw, reason, ...(packs > 1 ? { units: packs } : {}) };
    this.last.value = { goods, location, packs, lot: "", reason };
    const title = t("in.rejected", { n: goods.units * packs, product: called(goods.product) });
    await act(this.answers, "inbound.reject", body, { title });
  }

  /** What a photo that is taken now shows: what was turned away last, else all of the delivery. */
  shows(): { job: "inbound"; delivery: string; product: string; reason: Reason | "" } {
    const last = this.last.value;
    const rejecting = this.rejecting.value;
    const reason = rejecting === "ask" || rejecting === null ? "" : rejecting;
    const of = { job: "inbound", delivery: this.id } as const;
    return last?.reason ? { ...of, product: last.goods.product, reason: last.reason } : { ...of, product: "", reason };
  }

  /** As many more of what was scanned last, as it was scanned last. */
  async again(packs: number): Promise<void> {
    const last = this.last.value;
    this.more.value = null;
    if (!last || !(packs > 0)) return;
    await (last.reason ? this.#reject(last.goods, last.reason, packs) : this.take(last.goods, packs, last.lot));
  }

  async undo(): Promise<void> {
    const last = this.last.value;
    if (!last) return;
    this.last.value = null;
    const { goods, location, packs, lot, reason } = last;
    const body = {
      inbound: this.id, location, raw: goods.raw, ...(packs > 1 ? { units: packs } : {}), ...(lot ? { lot } : {}),
      ...(reason ? { reason } : {}),
    };
    const title = t("in.taken_back", { n: goods.units * packs, product: called(goods.product) });
    await act(this.answers, "inbound.take_back", body, { title });
  }

  /** All that came is counted. Whether the rest is given up is asked first. */
  close(): void {
    const { lacking } = sumsOf(linesOf(rows(), this.id));
    if (lacking === 0) return void this.#close();
    const yes = { label: t("in.close_short"), on: () => this.#close(), icon: "tick", testid: "close-short", main: true } as const;
    this.asking.ask(t("in.lacking", { n: lacking }), [], [yes], { label: t("in.not_yet"), icon: "back", testid: "not-yet" });
  }

  async #close(): Promise<void> {
    const title = t("in.closed");
    const expected = ["under"];
    if (await act(this.answers, "inbound.close", { inbound: this.id }, { title, expected, done: () => true })) go("receive");
  }

  /** What is scanned from now on is turned away, and why. */
  reject(reason: Reason): void {
    this.rejecting.value = reason;
    this.answers.show("right", t(`in.reason.${reason}`), [t("in.scan_reject")]);
    sound("right");
  }

  async #command(name: string): Promise<void> {
    if (await this.asking.command(name)) return;
    const asked = this.asksLot.value;
    const why = this.rejecting.value === "ask" && name === "CONFIRM" ? REASONS[0] : reasonOf(REJECT, name);
    if (why) return this.reject(why);
    const reasons = this.rejecting.value ? ["CANCEL", ...Object.values(REJECT)] : [];
    const can = [this.last.value ? "UNDO" : "", "FULL", asked ? "NO" : "", ...reasons, "HELP"].filter(Boolean);
    if (name === "UNDO" && this.last.value) await this.undo();
    else if (name === "FULL" || name === "DONE") this.close();
    else if (name === "NO" && asked) await this.take(asked);
    else if (name === "CANCEL") [this.rejecting.value, this.asksLot.value, this.more.value] = [null, null, null];
    else if (name === "HELP") tellHelp(this.answers, t("in.scan"), can);
    else tellNoCommand(this.answers, name, can);
  }
}
