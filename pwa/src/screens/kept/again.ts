/** What was refused goes once more: on what the person sees now, and what had built on it after it. */

import type { TableName } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { t } from "../../ui/lang";
import { tellDecide } from "../../ui/scan";
import { record, rows, settle, type TrayItem } from "../../ui/session";

/** Record a bundle anew, its root first. What cannot be kept stays where it is. */
export async function sendAgain(answers: Answers, bundle: readonly TrayItem[]): Promise<void> {
  const numbers = new Map<number, number>();
  for (const item of bundle) {
    const deps = (item.deps ?? []).flatMap((n) => numbers.get(n) ?? []);
    const basis = item.basis && now(item.basis);
    const done = await record(item.kind, item.body as never, { ...(basis && { basis }), ...(deps.length > 0 && { deps }) });
    if ("failed" in done) return tellDecide(answers, t(`failed.${done.failed}`), []);
    numbers.set(item.n, done.recorded.n);
    await settle(item.n, "send_again");
  }
  answers.show("right", t("kept.again"));
}

/** The same rows, in the versions that are on this device. */
function now(basis: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.keys(basis).map((key) => {
      const at = key.indexOf("/");
      return [key, rows().get(key.slice(0, at) as TableName, key.slice(at + 1))?.ver ?? 0];
    }),
  );
}
