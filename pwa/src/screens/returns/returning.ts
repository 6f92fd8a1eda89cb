/** What somebody does with one return: looks at what came back, and says what becomes of it. */

import { signal } from "@preact/signals";
import { doorOf, expectOnFloor, type FloorDoes, type FloorVerdict, type Label } from "../../domain/inbound/check";
import { narrow } from "../../domain/meanings";
import { all, reasonOf, RETURN } from "../../domain/reasons";
import { asideOf, linesOf, sumsOf } from "../../domain/returns/check";
import type { Disposition } from "../../domain/returns/lines";
import { goodsOf, wrong, type Seen } from "../../domain/seen";
import { isHeld } from "../../domain/stock/carry";
import { putAway } from "../../domain/stock/put-away";
import type { Ops } from "../../generated/ops";
import type { ReturnReceipt } from "../../generated/rows";
import { Asking } from "../../ui/asking";
import { makeAnswers, sound } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { t } from "../../ui/lang";
import { meaningOf, meant } from "../../ui/meant";
import { go } from "../../ui/route";
import { act, readScan, tellHelp, tellNoCommand, tellWrong } from "../../ui/scan";
import { rows } from "../../ui/session";

type Goods = Extract<FloorDoes, { kind: "goods" }>;
export type Reason = NonNullable<Ops["returns.inspect"]["reason"]>;
export const REASONS = all(RETURN);

/** Goods in somebody's hands: as many packs of one label. */
interface InHand {
  readonly goods: Goods;
  readonly packs: number;
  readonly lot: string;
}

type Last = Ops["returns.take_back"] & { readonly n: number; readonly product: string };

/** What was scanned before there was a return to book it on. */
let carried: string | null = null;
export const carryIn = (raw: string): void => {
  carried = raw;
};

export class Returning {
  readonly answers = makeAnswers();
  readonly asking = new Asking(this.answers);
  readonly hand = signal<InHand | null>(null);
  readonly last = signal<Last | null>(null);
  readonly reason = signal<Reason>("unwanted");

  constructor(private readonly id: string) {
    const raw = carried;
    carried = null;
    if (raw !== null) void this.scan(raw);
  }

  receipt(): ReturnReceipt | undefined {
    return rows().get("return_receipt", this.id);
  }

  house(): string {
    return this.receipt()?.warehouse ?? "";
  }

  units(): number {
    const hand = this.hand.value;
    return hand ? hand.goods.units * hand.packs : 0;
  }

  lotless(): boolean {
    const hand = this.hand.value;
    return hand?.goods.lotless === true && hand.lot === "";
  }

  /** The bin to propose for what is in hand. */
  to(): string | null {
    const hand = this.hand.value;
    const mine = <T extends { readonly warehouse: string }>(all: readonly T[]): T[] => all.filter((row) => row.warehouse === this.house());
    const bins = mine(rows().where("location", "kind", "bin"));
    return hand && (putAway(bins, mine(rows().all("stock")), mine(rows().all("pick_face")), hand.goods.product)?.id ?? null);
  }

