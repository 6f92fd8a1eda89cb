/** Labels of totes, by number; and of commands, to hang up where people work. */

import { useSignal } from "@preact/signals";
import { commandLabel, MOST, toteCode, toteRange, totesFor } from "../../domain/label/codes";
import { COMMANDS } from "../../scanning/own-code";
import { Field } from "../../ui/forms";
import { t } from "../../ui/lang";
import { Frame, Ticks } from "./choosing";
import type { ManyProps } from "./many";

const ALL = [...COMMANDS];

export function Totes({ answers }: ManyProps) {
  const [from, to] = [useSignal(""), useSignal("")];
  const range = toteRange(from.value, to.value);
  return (
    <Frame kind="tote" answers={answers} picked={totesFor(range)}>
      <div class="pairs">
        <Field big figures label={t("label.from_number")} value={from.value} on={(v) => (from.value = v)} testid="label-from" />
        <Field big figures label={t("label.to_number")} value={to.value} on={(v) => (to.value = v)} testid="label-to" />
      </div>
      <p class={range.is === "range" || range.is === "open" ? "note info" : "note decide"} role="status" data-testid="label-count">
        {range.is === "range"
          ? t("label.totes", { n: range.count, from: toteCode(range.from), to: toteCode(range.to) })
          : t(`label.totes_${range.is}`, { most: MOST })}
      </p>
    </Frame>
  );
}

export function Commands({ answers }: ManyProps) {
  const ticked = useSignal<ReadonlySet<string>>(new Set(ALL));
  const all = ALL.map(commandLabel);
  return (
    <Frame kind="command" answers={answers} picked={all.filter(({ title }) => ticked.value.has(title))}>
      <Ticks all={all} ticked={ticked} none="" />
    </Frame>
  );
}
