/** Goods carried from one place to another: put away from the door, moved, refilled, set apart. */

import { signal } from "@preact/signals";
import { doorOf, expectOnFloor, type FloorDoes, type FloorVerdict, type Label } from "../../domain/inbound/check";
import { narrow } from "../../domain/meanings";
import type { Seen } from "../../domain/seen";
import { isHeld } from "../../domain/stock/carry";
import { byWalk, putAway } from "../../domain/stock/put-away";
import { refills, type Refill } from "../../domain/stock/refill";
import type { Stock } from "../../generated/rows";
import { Asking } from "../../ui/asking";
import { makeAnswers } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { t } from "../../ui/lang";
import { meaningOf, meant } from "../../ui/meant";
import { act, tellHelp, tellNoCommand, tellWrong } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";

/** Goods in somebody's hands. `whole`: all that lies at the place, and not yet counted by scans. */
interface InHand {
  readonly product: string;
  readonly lot: string;
  readonly units: number;
  readonly whole: boolean;
  /** Where they are wanted, if that is not for the rule of the house to say. */
  readonly to: string | null;
}

interface Last {
  readonly from: string;
  readonly to: string;
  readonly hand: InHand;
}

/** What lies at a place, product by product. */
export const lying = (place: string): readonly Stock[] =>
  rows().where("stock", "location", place).filter(({ quantity }) => quantity > 0);

export class Carrying {
  readonly answers = makeAnswers();
  readonly asking = new Asking(this.answers);
  readonly hand = signal<InHand | null>(null);
  readonly last = signal<Last | null>(null);
  readonly #from = signal<string | null>(null);

  /** Where goods are taken from: the place that was scanned last, or the door. */
  from(): string {
    return this.#from.value ?? doorOf(rows(), warehouse())?.id ?? "";
  }

  /** The place to propose for what is in hand. */
  to(): string | null {
    const hand = this.hand.value;
    return hand && (hand.to ?? this.propose(hand.product));
  }

  propose(product: string): string | null {
    const mine = <T extends { readonly warehouse: string; readonly id: string }>(all: readonly T[]): T[] =>
      all.filter((row) => row.warehouse === warehouse());
    const bins = mine(rows().where("location", "kind", "bin")).filter(({ id }) => id !== this.from());
    return putAway(bins, mine(rows().all("stock")), mine(rows().all("pick_face")), product)?.id ?? null;
  }

  /** Bins to fill up, and from where. */
  refills(): readonly Refill[] {
    const house = warehouse();
    const shelves = rows().all("stock").flatMap((stock) => {
      const location = stock.warehouse === house ? rows().get("location", stock.location) : undefined;
      return location ? [{ stock, location, expiry: rows().get("lot", `${stock.product}/${stock.lot}`)?.expiry ?? null }] : [];
    });
    const short = rows().where("exception_task", "stage", "open").filter(({ code }) => code === "short");
    const faces = rows().all("pick_face").filter((face) => face.warehouse === house);
    return refills(faces, shelves, new Set(short.map(({ place, product }) => `${place}/${product}`)));
  }

  /** What waits at the place, in the order of the walk to where it goes. */
  waiting(): readonly Stock[] {
    const seat = (stock: Stock) => rows().get("location", this.propose(stock.product) ?? "");
    return [...lying(this.from())].sort((a, b) => {
      const [x, y] = [seat(a), seat(b)];
      return x && y ? byWalk(x, y) : Number(!x) - Number(!y);
    });
  }

