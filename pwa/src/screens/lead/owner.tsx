/** Who has a task in hand, and by when: taken, given to somebody, or laid down again. */

import { useSignal } from "@preact/signals";
import type { ExceptionTask } from "../../generated/rows";
import { now } from "../../ui/door";
import type { Answers } from "../../ui/flash";
import { time } from "../../ui/format";
import { Choice } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act } from "../../ui/scan";
import { me, nameOf, rows, underWay } from "../../ui/session";

const MINUTE_MS = 60_000;
const WITHIN = [0, 15, 30, 60] as const;

/** `tasks`: what one walk settles, in one hand. */
export function Owner({ tasks, answers }: { tasks: readonly ExceptionTask[]; answers: Answers }) {
  const task = tasks[0]!;
  const giving = useSignal(false);
  const within = useSignal<number>(0);
  const busy = underWay("task.assign", "task", task.id);
  const mine = me()?.person.id ?? "";
  const give = async (owner: string | null): Promise<void> => {
    giving.value = false;
    const due = owner === null || within.value === 0 ? null : now() + within.value * MINUTE_MS;
    for (const { id } of tasks) {
      await act(answers, "task.assign", { task: id, owner, due_at: due }, { title: t("lead.assigned") });
    }
  };
  if (giving.value) return <Give within={within.value} on={(n) => (within.value = n)} give={give} />;
  return (
    <>
      {task.owner && <Has task={task} />}
      <div class="acts two">
        {task.owner === mine ? (
          <Act on={() => give(null)} off={busy} testid="lay-down">
            {t("lead.lay_down")}
          </Act>
        ) : (
          <Act on={() => give(mine)} off={busy} testid="take">
            {t("lead.take")}
          </Act>
        )}
        <Act on={() => (giving.value = true)} off={busy} icon="people" testid="give">
          {t("lead.give")}
        </Act>
      </div>
    </>
  );
}

export const Has = ({ task }: { task: ExceptionTask }) => (
  <p class="pair" data-testid="owner">
    <span class="tag info">
      {task.owner === me()?.person.id ? t("lead.mine") : t("lead.whose", { name: nameOf(task.owner) })}
    </span>
    {task.due_at !== null && (
      <span class={task.due_at < now() ? "tag decide" : "tag"}>{t("lead.by_when", { when: time(task.due_at) })}</span>
    )}
  </p>
);

function Give({ within, on, give }: { within: number; on: (n: number) => void; give: (owner: string | null) => Promise<void> }) {
  const people = rows()
    .all("person")
    .filter((person) => person.active)
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <div class="list" data-testid="giving">
      <Choice
        label={t("lead.in")}
        value={within}
        of={WITHIN.map((n) => [n, n === 0 ? t("lead.no_time") : t("lead.min", { n })] as const)}
        on={on}
        testid="within"
      />
      <label class="field">
        <span>{t("lead.give")}</span>
        <select data-testid="give-to" onChange={(event) => void give(event.currentTarget.value)}>
          <option value="" />
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
