/** What was settled lately, or is about to be, for whoever has to open one again. */

import { useRef } from "preact/hooks";
import type { ExceptionTask } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { placeCode } from "../../ui/format";
import { Act } from "../../ui/kit";
import { t, tOr } from "../../ui/lang";
import { ask } from "../../ui/scan";
import { me, nameOf, rows, underWay } from "../../ui/session";
import { settling } from "./settling";

const FEW = 5;

/** What this screen has seen being settled goes first: rows do not say when. */
const order = (seen: readonly string[]) => (a: ExceptionTask, b: ExceptionTask) =>
  seen.indexOf(b.id) - seen.indexOf(a.id) || b.raised_at - a.raised_at;

/** How it was settled and by whom, or how it is about to be. */
function was({ id, settled_as, settled_by }: ExceptionTask): string {
  const choice = settling(id) || settled_as;
  return t("lead.was", { choice: tOr(`choice.${choice}`), name: nameOf(settled_by ?? me()?.person.id ?? "") });
}

export function Settled({ answers }: { answers: Answers }) {
  const open = useRef<ReadonlySet<string>>(new Set());
  const seen = useRef<string[]>([]);
  const all = rows().where("exception_task", "stage", "settled");
  for (const task of all) if (open.current.has(task.id)) seen.current.push(task.id);
  open.current = new Set(rows().where("exception_task", "stage", "open").map((task) => task.id));
  const coming = rows().where("exception_task", "stage", "open").filter(({ id }) => settling(id) !== "");
  if (all.length + coming.length === 0) return null;
  const again = (task: ExceptionTask) => (): void => {
    const title = t("lead.unsettle");
    void ask(answers, "task.unsettle", { task: task.id }, { title, then: t("lead.unsettled") });
  };
  return (
    <section class="group" data-testid="settled">
      <h2>{t("lead.settled_list")}</h2>
      {[...coming, ...[...all].sort(order(seen.current)).slice(0, FEW)].map((task) => (
        <div class="row" key={task.id} data-testid="settled-task">
          <span class="grow">
            <strong>{tOr(`act.${task.act}`, { n: task.quantity, place: placeCode(task.place) })}</strong>
            <p>{was(task)}</p>
          </span>
          <Act on={again(task)} icon="undo" off={settling(task.id) === "" && underWay("task.unsettle", "task", task.id)} testid="unsettle">
            {t("lead.unsettle")}
          </Act>
        </div>
      ))}
    </section>
  );
}