  async scan(raw: string): Promise<void> {
    const said = narrow(meant(raw), (seen) => this.sees(seen));
    if (said.is !== "ask") return this.#answer(said);
    const choices = said.of.map(({ seen, verdict }) => ({ label: meaningOf(seen), on: () => this.#answer(verdict) }));
    this.asking.ask(t("ask.which"), [], choices, { label: t("much.not"), icon: "cross", testid: "not-this" });
  }

  sees(seen: Seen): FloorVerdict {
    return expectOnFloor(warehouse(), seen as Label, rows());
  }

  async #answer(verdict: FloorVerdict): Promise<void> {
    if (verdict.is === "command") return this.#command(verdict.command);
    if (verdict.is === "wrong") return tellWrong(this.answers, verdict.code, verdict.got, verdict.want, verdict.kind);
    if (verdict.is !== "right") return;
    if (verdict.does.kind === "goods") return this.#lift(verdict.does);
    if (this.hand.value) return this.put(verdict.does.place);
    this.come(verdict.does.place);
  }

  /** Somebody stands at a place with empty hands; where only one thing lies, that is what they take. */
  come(place: string): void {
    this.#from.value = place;
    const [only, second] = lying(place);
    if (only && !second) this.take(only);
    else this.answers.show("right", t("move.from", { place: placeCode(place) }));
  }

  /** All of a balance. */
  take({ product, lot, quantity }: Pick<Stock, "product" | "lot" | "quantity">, to: string | null = null): void {
    this.hand.value = { product, lot, units: quantity, whole: true, to };
    this.answers.show("right", t("move.lifted", { n: quantity, product: called(product) }));
  }

  fetch({ face, shelf, units }: Refill): void {
    this.#from.value = shelf.location.id;
    this.take({ product: face.product, lot: shelf.stock.lot, quantity: units }, face.location);
  }

  #lift({ product, units, lot }: Extract<FloorDoes, { kind: "goods" }>): void {
    const hand = this.hand.value;
    if (hand && hand.product !== product) return tellWrong(this.answers, "in_hand", product, hand.product);
    if (hand && lot !== "" && hand.lot !== "" && hand.lot !== lot) return tellWrong(this.answers, "in_hand", product, hand.product);
    const counted = hand && !hand.whole ? hand.units : 0;
    this.hand.value = { product, lot: lot || (hand?.lot ?? ""), units: counted + units, whole: false, to: hand?.to ?? null };
    this.answers.show("right", t("move.lifted", { n: counted + units, product: called(product) }));
  }

  /** All that lies there of what is in hand. */
  all(): void {
    const hand = this.hand.value;
    if (!hand) return;
    const there = lying(this.from()).filter((s) => s.product === hand.product && (hand.lot === "" || s.lot === hand.lot));
    const quantity = there.reduce((sum, stock) => sum + stock.quantity, 0);
    if (quantity > 0) this.take({ ...hand, quantity }, hand.to);
  }

  /** Put down what is in hand, wherever that is: the place that was scanned is true. */
  async put(place: string): Promise<void> {
    const hand = this.hand.value;
    if (!hand) return;
    const from = this.from();
    if (place === from) return tellWrong(this.answers, "same_place", place, this.to() ?? "");
    this.hand.value = null;
    this.last.value = { from, to: place, hand };
    const title = t(isHeld(place) ? "move.apart" : "move.put", { n: hand.units, product: called(hand.product), place: placeCode(place) });
    await this.#move(from, place, hand, title, () => lying(from).length === 0);
  }

  async undo(): Promise<void> {
    const last = this.last.value;
    if (this.hand.value) {
      this.hand.value = null;
      return this.answers.clear();
    }
    if (!last) return;
    this.last.value = null;
    const { from, to, hand } = last;
    const title = t("move.back", { n: hand.units, product: called(hand.product), place: placeCode(from) });
    await this.#move(to, from, hand, title, () => false);
  }

  async #move(from: string, to: string, { product, lot, units }: InHand, title: string, done: () => boolean): Promise<void> {
    const raw = rows().where("barcode", "product", product).find((one) => one.units === 1)?.id ?? product;
    const body = { from_location: from, to_location: to, raw, ...(units > 1 ? { units } : {}), ...(lot ? { lot } : {}) };
    await act(this.answers, "stock.move", body, { title, done });
  }

  async #command(name: string): Promise<void> {
    if (await this.asking.command(name)) return;
    const [hand, next] = [this.hand.value, this.refills()[0]];
    const fetches = !hand && next && lying(this.from()).length === 0;
    const can = [hand || this.last.value ? "UNDO" : "", hand ? "FULL" : "", fetches ? "NEXT" : "", "HELP"].filter(Boolean);
    if ((name === "UNDO" || name === "CANCEL") && (hand || this.last.value)) await this.undo();
    else if (name === "FULL" && hand) this.all();
    else if (name === "NEXT" && fetches) this.fetch(next);
    else if (name === "HELP") tellHelp(this.answers, t(hand ? "move.scan_place" : "move.scan"), can);
    else tellNoCommand(this.answers, name, can);
  }
}
