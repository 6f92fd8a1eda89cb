/** One printer: how it stands and what hands can do about it; what is printing, waiting, failed, and out. */

import { useSignal } from "@preact/signals";
import { needsHands, queueOf, standing } from "../../domain/label/printer";
import type { Printer, PrintJob } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { newId } from "../../ui/ids";
import { Act, Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { defaultPrinter, setDefaultPrinter } from "../../ui/printer";
import { ask } from "../../ui/scan";
import { may, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { PrinterForm } from "./form";
import { JobCard, again } from "./job";
import { since, StateTag, whyOf } from "./tags";

const SHOWN = 5;

export function PrinterPage({ printer, answers }: { printer: Printer; answers: Answers }) {
  const changing = useSignal(false);
  if (changing.value) return <PrinterForm answers={answers} printer={printer} done={() => (changing.value = false)} />;
  const queue = queueOf(rows().where("print_job", "warehouse", printer.warehouse), printer.id);
  const test = (): Promise<boolean> =>
    ask(answers, "printer.test", { printer: printer.id, job: newId() }, {
      title: t("order.sent"), then: t("printer.tested", { printer: printer.name }),
    });
  const bar = (
    <>
      {may("printer") && (
        <Act on={() => (changing.value = true)} testid="printer-change">
          {t("printer.change")}
        </Act>
      )}
      {queue.failed.length > 0 ? (
        <Act look="main" icon="print" on={() => void allAgain(queue.failed, answers)} testid="again-all">
          {t("printer.again_all", { n: queue.failed.length })}
        </Act>
      ) : (
        may("printer") && (
          <Act look="main" icon="print" on={() => void test()} testid="printer-test">
            {t("printer.test")}
          </Act>
        )
      )}
    </>
  );
  const empty = queue.printing.length + queue.waiting.length + queue.failed.length === 0;
  return (
    <Shell title={printer.name} back={["printers"]} answers={answers} bar={bar} wide>
      <div class="panes two both">
        <div class="pane">
          <Stands printer={printer} />
        </div>
        <div class="pane">
          {empty && <Empty icon="tick" title={t("printer.idle")} />}
          <Jobs title={t("printer.failed")} jobs={queue.failed} answers={answers} testid="failed" />
          <Jobs title={t("printer.printing")} jobs={queue.printing} answers={answers} testid="printing" />
          <Jobs title={t("printer.waiting")} jobs={queue.waiting} answers={answers} testid="waiting" />
          <Jobs title={t("printer.printed_last")} jobs={queue.printed.slice(0, SHOWN)} answers={answers} testid="printed" />
        </div>
      </div>
    </Shell>
  );
}

async function allAgain(failed: readonly PrintJob[], answers: Answers): Promise<void> {
  for (const job of failed) if (!(await again(job, null, answers))) return;
}

function Stands({ printer }: { printer: Printer }) {
  const isDefault = printer.id === defaultPrinter();
  return (
    <>
      <section class={needsHands(printer) ? `note stands ${standing(printer)}` : "card stands"} role="status" data-testid="printer-stands">
        <StateTag printer={printer} />
        {needsHands(printer) && <strong>{whyOf(printer)}</strong>}
        <span class="nums">{since(printer)}</span>
      </section>
      <dl class="facts">
        <dt>{t("printer.address")}</dt>
        <dd>
          {printer.host}:{printer.port}
        </dd>
        <dt>{t("printer.labels")}</dt>
        <dd class="nums">
          {printer.width_mm} × {printer.height_mm} mm · {printer.dpi} dpi
        </dd>
        {printer.note && <dt>{t("printer.note")}</dt>}
        {printer.note && <dd>{printer.note}</dd>}
      </dl>
      <button
        type="button"
        class="act plain"
        aria-pressed={isDefault}
        onClick={() => setDefaultPrinter(isDefault ? "" : printer.id)}
        data-testid="printer-default"
      >
        {t(isDefault ? "printer.is_default" : "printer.make_default")}
      </button>
    </>
  );
}

function Jobs({ title, jobs, answers, testid }: { title: string; jobs: readonly PrintJob[]; answers: Answers; testid: string }) {
  const all = useSignal(false);
  if (jobs.length === 0) return null;
  const shown = all.value ? jobs : jobs.slice(0, SHOWN);
  return (
    <section class="list" data-testid={`jobs-${testid}`}>
      <h2>
        {title}: {jobs.length}
      </h2>
      {shown.map((job) => (
        <JobCard key={job.id} job={job} answers={answers} />
      ))}
      {shown.length < jobs.length && <Act on={() => (all.value = true)}>{t("show_more", { n: jobs.length - shown.length })}</Act>}
    </section>
  );
}
