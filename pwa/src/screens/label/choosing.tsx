/** What the pages on which labels are chosen share: their frame, and a list to tick things in. */

import type { ComponentChildren } from "preact";
import { useSignal, type Signal } from "@preact/signals";
import { MOST } from "../../domain/label/codes";
import type { Chosen, LabelKind } from "../../domain/label/label";
import type { Answers } from "../../ui/flash";
import { Field } from "../../ui/forms";
import { Act, Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { Shell } from "../../ui/shell";
import { choose } from "./chosen";

interface FrameProps {
  readonly kind: LabelKind;
  readonly answers: Answers;
  readonly picked: readonly Chosen[];
  readonly children: ComponentChildren;
}

/** The way on says how many labels there will be. */
export const Frame = ({ kind, answers, picked, children }: FrameProps) => (
  <Shell
    title={t(`label.kind.${kind}`)}
    back={["labels"]}
    answers={answers}
    bar={
      <Act look="main" icon="next" on={() => choose(picked)} off={picked.length === 0 || picked.length > MOST} testid="label-go-on">
        {t("label.go_on", { n: picked.length })}
      </Act>
    }
  >
    {children}
    {picked.length > MOST && <p class="note decide">{t("label.too_many", { n: picked.length, most: MOST })}</p>}
  </Shell>
);

const SHOWN = 20;

/** Things to tick, found by some letters; all that is found with one tap. */
export function Ticks({ all, ticked, none }: { all: readonly Chosen[]; ticked: Signal<ReadonlySet<string>>; none: string }) {
  const [text, shown] = [useSignal(""), useSignal(SHOWN)];
  const found = matching(all, text.value);
  const every = found.length > 0 && found.every(({ title }) => ticked.value.has(title));
  const tick = (titles: readonly string[], on: boolean): void => {
    const after = new Set(ticked.value);
    for (const title of titles) if (on) after.add(title);
      else after.delete(title);
    ticked.value = after;
  };
  if (all.length === 0) return <Empty icon="tick" title={none} />;
  return (
    <>
      <Field label={t("label.narrow")} value={text.value} on={(value) => (text.value = value)} testid="label-narrow" />
      <Act on={() => tick(found.map(({ title }) => title), !every)} testid="label-all">
        {t(every ? "label.none_of" : "label.all_of", { n: found.length })}
      </Act>
      <div class="list">
        {found.slice(0, shown.value).map((one) => (
          <label class="check" key={one.title}>
            <input
              type="checkbox"
              checked={ticked.value.has(one.title)}
              onChange={(event) => tick([one.title], event.currentTarget.checked)}
              data-testid={`tick-${one.title}`}
            />
            <span>
              <strong>{one.title}</strong> {one.more}
            </span>
          </label>
        ))}
      </div>
      {found.length > shown.value && (
        <Act on={() => (shown.value += SHOWN)}>{t("show_more", { n: found.length - shown.value })}</Act>
      )}
    </>
  );
}

export function matching(all: readonly Chosen[], typed: string): Chosen[] {
  const text = typed.trim().toLowerCase();
  return all.filter(({ title, more }) => `${title} ${more}`.toLowerCase().includes(text));
}

/** One of many, in a list that the device opens. */
export function Pick({ label, value, of, on, testid }: {
  label: string;
  value: string;
  of: readonly (readonly [string, string])[];
  on: (value: string) => void;
  testid: string;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => on(event.currentTarget.value)} data-testid={testid}>
        {of.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
