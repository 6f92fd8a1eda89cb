/** The shortest walk of a run that was just released: the server finds it, and it is sent where it saves metres. */

import type { Answers } from "../../ui/flash";
import { t } from "../../ui/lang";
import { ask } from "../../ui/scan";
import { getJson } from "../../ui/session";

interface Way {
  readonly stops: readonly string[];
  /** None where the codes of the places do not say where they are. */
  readonly metres: number | null;
  readonly metres_now: number | null;
}

/** With no network, or no shorter way, the run keeps the way that it has. */
export async function shorten(answers: Answers, run: string): Promise<void> {
  const way = await getJson<Way>(`/api/queries/pick/route?run=${encodeURIComponent(run)}`).catch(() => null);
  const saved = (way?.metres_now ?? 0) - (way?.metres ?? 0);
  if (way === null || saved <= 0) return;
  const body = { run, stops: [...way.stops] };
  await ask(answers, "pick.route", body, { title: t("order.sent"), then: t("wave.shorter_done", { n: saved }) });
}
