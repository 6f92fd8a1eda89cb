/** One thing that needs hands: the act, the place, what happened, and what can be said of it. */

import { useSignal } from "@preact/signals";
import type { ExceptionTask } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { age, called, placeCode } from "../../ui/format";
import { Keypad } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { said, t, tOr } from "../../ui/lang";
import { act } from "../../ui/scan";
import { nameOf, underWay } from "../../ui/session";

export function TaskCard({ task, answers }: { task: ExceptionTask; answers: Answers }) {
  const counting = useSignal(false);
  const settle = async (choice: string, counted: number | null): Promise<void> => {
    counting.value = false;
    if (choice === "accept" && task.params["held"] !== undefined) {
      await act(answers, "task.accept", { task: task.id }, { title: t("lead.settled") });
      return;
    }
    await act(answers, "task.settle", { task: task.id, choice, counted }, { title: t("lead.settled") });
  };
  const choose = (choice: string) => () => {
    if (choice === "recount") counting.value = true;
    else void settle(choice, null);
  };
  const place = placeCode(task.place);
  const busy = underWay("task.settle", "task", task.id);
  return (
    <article class="card" data-testid="task" data-code={task.code}>
      <p class="name">{tOr(`act.${task.act}`, { n: task.quantity, place })}</p>
      <p>{said(null, task.code, { ...task.params, place })}</p>
      {task.product && (
        <p>
          <strong>{called(task.product)}</strong> <span class="quiet">{task.product}</span>
        </p>
      )}
      <p class="quiet">
        {t("lead.age", { age: age(task.raised_at) })} · {t("lead.by", { name: nameOf(task.raised_by) })}
      </p>
      {counting.value ? (
        <Count on={(counted) => void settle("recount", counted)} />
      ) : (
        <div class="acts">
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

function Count({ on }: { on: (counted: number) => void }) {
  const value = useSignal("");
  return (
    <div class="list">
      <p class="pair">
        <strong>{t("lead.counted")}</strong>
        <output class="tote nums" data-testid="counted">
          {value.value || "–"}
        </output>
      </p>
      <Keypad value={value.value} on={(v) => (value.value = v)} />
      <Act on={() => on(Number(value.value))} look="main" testid="settle" off={value.value === ""}>
        {t("lead.settle")}
      </Act>
    </div>
  );
}
