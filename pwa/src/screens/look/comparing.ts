/** A tote is counted unit by unit and held against the books; what differs is set right by ops that are there anyway. */

import { signal } from "@preact/signals";
import { differences, goodsAt, notIn, placeFor, unrecorded, type Difference, type Part } from "../../domain/look/oncart";
import { beforeAll, goodsOf, shown, type Seen } from "../../domain/seen";
import { Asking } from "../../ui/asking";
import type { Answers } from "../../ui/flash";
import { sound } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { t } from "../../ui/lang";
import { act, readScan, tellHelp, tellNoCommand, tellWrong } from "../../ui/scan";
import { may, me, rows } from "../../ui/session";

interface Scanned {
  readonly raw: string;
  readonly product: string;
  readonly units: number;
}

interface Tally {
  readonly tote: string;
  readonly scans: readonly Scanned[];
}

const KEY = "tote.compare";

/** An app that was closed in the middle goes on there. */
function kept(): Tally | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as Tally | null;
  } catch {
    return null;
  }
}

export class Comparing {
  readonly asking: Asking;
  readonly #tally = signal<Tally | null>(kept());
  /** What a person has left as it is. */
  #left: readonly string[] = [];

  constructor(private readonly answers: Answers) {
    this.asking = new Asking(answers);
  }

  /** The tote that is counted now, while it is an order's. */
  tote(): string | null {
    const tote = this.#tally.value?.tote ?? null;
    return tote !== null && rows().get("tote", tote)?.shipment ? tote : null;
  }

  begin(tote: string): void {
    this.#keep({ tote, scans: [] });
    this.answers.clear();
    sound("right");
  }

  leave(): void {
    this.#keep(null);
    this.answers.clear();
  }

