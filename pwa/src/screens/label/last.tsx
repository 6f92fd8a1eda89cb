/** What was asked for last from here, and what of it still waits. */

import { titleOf } from "../../domain/label/printer";
import type { PrintJob } from "../../generated/rows";
import { Bar, LinkRow } from "../../ui/kit";
import { t } from "../../ui/lang";
import { me, rows, status, unsent } from "../../ui/session";
import { JobTag } from "../printer/tags";
import { under } from "./printing";

const SHOWN = 4;

const newest = (a: PrintJob, b: PrintJob): number => b.asked_at - a.asked_at || (a.id < b.id ? 1 : -1);

/** What waits on this device for the network; and what is under way to be kept. */
export function Kept() {
  const kept = unsent().filter((op) => op.kind === "label.print");
  const [going, first] = [under.value, kept.slice(0, SHOWN).map((op) => titleOf(String(op.body["label"] ?? "")))];
  if (going) return <Bar value={going.done} max={going.of} label={t("label.asking", { ...going })} />;
  if (kept.length === 0 || status() !== "offline") return null;
  return (
    <p class="note decide" role="status" data-testid="label-kept">
      {t("label.kept", { n: kept.length, what: first.join(", ") })}
    </p>
  );
}

/** What this person asked for last, and what became of it. */
export function LastAsked() {
  const mine = rows()
    .where("print_job", "asked_by", me()?.person.id ?? "")
    .sort(newest)
    .slice(0, SHOWN);
  if (mine.length === 0) return null;
  return (
    <section class="list" data-testid="last-asked">
      <h2>{t("label.last")}</h2>
      {mine.map((job) =>
        job.printer ? (
          <LinkRow key={job.id} to={["printers", job.printer]} testid="asked">
            <Asked job={job} where={rows().get("printer", job.printer)?.name ?? ""} />
          </LinkRow>
        ) : (
          <div key={job.id} class="row" data-testid="asked">
            <Asked job={job} where={t("label.by_browser")} />
          </div>
        ),
      )}
    </section>
  );
}

const Asked = ({ job, where }: { job: PrintJob; where: string }) => (
  <>
    <span class="grow">
      <strong>{titleOf(job.label)}</strong>
      <p>
        {where}
        {job.reprint && ` · ${t("label.reprint")}`}
      </p>
    </span>
    <JobTag job={job} />
  </>
);