  async scan(raw: string): Promise<void> {
    const text = readScan(raw);
    const hand = this.hand.value;
    if (hand && this.lotless() && text.error === null && text.form === "text" && text.code && !goodsOf(text, rows())) {
      this.hand.value = { ...hand, lot: text.code };
      return this.answers.show("right", t("pick.lot", { lot: text.code }));
    }
    const said = narrow(meant(raw), (seen) => this.sees(seen));
    if (said.is !== "ask") return this.#answer(said);
    const choices = said.of.map(({ seen, verdict }) => ({ label: meaningOf(seen), on: () => this.#answer(verdict) }));
    this.asking.ask(t("ask.which"), [], choices, { label: t("much.not"), icon: "cross", testid: "not-this" });
  }

  /** What a scan would come to now: a place is one only for what is in hand. */
  sees(seen: Seen): FloorVerdict {
    const verdict = expectOnFloor(this.house(), seen as Label, rows());
    const noGoods = verdict.is === "right" && verdict.does.kind === "place" && !this.hand.value;
    return noGoods ? wrong("want_item", seen.code ?? seen.raw) : verdict;
  }

  async #answer(verdict: FloorVerdict): Promise<void> {
    if (verdict.is === "command") return this.#command(verdict.command);
    if (verdict.is === "wrong") return tellWrong(this.answers, verdict.code, verdict.got, verdict.want, verdict.kind);
    if (verdict.is !== "right") return;
    if (verdict.does.kind === "goods") return this.#lift(verdict.does);
    const place = verdict.does.place;
    await this.#book(isHeld(place) ? "quarantine" : "restock", place);
  }

  #lift(goods: Goods): void {
    const hand = this.hand.value;
    const same = hand?.goods.raw === goods.raw;
    if (hand && !same) return tellWrong(this.answers, "in_hand_first", goods.product, hand.goods.product);
    this.hand.value = { goods, packs: (hand?.packs ?? 0) + 1, lot: hand?.lot ?? "" };
    this.answers.show("right", t("ret.hand", { n: this.units(), product: called(goods.product) }));
  }

  /** What is not fit for the shelf has a place that nobody needs to scan. */
  async aside(what: "quarantine" | "scrap"): Promise<void> {
    const place = what === "scrap" ? doorOf(rows(), this.house()) : asideOf(rows(), this.house());
    if (!place) return tellWrong(this.answers, "no_quarantine", "", "");
    await this.#book(what, place.id);
  }

  async #book(disposition: Disposition, location: string): Promise<void> {
    const hand = this.hand.value;
    if (!hand) return;
    const [n, product] = [this.units(), hand.goods.product];
    const body = {
      receipt: this.id, location, raw: hand.goods.raw, disposition, reason: this.reason.value,
      ...(hand.packs > 1 ? { units: hand.packs } : {}), ...(hand.lot ? { lot: hand.lot } : {}),
    };
    this.#empty();
    this.last.value = { ...body, n, product };
    const title = t(`ret.did.${disposition}`, { n, product: called(product), place: placeCode(location) });
    const done = (): boolean => {
      const { returned, expected } = sumsOf(linesOf(rows(), this.id));
      return expected > 0 && returned === expected;
    };
    await act(this.answers, "returns.inspect", body, { title, done });
  }

  /** What a photo that is taken now shows: what is in hand, else what was looked at last. */
  shows(): { job: "returns"; delivery: string; product: string; reason: Reason | "" } {
    const [hand, last] = [this.hand.value, this.last.value];
    const it = hand
      ? { product: hand.goods.product, reason: this.reason.value }
      : { product: last?.product ?? "", reason: last?.reason ?? ("" as const) };
    return { job: "returns", delivery: this.id, ...it };
  }

  #empty(): void {
    this.hand.value = null;
    this.reason.value = "unwanted";
  }

  async undo(): Promise<void> {
    if (this.hand.value) {
      this.#empty();
      return this.answers.clear();
    }
    const last = this.last.value;
    if (!last) return;
    this.last.value = null;
    const { n, product, ...body } = last;
    await act(this.answers, "returns.take_back", body, { title: t("ret.taken_back", { n, product: called(product) }) });
  }

  async close(): Promise<void> {
    if (this.hand.value) return tellWrong(this.answers, "in_hand_first", this.hand.value.goods.product, "");
    const title = t("ret.closed");
    if (await act(this.answers, "returns.close", { receipt: this.id }, { title, done: () => true })) go("returns");
  }

  #because(reason: Reason): void {
    this.reason.value = reason;
    this.answers.show("right", t(`ret.reason.${reason}`));
    sound("right");
  }

  async #command(name: string): Promise<void> {
    if (await this.asking.command(name)) return;
    const hand = this.hand.value;
    const why = hand ? reasonOf(RETURN, name) : undefined;
    if (why) return this.#because(why);
    const said = hand ? ["SCRAP", ...Object.values(RETURN)] : ["DONE"];
    const can = [hand || this.last.value ? "UNDO" : "", ...said, "HELP"].filter(Boolean);
    if ((name === "UNDO" || name === "CANCEL") && (hand || this.last.value)) await this.undo();
    else if (name === "SCRAP" && hand) await this.aside("scrap");
    else if ((name === "DONE" || name === "FULL") && !hand) await this.close();
    else if (name === "HELP") tellHelp(this.answers, t(hand ? "ret.scan_place" : "ret.scan"), can);
    else tellNoCommand(this.answers, name, can);
  }
}
