/**
 * Scan or type anything, see what it is and where, and go back to where one was. From a run it begins with what lies on
 * its cart by the books; any tote of an order can be counted beside them.
 */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { toteOf } from "../../domain/look/oncart";
import { search, thingsOf, type Thing } from "../../domain/look/find";
import { shown } from "../../domain/seen";
import { CameraAct } from "../../ui/aim";
import { Choices } from "../../ui/asked";
import { makeAnswers, sound, type Answers } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Icon, type IconName } from "../../ui/icons";
import { Act, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { route } from "../../ui/route";
import { readScan, tellHelp, tellWrong } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Card } from "./card";
import { Beside, Cart } from "./cart";
import { Comparing } from "./comparing";

const SHOWN = 8;
const ICON: Readonly<Record<Thing["is"], IconName>> = { product: "item", place: "shelf", order: "list", carton: "box" };

/** The run that somebody looks aside from: at its walk, or on the board of a lead. */
const runOf = ([from, id, more]: readonly string[]): string | null =>
  (from === "pick" ? id : from === "lead" && id === "run" ? more : null) ?? null;

export function Look() {
  const answers = useMemo(makeAnswers, []);
  const comparing = useMemo(() => new Comparing(answers), [answers]);
  const text = useSignal("");
  const things = useSignal<readonly Thing[]>([]);
  const from = route.value.slice(1);
  const tote = comparing.tote();
  const run = runOf(from);
  const begin = (id: string): void => ((things.value = []), comparing.begin(id));
  const lying = things.value.map(({ id }) => toteOf(rows(), id)).find(Boolean) ?? null;
  const show = (found: readonly Thing[]): void => {
    [things.value, text.value] = [found, ""];
  };
  useScan((raw) => {
    if (comparing.tote()) return comparing.scan(raw);
    const seen = readScan(raw);
    if (seen.form === "command") {
      if (lying && seen.code === "CONFIRM") return begin(lying);
      return tellHelp(answers, t("look.ask"), lying ? ["CONFIRM"] : []);
    }
    const found = thingsOf(seen, rows(), warehouse());
    if (found.length === 0) return tellWrong(answers, seen.error === null ? "unknown_code" : "unreadable", shown(seen), "");
    const on = found.map(({ id }) => toteOf(rows(), id)).find(Boolean);
    if (on && run && things.value.length === 0 && isOn(run, on)) return begin(on);
    show(found);
    answers.clear();
    sound("right");
  });
  if (tote) return <Compare of={comparing} tote={tote} answers={answers} back={from} />;
  const typed = search(text.value, rows(), warehouse(), SHOWN);
  return (
    <Shell
      title={t("look.do")}
      back={from[0] === "lead" ? ["lead"] : from}
      answers={answers}
      bar={
        <>
          {lying && text.value === "" && (
            <Act on={() => begin(lying)} icon="tick" look="main" testid="compare-begin">
              {t("compare.do")}
            </Act>
          )}
          <CameraAct ask={t("look.ask")} />
        </>
      }
    >
      <Field label={t("look.ask")} value={text.value} on={(v) => (text.value = v)} testid="look-text" scans />
      {typed.length > 0 && (
        <div class="list" data-testid="look-found">
          {typed.map((thing) => (
            <button type="button" class="row found" key={thing.is + thing.id} onClick={() => show([thing])}>
              <Icon name={ICON[thing.is]} />
              <span class="grow">{nameOf(thing)}</span>
            </button>
          ))}
        </div>
      )}
      {text.value === "" && run && things.value.length === 0 && <Cart run={run} on={begin} />}
      {text.value === "" && things.value.map((thing) => <Card key={thing.is + thing.id} of={thing} />)}
    </Shell>
  );
}

const isOn = (run: string, tote: string): boolean => {
  const shipment = rows().get("tote", tote)?.shipment;
  return rows().where("pick_slot", "run", run).some((slot) => slot.shipment === shipment);
};

interface CompareProps {
  readonly of: Comparing;
  readonly tote: string;
  readonly answers: Answers;
  readonly back: readonly string[];
}

function Compare({ of, tote, answers, back }: CompareProps) {
  return (
    <Shell
      title={t("compare.do")}
      back={back[0] === "lead" ? ["lead"] : back}
      answers={answers}
      choices={<Choices of={of.asking} />}
      bar={
        <>
          <Act on={() => of.leave()} icon="back" look="tall" testid="compare-leave">
            {t("back")}
          </Act>
          <CameraAct tall ask={t("compare.scan", { tote: placeCode(tote) })} />
          <Act on={() => of.takeBack()} icon="undo" look="tall" off={!of.isBegun()} testid="compare-undo">
            {t("pick.undo")}
          </Act>
          <Act on={() => of.done()} icon="tick" look="main" testid="compare-done">
            {t("compare.done")}
          </Act>
        </>
      }
    >
      <Beside of={of} tote={tote} />
    </Shell>
  );
}

function nameOf({ is, id }: Thing): string {
  if (is === "product") return `${called(id)} · ${id}`;
  if (is === "place") return placeCode(id);
  if (is === "order") return t("is.order", { name: rows().get("shipment", id)?.order_number ?? id });
  const carton = rows().get("carton", id);
  return t("is.carton", { name: `${carton?.order_number ?? ""} / ${carton?.number ?? ""}` });
}
