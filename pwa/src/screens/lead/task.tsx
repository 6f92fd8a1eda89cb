/** One thing that needs hands: the act, the place, what happened, and what can be said of it. */

import { useSignal } from "@preact/signals";
import type { Pile } from "../../domain/task/urgent";
import { isSet } from "../../domain/process/set";
import type { ExceptionTask } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { age, called, day, placeCode } from "../../ui/format";
import { Keypad } from "../../ui/forms";
import { Act, LinkRow } from "../../ui/kit";
import { lang, said, t, tOr } from "../../ui/lang";
import { Pictures } from "../../ui/photo";
import { act } from "../../ui/scan";
import { nameOf, rows } from "../../ui/session";
import { Owner } from "./owner";
import { settling } from "./settling";

export function TaskCard({ pile, answers }: { pile: Pile; answers: Answers }) {
  const { task, tasks, units, shipment, truck, due } = pile;
  const counting = useSignal(false);
  const settle = async (choice: string, counted: number | null): Promise<void> => {
    counting.value = false;
    if (choice === "accept" && task.params["held"] !== undefined) {
      await act(answers, "task.accept", { task: task.id }, { title: t("lead.settled") });
      return;
    }
    for (const { id } of tasks) {
      await act(answers, "task.settle", { task: id, choice, counted }, { title: t("lead.settled") });
    }
  };
  const choose = (choice: string) => (): unknown =>
    choice === "recount" ? (counting.value = true) : settle(choice, null);
  const place = placeCode(task.place);
  const of = String(task.params["inbound"] ?? task.params["receipt"] ?? "");
  const busy = tasks.some(({ id }) => settling(id) !== "");
  return (
    <article class="card" data-testid="task" data-code={task.code}>
      <p class="name">{tOr(`act.${task.act}`, { n: units, place })}</p>
      <p>{said(null, task.code, { ...task.params, ...questionOf(task), ...(tasks.length > 1 ? { units } : {}), place })}</p>
      {truck && (
        <p class="note wrong" data-testid="truck">
          {t("lead.truck", { truck })}
        </p>
      )}
      {shipment && (
        <p class="quiet">
          {due === null
            ? t("lead.order", { order: shipment.order_number })
            : t("lead.due", { order: shipment.order_number, when: day(due) })}
        </p>
      )}
      {task.product && (
        <p>
          <strong>{called(task.product)}</strong> <span class="quiet unbroken">{task.product}</span>
        </p>
      )}
      {of !== "" && <Pictures delivery={of} product={task.product} />}
      <p class="quiet">
        {t("lead.age", { age: age(task.raised_at) })} · {t("lead.by", { name: nameOf(task.raised_by) })}
      </p>
      <Owner tasks={tasks} answers={answers} />
      {task.act === "see_to_refund" ? (
        <LinkRow to={["refunds"]} testid="to-refund">
          <span class="grow">{t("refund.open")}</span>
        </LinkRow>
      ) : counting.value ? (
        <Count books={books(task)} on={(counted) => settle("recount", counted)} />
      ) : (
        <div class="acts two">
          {task.choices.map((choice) => (
            <Act key={choice} on={choose(choice)} off={busy} testid={`choice-${choice}`}>
              {tOr(`choice.${choice}`)}
            </Act>
          ))}
        </div>
      )}
    </article>
  );
}

/** The question of a checkpoint in the language of the screen. */
function questionOf({ params }: ExceptionTask): { question?: string } {
  const of = rows().get("checkpoint", String(params["checkpoint"] ?? ""));
  return of ? { question: lang.value === "zh" ? of.ask_zh : of.ask_en } : {};
}

/** What the books hold at the place, where the process shows it to who counts; else null. */
function books({ warehouse, place, product, params }: ExceptionTask): number | null {
  if (!isSet(rows(), warehouse, "count.books", "shown")) return null;
  return rows().get("stock", `${place}/${product}/${params["lot"] ?? ""}`)?.quantity ?? 0;
}

function Count({ books, on }: { books: number | null; on: (counted: number) => Promise<void> }) {
  const value = useSignal("");
  return (
    <div class="list">
      <p class="pair">
        <strong>{t("lead.counted")}</strong>
        <output class="tote nums" data-testid="counted">
          {value.value || "–"}
        </output>
      </p>
      {books !== null && <p class="quiet">{t("process.books", { n: books })}</p>}
      <Keypad value={value.value} on={(v) => (value.value = v)} />
      <Act on={() => on(Number(value.value))} look="main" testid="settle" off={value.value === ""}>
        {t("lead.settle")}
      </Act>
    </div>
  );
}
