/** One sheet that came back: a scan of a line says that all of it was done as printed; a key says how many else. */

import { useSignal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { linesOf } from "../../domain/inbound/check";
import { lackingOf } from "../../domain/inbound/lines";
import { deliveryEntered, isEntered, movedSince, ofDelivery, ofPlace, ofStop, stopEntered, type Said } from "../../domain/paper/fill";
import { codeIn, goodsOn, placeSheet, sheetOf, type Sheet } from "../../domain/paper/sheet";
import { finished, slotsOf, tasksOf } from "../../domain/pick/walk";
import type { PickTask } from "../../generated/rows";
import { Asking, Choices } from "../../ui/asking";
import { makeAnswers, sound, type Answers } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { Choice, Field } from "../../ui/forms";
import { Act, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { now } from "../../ui/door";
import { go } from "../../ui/route";
import { act, readScan, tellDecide, tellRepeated } from "../../ui/scan";
import { me, rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { titleOf } from "../inbound/deliveries";
import { REASONS, type Reason } from "../inbound/reasons";

/** What is written on a line: how many, how many were turned away and why, a lot and its date; as typed. */
interface Written {
  readonly units: string;
  readonly away: string;
  readonly reason: Reason | "";
  readonly lot: string;
  readonly expiry: string;
}
interface Line {
  readonly id: string;
  readonly title: string;
  readonly more: string;
  /** As many as were printed; null where the sheet says none. */
  readonly wanted: number | null;
  readonly entered: boolean;
  readonly asks: { readonly away?: true; readonly lot?: true };
}
const NOTHING: Written = { units: "", away: "", reason: "", lot: "", expiry: "" };
const MINUTE_MS = 60_000;
const FIGURES = /^\d{1,6}$/;

/** UTC ms as a field for a time has it, and back. */
const local = (ms: number): string => new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);

function stopLines(sheet: Extract<Sheet, { is: "run" }>): Line[] {
  return tasksOf(rows(), sheet.run.id)
    .filter((task) => !task.cancelled && (stopEntered(rows(), task) || task.picked + task.short < task.quantity))
    .map((task) => ({
      id: task.id, title: `${placeCode(task.location)} · ${called(task.product)}`,
      more: [task.product, task.lot && t("pick.lot", { lot: task.lot }), task.order_number].filter(Boolean).join(" · "),
      wanted: task.quantity - task.picked - task.short, entered: stopEntered(rows(), task), asks: {},
    }));
}

function linesFor(sheet: Sheet): Line[] {
  if (sheet.is === "run") return stopLines(sheet);
  if (sheet.is === "place") {
    const entered = isEntered(rows(), placeSheet(sheet.place.id, sheet.sheet));
    return goodsOn(rows(), sheet.place.id).map(({ id, product, lot }) => ({
      id, title: called(product), more: [product, lot && t("pick.lot", { lot })].filter(Boolean).join(" · "), wanted: null, entered, asks: {},
    }));
  }
  return linesOf(rows(), sheet.inbound.id).map((line) => ({
    id: line.product, title: called(line.product), more: line.product, wanted: lackingOf(line),
    entered: deliveryEntered(rows(), sheet.inbound.id, sheet.sheet, line.product),
    asks: { away: true, ...(rows().get("product", line.product)?.lot_tracked ? { lot: true } : {}) },
  }));
}

/** Some were turned away, and it is not said why. */
const lacksReason = (is: Written): boolean => awayOf(is) > 0 && is.reason === "";

/** What the lines come to, those with a number in them, in the order of the sheet. */
function saidBy(sheet: Sheet, lines: readonly Line[], written: ReadonlyMap<string, Written>, totes: ReadonlyMap<string, string>, at: number): Said[] {
  const open = lines.filter(({ entered }) => !entered);
  const units = (line: Line): number | null => (FIGURES.test(written.get(line.id)?.units ?? "") ? Number(written.get(line.id)?.units) : null);
  if (sheet.is === "place") {
    const counted = new Map(open.flatMap((line) => (units(line) === null ? [] : [[line.id, units(line)!] as const])));
    return ofPlace(rows(), sheet, counted, at);
  }
  return open.flatMap((line) => {
    const n = units(line);
    if (sheet.is === "delivery") {
      const is = written.get(line.id) ?? NOTHING;
      const rejected = is.reason === "" ? 0 : awayOf(is);
      const came = { received: n ?? 0, rejected, reason: is.reason || "damaged", lot: is.lot.trim(), expiry: is.expiry } as const;
      return ofDelivery(rows(), sheet.inbound, sheet.sheet, line.id, came);
    }
    const task = n === null ? undefined : rows().get("pick_task", line.id);
    return task ? ofStop(task, n!, toteOf(task, totes), "shelf_empty") : [];
  });
}

const awayOf = ({ away }: Written): number => (FIGURES.test(away) ? Number(away) : 0);

const toteOf = (task: PickTask, totes: ReadonlyMap<string, string>): string =>
  totes.get(task.slot) || placeCode(rows().get("pick_slot", task.slot)?.tote ?? "");

export function Fill({ sheet, code }: { sheet: Sheet; code: string }) {
  const answers = useMemo(makeAnswers, []);
  const asking = useMemo(() => new Asking(answers), []);
  const written = useSignal<ReadonlyMap<string, Written>>(new Map());
  const totes = useSignal<ReadonlyMap<string, string>>(new Map());
  // Whoever had the run on a device that failed went on with it on paper.
  const [by, at] = [useSignal((sheet.is === "run" && sheet.run.picker) || ""), useSignal(local(now()))];
  const lines = linesFor(sheet);
  const said = saidBy(sheet, lines, written.value, totes.value, Date.parse(at.value));
  const write = (id: string, fields: Partial<Written>): void =>
    void (written.value = new Map(written.value).set(id, { ...(written.value.get(id) ?? NOTHING), ...fields }));
  const mark = (id: string): void => {
    const line = lines.find((one) => one.id === id);
    if (!line || line.entered || written.value.get(id)?.units) return tellRepeated(answers, "counted");
    write(id, { units: String(line.wanted ?? "") });
    answers.show("right", t("paper.line", { n: line.wanted ?? 0, what: line.title }));
    sound("right");
  };
  useScan(async (raw) => {
    const seen = readScan(raw);
    const other = sheetOf(rows(), warehouse(), raw);
    if (other?.is !== "place" && other?.line && keyOf(other) === keyOf(sheet)) return mark(other.line);
    if (sheet.is === "run" && seen.form === "tote" && seen.code) return takeTote(sheet.run.id, seen.code, totes, answers);
    if (seen.form === "command" && (await asking.command(seen.code ?? ""))) return;
    if (seen.form === "command" && ["CONFIRM", "DONE"].includes(seen.code ?? "")) return save();
    if (other && said.length === 0) return go("lead", "paper", codeIn(raw));
    tellDecide(answers, t(other ? "paper.first" : "paper.not_here"), [t("not_counted")]);
  });
  const save = async (): Promise<void> => {
    if (by.value === "") return tellDecide(answers, t("paper.who"), []);
    const unsaid = lines.find(({ id, entered }) => !entered && lacksReason(written.value.get(id) ?? NOTHING));
    if (unsaid) return askWhy(asking, unsaid.title, (reason) => (write(unsaid.id, { reason }), answers.clear()));
    if (said.length === 0) return tellDecide(answers, t("paper.nothing"), []);
    const lacks = said.find(({ pick }) => pick && toteOf(rows().get("pick_task", pick.task)!, totes.value) === "");
    if (lacks) return tellDecide(answers, t("paper.tote_first"), [t("pick.bind_for", { order: rows().get("pick_task", lacks.pick!.task)!.order_number })]);
    const moment = Date.parse(at.value) || now();
    for (const one of said) await act(answers, "paper.enter", { ...one, by: by.value, at: moment }, { title: t("paper.saved"), expected: ["short"] });
    written.value = new Map();
  };
  const bar = (
    <Act on={save} look="main" icon="tick" testid="paper-save" off={by.value === "" || (said.length === 0 && ![...written.value.values()].some(lacksReason))}>
      {t("paper.save")}
    </Act>
  );
  return (
    <Shell title={nameIt(sheet)} back={["lead", "paper"]} answers={answers} choices={<Choices of={asking} />} bar={bar} wide>
      <p class="quiet">{t(sheet.is === "place" ? "paper.do_count" : "paper.do")}</p>
      {sheet.is === "place" && movedSince(rows(), sheet) && <p class="note" data-testid="paper-moved">{t("paper.moved")}</p>}
      <section class="list" data-testid="paper-head" data-code={code}>
        <label class="field">
          <span>{t("paper.by")}</span>
          <select value={by.value} onChange={(event) => (by.value = event.currentTarget.value)} data-testid="paper-by">
            <option value="" />
            {people().map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t("paper.at")}</span>
          <input type="datetime-local" value={at.value} max={local(now())} onInput={(event) => (at.value = event.currentTarget.value)} data-testid="paper-at" />
        </label>
      </section>
      {sheet.is === "run" && <Totes run={sheet.run.id} totes={totes} />}
      <section class="list" data-testid="paper-lines">
        {lines.length === 0 && <p class="note good">{t("paper.all_in")}</p>}
        {lines.map((line) => (
          <One key={line.id} line={line} is={written.value.get(line.id) ?? NOTHING} on={(fields) => write(line.id, fields)} />
        ))}
      </section>
      {sheet.is === "run" && <Over run={sheet.run.id} answers={answers} />}
    </Shell>
  );
}

/** Some of a line were turned away, and it is not said why: the answer has the keys for it. */
function askWhy(asking: Asking, title: string, says: (reason: Reason) => void): void {
  const keys = REASONS.map((reason) => ({ label: t(`in.reason.${reason}`), on: () => says(reason), testid: `why-${reason}` }));
  asking.ask(t("in.why"), [title], keys, { label: t("back"), icon: "back", testid: "why-back" });
}

const people = () =>
  rows()
    .all("person")
    .filter(({ active }) => active)
    .sort((a, b) => Number(b.id === me()?.person.id) - Number(a.id === me()?.person.id) || a.name.localeCompare(b.name));

const keyOf = (sheet: Sheet): string =>
  sheet.is === "run" ? sheet.run.id : `${sheet.is === "place" ? sheet.place.id : sheet.inbound.id} ${sheet.sheet}`;
const nameIt = (sheet: Sheet): string =>
  sheet.is === "run" ? sheet.run.number : sheet.is === "place" ? sheet.place.code : sheet.inbound.number || titleOf(sheet.inbound);

function One({ line, is, on }: { line: Line; is: Written; on: (fields: Partial<Written>) => void }) {
  const { id, title, more, wanted, entered, asks } = line;
  return (
    <article class="card" data-testid="paper-line" data-id={id} data-entered={entered}>
      <p class="name">{title}</p>
      <p class="quiet">{more}</p>
      {entered ? (
        <p class="note good">{t("paper.entered")}</p>
      ) : (
        <div class="acts">
          <Field label={t(asks.away ? "paper.came" : wanted === null ? "paper.counted" : "paper.taken")} figures value={is.units} on={(units) => on({ units })} testid="paper-units" />
          {asks.away && <Field label={t("paper.away")} figures value={is.away} on={(away) => on({ away })} testid="paper-away" />}
          {asks.lot && <Field label={t("in.lot")} value={is.lot} on={(lot) => on({ lot })} testid="paper-lot" />}
          {asks.lot && (
            <label class="field">
              <span>{t("in.expiry")}</span>
              <input type="date" value={is.expiry} onInput={(event) => on({ expiry: event.currentTarget.value })} data-testid="paper-expiry" />
            </label>
          )}
          {wanted !== null && (
            <Act on={() => on({ units: String(wanted) })} testid="paper-all">
              {t("paper.all", { n: wanted })}
            </Act>
          )}
        </div>
      )}
      {!entered && awayOf(is) > 0 && (
        <Choice label={t("in.why")} value={is.reason} of={REASONS.map((reason) => [reason as Reason | "", t(`in.reason.${reason}`)] as const)} on={(reason) => on({ reason })} testid="paper-reason" />
      )}
    </article>
  );
}

/** A tote that is scanned is that of the first order without one. */
function takeTote(run: string, tote: string, totes: Signal<ReadonlyMap<string, string>>, answers: Answers): void {
  const slot = slotsOf(rows(), run).find(({ id, tote: has }) => has === null && !totes.value.get(id));
  if (!slot || [...totes.value.values()].includes(tote)) return tellRepeated(answers, "tote_linked");
  totes.value = new Map(totes.value).set(slot.id, tote);
  answers.show("right", t("pick.bound", { tote }));
  sound("right");
}

function Totes({ run, totes }: { run: string; totes: Signal<ReadonlyMap<string, string>> }) {
  const open = slotsOf(rows(), run).filter(({ tote }) => tote === null);
  if (open.length === 0) return null;
  return (
    <section class="list">
      <h2>{t("paper.totes")}</h2>
      {open.map((slot) => (
        <Field
          key={slot.id}
          label={`${slot.slot}. ${t("pick.bind_for", { order: slot.order_number })}`}
          value={totes.value.get(slot.id) ?? ""}
          on={(text) => (totes.value = new Map(totes.value).set(slot.id, text.trim().toUpperCase()))}
          testid="paper-tote"
          scans
        />
      ))}
    </section>
  );
}

/** All stops of the run are done: its cart goes to the packers as ever. */
function Over({ run, answers }: { run: string; answers: Answers }) {
  const found = rows().get("pick_run", run);
  if (!found || found.stage === "done" || tasksOf(rows(), run).some((task) => !finished(task, rows()))) return null;
  return (
    <Act on={() => act(answers, "pick.hand_over", { run }, { title: t("pick.handed_over"), done: () => true })} icon="box" testid="paper-over">
      {t("pick.hand_over")}
    </Act>
  );
}
