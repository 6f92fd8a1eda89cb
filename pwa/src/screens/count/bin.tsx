/** A place being counted: scan each item, or type the number. What the books expect shows only where the process wants it. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { add, begin, booksOf, goodsAt, isMoved, kinds, recordOf, scanned, takeBack, untouched, type Counting } from "../../domain/count/begin";
import { isSet } from "../../domain/process/set";
import { beforeAll, shown } from "../../domain/seen";
import { CameraAct } from "../../ui/aim";
import { now } from "../../ui/door";
import { sound, type Answers } from "../../ui/flash";
import { called, names } from "../../ui/format";
import { Keypad } from "../../ui/forms";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellDecide, tellHelp, tellNoCommand, tellRepeated, tellWrong } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { ToldAtStep } from "../../ui/told";
import { placeOf } from "./counts";
import { answers, countOf, keep } from "./kept";

export function Bin({ code }: { code: string }) {
  const place = `${warehouse()}/${code}`;
  const typing = useSignal<string | null>(null);
  const sure = useSignal(false);
  useEffect(keepAwake, []);
  useEffect(() => {
    if (rows().get("location", place) && !countOf(place)) keep(begin(rows(), place, now()));
  }, [place]);
  useScan((raw) => void new Taking(place, answers, sure).scan(raw));
  const counting = countOf(place);
  if (!counting) {
    return (
      <Shell title={code} back={["count"]} answers={answers}>
        <Empty icon="shelf" title={t("count.no_place", { place: code })} />
      </Shell>
    );
  }
  const taking = new Taking(place, answers, sure);
  const left = untouched(counting).length;
  const bar = (
    <>
      <CameraAct ask={t("count.scan_item")} />
      <Act on={() => void taking.done()} look="main" icon="tick" testid="count-done" off={kinds(counting).length === 0}>
        {t(sure.value && left > 0 ? "count.done_zero" : "count.done", { n: left })}
      </Act>
    </>
  );
  return (
    <Shell title={t("count.at", { place: code })} back={["count"]} answers={answers} bar={bar}>
      <ToldAtStep step="count" place={place} answers={answers} />
      <section class="step now">
        <p class="what">{t("count.scan_item")}</p>
        <p class="loc" data-testid="count-place">
          {code}
        </p>
      </section>
      {isMoved(counting, rows()) && (
        <p class="note decide" role="status" data-testid="count-moved">
          {t("count.moved")}
        </p>
      )}
      <div class="list" data-testid="count-lines">
        {kinds(counting).map((key) => (
          <Line key={key} of={key} counting={counting} typing={typing} sure={sure} />
        ))}
      </div>
    </Shell>
  );
}

interface LineProps {
  readonly of: string;
  readonly counting: Counting;
  readonly typing: Signal<string | null>;
  readonly sure: Signal<boolean>;
}

function Line({ of: key, counting, typing, sure }: LineProps) {
  const [product, lot] = goodsAt(key);
  const value = useSignal("");
  const set = (): void => {
    keep(add(counting, key, Number(value.value) - (counting.counted[key] ?? 0)));
    [typing.value, value.value, sure.value] = [null, "", false];
  };
  return (
    <section class="card" data-testid="count-line" data-product={product}>
      <div class="pair">
        <span>
          <strong class="name">{names(product)[0]}</strong>
          <p class="quiet">
            {product} {lot && t("pick.lot", { lot })}
          </p>
        </span>
        <output class="tote nums" data-testid="count-n">
          {counting.counted[key] ?? "–"}
        </output>
      </div>
      {isSet(rows(), warehouse(), "count.books", "shown") && (
        <p class="quiet" data-testid="count-books">
          {t("process.books", { n: booksOf(counting, key, rows()) })}
        </p>
      )}
      {typing.value === key ? (
        <>
          <output class="tote nums">{value.value || "–"}</output>
          <Keypad value={value.value} on={(v) => (value.value = v)} />
          <Act on={set} look="main" off={value.value === ""} testid="count-set">
            {t("count.set")}
          </Act>
        </>
      ) : (
        <Act on={() => (typing.value = key)} testid="count-type">
          {t("count.type")}
        </Act>
      )}
    </section>
  );
}

/** What scans and taps do to a count. */
class Taking {
  constructor(
    private readonly place: string, private readonly answers: Answers, private readonly sure: Signal<boolean>,
  ) {}

  async scan(raw: string): Promise<void> {
    const counting = countOf(this.place);
    const seen = readScan(raw);
    const first = beforeAll(seen);
    if (first?.is === "command") return this.#command(first.command);
    if (first || !counting) return tellWrong(this.answers, first?.code ?? "not_here", first?.got ?? shown(seen), "");
    const goods = scanned(counting, seen, rows());
    if (goods) return this.#add(counting, goods.key, goods.units);
    const other = placeOf(seen);
    if (other === this.place) return tellRepeated(this.answers, "at_place");
    if (!other) return tellWrong(this.answers, "unknown_code", shown(seen), "");
    if (Object.keys(counting.counted).length > 0) return tellWrong(this.answers, "not_here", other, this.place);
    keep(null);
    go("count", other.slice(other.indexOf("/") + 1));
  }

  #add(counting: Counting, key: string, units: number): void {
    const after = add(counting, key, units);
    keep(after);
    this.sure.value = false;
    const [product] = goodsAt(key);
    this.answers.show("right", t("count.counted", { n: after.counted[key] ?? 0, what: called(product) }));
    sound("right");
  }

  async #command(name: string): Promise<void> {
    const counting = countOf(this.place);
    const can = [counting?.last ? "UNDO" : "", "CONFIRM", "HELP"].filter(Boolean);
    if (name === "UNDO" && counting?.last) {
      keep(takeBack(counting));
      this.answers.show("right", t("count.taken_back"));
      sound("right");
    } else if (name === "CONFIRM" || name === "DONE") await this.done();
    else if (name === "HELP") tellHelp(this.answers, t("count.scan_item"), can);
    else tellNoCommand(this.answers, name, can);
  }

  /** All is counted. Goods of which nothing was counted are asked about once. */
  async done(): Promise<void> {
    const counting = countOf(this.place);
    if (!counting || kinds(counting).length === 0) return;
    const none = untouched(counting).map((key) => called(goodsAt(key)[0]));
    if (none.length > 0 && !this.sure.value) {
      this.sure.value = true;
      return tellDecide(this.answers, t("count.none_of"), none);
    }
    const title = t("count.recorded", { place: this.place.slice(this.place.indexOf("/") + 1) });
    if (await act(this.answers, "count.record", recordOf(counting, rows()), { title, done: () => true })) {
      keep(null);
      go("count");
    }
  }
}
