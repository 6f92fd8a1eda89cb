/** What labels are about to be printed: chosen on one page, printed on the next. */

import { signal } from "@preact/signals";
import { chosenBy, search } from "../../domain/label/find";
import { commandLabel } from "../../domain/label/codes";
import type { Chosen, Label } from "../../domain/label/label";
import { labelFor, lastMade } from "../../domain/label/reprint";
import { shown } from "../../domain/seen";
import type { PrintJob } from "../../generated/rows";
import { sound, type Answers } from "../../ui/flash";
import { t, tOr } from "../../ui/lang";
import { here } from "../../ui/printer";
import { go } from "../../ui/route";
import { readScan } from "../../ui/scan";
import { rows } from "../../ui/session";
import { labelLang } from "./usual";

export const chosen = signal<readonly Chosen[]>([]);
/** A person says that there was one before: jobs are not kept for ever. */
export const marked = signal(false);
export const copies = signal(1);

export function choose(some: readonly Chosen[], count = 1): void {
  chosen.value = some;
  [marked.value, copies.value] = [false, count];
  go("labels", "print");
}

/** The print job of a thing whose label is there already, or may be. */
export const before = (one: Chosen): PrintJob | null =>
  one.subject === "" ? null : lastMade(rows().where("print_job", "subject", one.subject), here());

export const labelOf = (one: Chosen): Label => labelFor(one, labelLang(), before(one), marked.value);

/** A scan picks the thing; its label stands ready at once. Gives the text of a scan that named nothing, but may begin a name. */
export function chooseByScan(raw: string, answers: Answers): string | null {
  const seen = readScan(raw);
  const verdict = chosenBy(seen, rows(), here());
  if (verdict.is === "right") take(verdict.does.chosen, answers);
  else if (verdict.is === "command") take(commandLabel(verdict.command), answers);
  else if (verdict.is === "wrong") {
    const text = seen.form === "text" && seen.error === null ? shown(seen) : "";
    if (text !== "" && search(text, rows(), here(), 1).length > 0) return text;
    tell(verdict.code, verdict.got, answers);
  }
  return null;
}

export const tellUnknown = (text: string, answers: Answers): void => tell("unknown_code", text, answers);

function tell(code: string, got: string, answers: Answers): void {
  answers.show("wrong", tOr(`wrong.${code}`), [t("got", { what: got }), t("label.scan_other")]);
  sound("wrong");
}

function take(one: Chosen, answers: Answers): void {
  answers.show("right", t("label.chosen", { what: one.title }));
  sound("right");
  choose([one]);
}
