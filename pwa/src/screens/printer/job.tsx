/** One label of a queue, and what may be done about it: again, at another printer, not at all. */

import { useSignal } from "@preact/signals";
import { titleOf } from "../../domain/label/printer";
import type { PrintJob } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { time } from "../../ui/format";
import { newId } from "../../ui/ids";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { printersHere } from "../../ui/printer";
import { act, ask } from "../../ui/scan";
import { nameOf, status, underWay } from "../../ui/session";
import { JobTag, trouble } from "./tags";

/** The label once more; from the same printer where none is named. Kept where there is no network. */
export function again(job: PrintJob, printer: string | null, answers: Answers): Promise<boolean> {
  const body = { job: newId(), of: job.id, ...(printer === null ? {} : { printer }) };
  const title = t("printer.asked_again", { what: titleOf(job.label) });
  if (status() === "offline") return act(answers, "label.again", body, { title });
  return ask(answers, "label.again", body, { title, then: title });
}

function cancel(job: PrintJob, answers: Answers): Promise<boolean> {
  const [body, title] = [{ job: job.id }, t("printer.cancelled", { what: titleOf(job.label) })];
  if (status() === "offline") return act(answers, "label.cancel", body, { title });
  return ask(answers, "label.cancel", body, { title: t("order.sent"), then: title });
}

export function JobCard({ job, answers }: { job: PrintJob; answers: Answers }) {
  const elsewhere = useSignal(false);
  const others = printersHere().filter(({ id }) => id !== job.printer);
  const busy = underWay("label.again", "of", job.id) || underWay("label.cancel", "job", job.id);
  const open = job.state === "failed" || job.state === "waiting";
  return (
    <article class="card" data-testid="job" data-title={titleOf(job.label)} data-state={job.state}>
      <p class="pair">
        <strong>
          {titleOf(job.label)}
          {job.copies > 1 && ` × ${job.copies}`}
        </strong>
        <JobTag job={job} />
      </p>
      {job.error && open && <p data-testid="job-why">{trouble(job.error)}</p>}
      <p class="quiet nums">
        {t("label.by", { name: nameOf(job.asked_by), time: time(job.asked_at) })}
        {job.tries > 1 && ` · ${t("printer.tries", { n: job.tries })}`}
        {job.reprint && ` · ${t("label.reprint")}`}
      </p>
      {elsewhere.value ? (
        <div class="acts">
          {others.map(({ id, name }) => (
            <Act key={id} icon="print" off={busy} on={() => void again(job, id, answers)} testid={`again-at-${name}`}>
              {name}
            </Act>
          ))}
          <Act on={() => (elsewhere.value = false)}>{t("cancel")}</Act>
        </div>
      ) : (
        <div class="acts">
          {job.state === "failed" && (
            <Act look="main" icon="print" off={busy} on={() => void again(job, null, answers)} testid="job-again">
              {t("printer.again")}
            </Act>
          )}
          {job.state === "printed" && job.label !== "" && (
            <Act off={busy} on={() => void again(job, null, answers)} testid="job-again">
              {t("printer.again")}
            </Act>
          )}
          {open && others.length > 0 && (
            <Act off={busy} on={() => (elsewhere.value = true)} testid="job-elsewhere">
              {t("printer.elsewhere")}
            </Act>
          )}
          {open && (
            <Act off={busy} on={() => void cancel(job, answers)} testid="job-cancel">
              {t(job.state === "failed" ? "printer.let_go" : "printer.cancel")}
            </Act>
          )}
        </div>
      )}
    </article>
  );
}