  found(): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const { product, units } of this.#scans()) sums.set(product, (sums.get(product) ?? 0) + units);
    return sums;
  }

  isBegun(): boolean {
    return this.#scans().length > 0;
  }

  async scan(raw: string): Promise<void> {
    const seen = readScan(raw);
    const first = beforeAll(seen);
    if (first?.is === "command") return this.#command(first.command);
    if (first) return tellWrong(this.answers, first.code, first.got, "");
    const goods = goodsOf(seen, rows());
    if (goods) return this.#count({ raw, ...goods });
    const other = this.#otherTote(seen);
    if (other && !this.isBegun()) return this.begin(other);
    tellWrong(this.answers, other ? "wrong_tote" : "unknown_code", shown(seen), other ? (this.tote() ?? "") : "");
  }

  takeBack(): void {
    const tote = this.tote();
    if (!tote || !this.isBegun()) return;
    this.#keep({ tote, scans: this.#scans().slice(0, -1) });
    this.answers.show("right", t("count.taken_back"));
    sound("right");
  }

  /** All that lies in the tote is counted. */
  done(): void {
    this.#left = [];
    this.#next();
  }

  #scans(): readonly Scanned[] {
    return this.#tally.value?.scans ?? [];
  }

  #keep(tally: Tally | null): void {
    this.#tally.value = tally;
    localStorage.setItem(KEY, JSON.stringify(tally));
  }

  #count(one: Scanned): void {
    const tote = this.tote() ?? "";
    this.#keep({ tote, scans: [...this.#scans(), one] });
    const { product } = one;
    this.answers.show("right", t("count.counted", { n: this.found().get(product) ?? 0, what: called(product) }));
    sound("right");
  }

  #otherTote({ form, code }: Seen): string | null {
    const mine = this.tote();
    const id = form === "tote" && code && mine ? `${mine.slice(0, mine.indexOf("/"))}/${code}` : null;
    return id !== null && id !== mine && rows().get("tote", id)?.shipment ? id : null;
  }

  async #command(name: string): Promise<void> {
    if (await this.asking.command(name)) return;
    const can = [this.isBegun() ? "UNDO" : "", "CONFIRM", "CANCEL", "HELP"].filter(Boolean);
    if (name === "UNDO" && this.isBegun()) this.takeBack();
    else if (name === "CONFIRM" || name === "DONE") this.done();
    else if (name === "CANCEL") this.leave();
    else if (name === "HELP") tellHelp(this.answers, t("compare.scan", { tote: placeCode(this.tote() ?? "") }), can);
    else tellNoCommand(this.answers, name, can);
  }

  /** The next difference that nobody has settled or left. */
  #next(): void {
    const tote = this.tote();
    if (!tote) return this.leave();
    const all = differences(goodsAt(rows(), tote), this.found());
    const next = all.find(({ product }) => !this.#left.includes(product));
    if (next) return this.#ask(tote, next);
    this.#keep(null);
    if (all.length > 0) return this.answers.show("repeated", t("compare.left", { tote: placeCode(tote), n: all.length }));
    this.answers.show("right", t("compare.same", { tote: placeCode(tote) }));
    sound("done");
  }

  #ask(tote: string, of: Difference): void {
    const missing = of.books > of.found;
    const mine = this.#isMine(tote);
    if (mine && missing) return this.#askNotIn(tote, of);
    const parts = mine ? unrecorded(rows(), tote, of) : [];
    if (parts.length > 0) return this.#askRecord(tote, of, parts);
    const place = placeFor(rows(), tote, of.product);
    const n = Math.abs(of.books - of.found);
    const said = { n, product: called(of.product), tote: placeCode(tote), place: placeCode(place) };
    const out = { label: t("compare.out"), on: () => this.#out(of), icon: "tick", testid: "compare-out", main: true } as const;
    const count = { label: t("compare.count", said), on: () => this.#haveCounted(place, of), icon: "list", testid: "compare-count", main: missing } as const;
    const choices = [...(missing ? [] : [out]), ...(may("stock") && place ? [count] : [])];
    const lines = [missing ? t("compare.look_for", said) : place ? t("compare.take_out", said) : t("compare.take_out_aside", said)];
    this.asking.ask(t(missing ? "compare.missing" : "compare.more", said), lines, choices, this.#later(of));
  }

  /** Only who walks the run knows what was done there, and sets it right. */
  #isMine(tote: string): boolean {
    const shipment = rows().get("tote", tote)?.shipment ?? "";
    const runs = rows().where("pick_slot", "shipment", shipment).map(({ run }) => rows().get("pick_run", run));
    return may("pick") && runs.some((run) => run?.stage === "picking" && run.picker === me()?.person.id);
  }

  #later(of: Difference) {
    return {
      label: t("compare.later"), icon: "cross", testid: "compare-later",
      on: () => ((this.#left = [...this.#left, of.product]), this.#next()),
    } as const;
  }

  #askNotIn(tote: string, of: Difference): void {
    const parts = notIn(rows(), tote, of);
    const places = [...new Set(parts.map(({ task }) => placeCode(task.location)))].join(", ");
    const said = { n: of.books - of.found, product: called(of.product), tote: placeCode(tote), place: places };
    const yes = { label: t("compare.still_there", said), on: () => this.#notIn(parts), icon: "shelf", testid: "compare-back", main: true } as const;
    this.asking.ask(t("compare.missing", said), [t("compare.missing_do", said)], [yes], this.#later(of));
  }

  async #notIn(parts: readonly Part[]): Promise<void> {
    for (const { task, units } of parts) {
      const title = t("compare.again", { n: units, place: placeCode(task.location) });
      await act(this.answers, "pick.put_back", { task: task.id, units }, { title });
    }
    this.#next();
  }

  #askRecord(tote: string, of: Difference, parts: readonly Part[]): void {
    const said = { n: of.found - of.books, product: called(of.product), tote: placeCode(tote) };
    const yes = { label: t("compare.record"), on: () => this.#record(of, parts), icon: "tick", testid: "compare-record", main: true } as const;
    this.asking.ask(t("compare.more", said), [t("compare.wanted", said)], [yes], this.#later(of));
  }

  /** As it was scanned here, so that lots and numbers are known of it; no more than the stops want. */
  async #record(of: Difference, parts: readonly Part[]): Promise<void> {
    const scans = this.#scans().filter(({ product }) => product === of.product).reverse();
    for (const { task, units } of parts) {
      let rest = units;
      for (const one of [...scans]) {
        if (one.units > rest) continue;
        scans.splice(scans.indexOf(one), 1);
        rest -= one.units;
        await act(this.answers, "pick.scan", { task: task.id, raw: one.raw, units: 1 }, { title: t("compare.recorded", { n: one.units }) });
      }
      await this.#put(task.id, task.slot);
    }
    // A pack that is more than the stops want is not recorded: what is left of the difference is told.
    this.#left = unrecorded(rows(), this.tote() ?? "", this.#now(of)).length > 0 ? [...this.#left, of.product] : this.#left;
    this.#next();
  }

  /** The tote was scanned: what is in it is put. */
  async #put(task: string, slot: string): Promise<void> {
    const tote = this.tote();
    if (tote === null || rows().get("pick_slot", slot)?.tote !== tote) return;
    await act(this.answers, "pick.put", { task, raw: placeCode(tote) }, { title: t("pick.put", { tote: placeCode(tote) }) });
  }

  #now(of: Difference): Difference {
    return { ...of, books: goodsAt(rows(), this.tote() ?? "").get(of.product) ?? 0 };
  }

  /** They were in no record, and are out of the tote: the last of them that were counted are counted no more. */
  #out(of: Difference): void {
    let more = of.found - of.books;
    const scans = [...this.#scans()].reverse().filter(({ product, units }) => {
      if (product !== of.product || more <= 0) return true;
      more -= units;
      return false;
    });
    const tote = this.tote() ?? "";
    this.#keep({ tote, scans: scans.reverse() });
    if (more < 0) this.#left = [...this.#left, of.product]; // a pack of which some stay
    this.#next();
  }

  async #haveCounted(place: string, of: Difference): Promise<void> {
    this.#left = [...this.#left, of.product];
    const body = { warehouse: place.slice(0, place.indexOf("/")), places: [place], product: of.product };
    await act(this.answers, "count.ask", body, { title: t("compare.asked", { place: placeCode(place) }) });
    this.#next();
  }
}
