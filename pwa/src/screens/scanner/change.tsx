/** What to change on the scanner, in the words of its maker's own menus, and the set-up codes that are known. */

import { useSignal } from "@preact/signals";
import { CURES, type Finding } from "../../devices/check";
import { MAKERS, TOPICS, type SetUp } from "../../generated/scanner-check";
import { lang, t } from "../../ui/lang";
import { Choice } from "../../ui/forms";
import { Symbol } from "./drawn";

const NAMES = { zebra: "Zebra", honeywell: "Honeywell", datalogic: "Datalogic" } as const;
type Maker = keyof typeof NAMES | "other";
const KEY = "tote.scanner.maker";

const isMaker = (name: string | null): name is Maker => MAKERS.some(({ maker }) => maker === name);

export function Change({ findings }: { findings: readonly Finding[] }) {
  const last = localStorage.getItem(KEY);
  const maker = useSignal<Maker>(isMaker(last) ? last : "zebra");
  const topics = new Set<string | null>(findings.map(({ code }) => CURES[code]));
  topics.delete(null);
  if (topics.size === 0) return null;
  const choose = (to: Maker): void => {
    maker.value = to;
    localStorage.setItem(KEY, to);
  };
  return (
    <section class="list" data-testid="check-change">
      <h2>{t("check.change")}</h2>
      <Choice<Maker>
        label={t("check.change_why")}
        value={maker.value}
        of={[...(Object.entries(NAMES) as [Maker, string][]), ["other", t("check.other")]]}
        on={choose}
        testid="maker"
      />
      {MAKERS.filter((one) => one.maker === maker.value).map((one) => (
        <Family key={one.family} one={one} topics={topics} />
      ))}
    </section>
  );
}

function Family({ one, topics }: { one: SetUp; topics: ReadonlySet<string | null> }) {
  const steps = one.steps.filter(({ topic }) => topics.has(topic));
  if (steps.length === 0) return null;
  return (
    <article class="card" data-testid="family">
      <h3>{one.family}</h3>
      <p class="quiet">{one.tool}</p>
      <ol class="list">
        {steps.map((step) => (
          <li key={step.topic} class="list" data-topic={step.topic}>
            <strong>{TOPICS[step.topic as keyof typeof TOPICS][lang.value]}</strong>
            <span lang="en">{step.menu}</span>
            {step.codes.length > 1 && <span class="quiet">{t("check.order")}</span>}
            {step.codes.map(({ text, symbol }, at) => (
              <figure key={at} class="list">
                <Symbol drawn={symbol} label={text} testid="set-up" />
                <figcaption class="quiet nums">
                  {step.codes.length > 1 && `${at + 1}. `}
                  {text}
                </figcaption>
              </figure>
            ))}
          </li>
        ))}
      </ol>
    </article>
  );
}
