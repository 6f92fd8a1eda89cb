/** Tasks that a lead has given to whoever holds this device. */

import { byUrgency } from "../../domain/task/urgent";
import { called, placeCode } from "../../ui/format";
import { t, tOr } from "../../ui/lang";
import { me, rows } from "../../ui/session";
import { Has } from "../lead/owner";

export function Given() {
  const mine = rows()
    .where("exception_task", "stage", "open")
    .filter((task) => task.owner !== null && task.owner === me()?.person.id);
  if (mine.length === 0) return null;
  return (
    <section class="group" data-testid="given">
      <h2>{t("lead.yours")}</h2>
      {byUrgency(rows(), mine).map(({ task }) => (
        <article class="card" key={task.id}>
          <p class="name">{tOr(`act.${task.act}`, { n: task.quantity, place: placeCode(task.place) })}</p>
          {task.product && <p>{called(task.product)}</p>}
          <Has task={task} />
        </article>
      ))}
    </section>
  );
}
