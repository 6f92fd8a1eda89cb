/** Before a run is opened: a tote that is scanned takes the run that it is on, in the zone of this device. */

import { passing, runOfTote, slotWithout, takenIn } from "../../domain/pick/zone";
import type { PickRun } from "../../generated/rows";
import type { Asking } from "../../ui/asked";
import { sound, type Answers } from "../../ui/flash";
import { t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { go } from "../../ui/route";
import { act, readScan } from "../../ui/scan";
import { me, rows, warehouse } from "../../ui/session";
import { myZone, stayIn } from "./memory";

/** What a scan on the list of runs leads to. */
export async function taken(asking: Asking, answers: Answers, raw: string): Promise<void> {
  const seen = readScan(raw);
  if (seen.form === "command" && seen.code && (await asking.command(seen.code))) return;
  const runs = passing(rows(), me()?.person.id ?? "");
  if (seen.form === "tote" && seen.code && runs.length > 0) {
    const run = runOfTote(rows(), runs, `${warehouse()}/${seen.code}`);
    if (run) return take(answers, run, raw, seen.code);
    const without = runs.filter((one) => slotWithout(rows(), one));
    const holds = rows().get("tote", `${warehouse()}/${seen.code}`)?.shipment ?? null;
    if (holds === null && without.length > 0) return which(asking, answers, without, raw, seen.code);
  }
  const place = seen.form === "location" ? rows().get("location", `${warehouse()}/${seen.code}`) : undefined;
  if (place?.zone && runs.length > 0) {
    stayIn(place.zone);
    answers.show("right", t("zone.mine", { zone: place.zone }));
    return sound("right");
  }
  tellStray(answers, seen);
}

/** Whoever linked the tote has not told so yet: the picker reads off the tote which order it is for. */
function which(asking: Asking, answers: Answers, runs: readonly PickRun[], raw: string, tote: string): void {
  const choices = runs.slice(0, 4).map((run) => ({
    label: `${run.number} · ${slotWithout(rows(), run)?.order_number ?? ""}`,
    on: () => take(answers, run, raw, tote, slotWithout(rows(), run)?.id),
    testid: "which-run",
  }));
  asking.ask(t("zone.which", { tote }), [], choices, { label: t("much.not"), icon: "cross", testid: "not-this" });
}

async function take(answers: Answers, run: PickRun, raw: string, tote: string, slot?: string): Promise<void> {
  const zone = takenIn(rows(), run, myZone());
  stayIn(zone);
  const title = t("zone.taken", { tote, zone });
  if (!(await act(answers, "pick.take", { run: run.id, zone, raw }, { title }))) return;
  if (slot) await (await import("./judging")).bound(answers, run.id, { slot, raw }, title);
  go("pick", run.id);
}
