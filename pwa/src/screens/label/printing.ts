/** The big action: labels go to a printer's queue, to the browser's own print, or into a file. */

import { signal } from "@preact/signals";
import type { Chosen, Label } from "../../domain/label/label";
import { filling, OWN, type Sheet } from "../../domain/label/sheet";
import { sound, type Answers } from "../../ui/flash";
import { newId } from "../../ui/ids";
import { t } from "../../ui/lang";
import { printPictures, saveAs } from "../../ui/paper";
import { here } from "../../ui/printer";
import { go, route } from "../../ui/route";
import { act, ask, tellDecide } from "../../ui/scan";
import { record, rows, status } from "../../ui/session";
import { chosen, labelOf } from "./chosen";
import { draw, type Ask } from "./drawn";
import { startAt, type Form } from "./usual";

/** How many of how many are asked for, while that takes its time. */
export const under = signal<{ readonly done: number; readonly of: number } | null>(null);

interface Job {
  readonly label: Label;
  readonly subject: string;
}
const jobsOf = (some: readonly Chosen[]): Job[] => some.map((one) => ({ label: labelOf(one), subject: one.subject }));
const body = ({ label }: Job, printer: string, copies: number) => ({
  job: newId(), warehouse: here(), printer, label: JSON.stringify(label), copies,
});

/** One job a label. The page of the next scan stands at once; what is refused brings this one back. */
export async function toPrinter(some: readonly Chosen[], printer: string, copies: number, answers: Answers): Promise<void> {
  const jobs = jobsOf(some);
  go("labels");
  const taken = await asked(jobs, printer, copies, answers);
  if (!taken && chosen.value === some && route.value[0] === "labels") go("labels", "print");
}

async function asked(jobs: readonly Job[], printer: string, copies: number, answers: Answers): Promise<boolean> {
  const [first, ...others] = jobs;
  if (!first) return false;
  const name = { n: jobs.length, printer: rows().get("printer", printer)?.name ?? "" };
  const offline = status() === "offline";
  // What a printer's queue has against one label it has against all: the rest is asked for only after the first.
  const taken = offline
    ? await act(answers, "label.print", body(first, printer, copies), { title: t("label.kept_for", name) })
    : await ask(answers, "label.print", body(first, printer, copies), { title: t("label.asked", name), then: t("label.taken", name) });
  return taken && all(others, printer, copies, answers);
}

/** Keep the jobs one after the other; false if the device cannot. */
async function all(jobs: readonly Job[], printer: string, copies: number, answers: Answers): Promise<boolean> {
  try {
    for (const [nth, job] of jobs.entries()) {
      if (jobs.length > 1) under.value = { done: nth, of: jobs.length };
      const done = await record("label.print", body(job, printer, copies));
      if ("failed" in done) {
        tellDecide(answers, t(`failed.${done.failed}`), []);
        return false;
      }
    }
    return true;
  } finally {
    under.value = null;
  }
}

export interface Paper {
  readonly sheet: Sheet | null;
  readonly first: number;
  readonly copies: number;
}

/** The browser prints: one label as a picture that fills the page, more as a PDF that it opens. */
export async function toBrowser(some: readonly Chosen[], paper: Paper, answers: Answers): Promise<void> {
  const single = some.length === 1 && paper.sheet === null;
  await made(some, paper, single ? "png" : "pdf", answers, (url) => {
    if (single) void printPictures(Array.from({ length: paper.copies }, () => url));
    else if (!open(url)) saveAs(url, "labels.pdf"); // where a browser shows no PDF, or no second page
    return t("label.printed_here", { n: some.length });
  });
}

export async function toFile(some: readonly Chosen[], paper: Paper, form: Form, answers: Answers): Promise<void> {
  await made(some, paper, form, answers, (url) => {
    const name = some.length === 1 ? (some[0]?.title ?? "").replace(/[^\p{L}\d.-]+/gu, "-") : "labels";
    saveAs(url, `${name}.${form}`);
    return t("label.saved", { n: some.length });
  });
}

/** Draw, hand over, and keep that there is one now, so that the next is known to be a reprint. */
async function made(some: readonly Chosen[], paper: Paper, form: Form, answers: Answers, hand: (url: string) => string): Promise<void> {
  const jobs = jobsOf(some);
  const times = form === "pdf" || form === "zpl" ? paper.copies : 1;
  const asked: Ask = {
    labels: jobs.flatMap(({ label }) => Array.from({ length: times }, () => label)), form,
    ...(form === "pdf" && paper.sheet ? { sheet: paper.sheet.name, first: paper.first } : {}),
    ...(form === "png" ? { dpi: 300 } : {}),
  };
  const drawn = await draw(asked);
  if ("fault" in drawn) return tellDecide(answers, drawn.fault[0] ?? "", drawn.fault.slice(1));
  answers.show("right", hand(drawn.url));
  if (form === "pdf" && paper.sheet) startAt(filling(paper.sheet, paper.first, asked.labels.length).next);
  if (await all(jobs.filter(({ subject }) => subject !== ""), "", 1, answers)) sound("done");
}

export const sheetName = (sheet: Sheet | null): string => sheet?.name ?? OWN;
