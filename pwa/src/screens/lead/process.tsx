/** How this floor works: one page of switches, by job, each with what people then do. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { against, jobs, switchesOf, valueOf } from "../../domain/process/standing";
import { SWITCHES, type SwitchKey } from "../../generated/process";
import type { Text } from "../../generated/words";
import { makeAnswers } from "../../ui/flash";
import { Choice } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { LinkRow, useScan } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { ask, readScan, tellDecide } from "../../ui/scan";
import { nameOf, rows, underWay, warehouse } from "../../ui/session";
import { age } from "../../ui/format";
import { Shell } from "../../ui/shell";
import { Boxes } from "./boxes";
import { Instructions } from "./instructions";
import { Worth } from "./worth";
import type { Word } from "../../words/en";

const say = (text: Text): string => text[lang.value];

export function ProcessPage() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const houses = rows().all("warehouse");
  const house = useSignal(warehouse());
  const set = async (key: SwitchKey, value: string): Promise<void> => {
    if (valueOf(rows(), house.value, key) === value || underWay("process.set", "switch", key)) return;
    const why = against(rows(), house.value, key, value);
    if (why) return tellDecide(answers, say(why), [t("process.change_other")]);
    const title = `${say(SWITCHES[key].name)}: ${say(SWITCHES[key].values[value]!.name)}`;
    await ask(answers, "process.set", { warehouse: house.value, switch: key, value }, { title, then: title });
  };
  return (
    <Shell title={t("process.title")} back={["lead"]} answers={answers} wide>
      <p class="quiet">{t("process.why")}</p>
      {houses.length > 1 && (
        <Choice
          label={t("process.floor")}
          value={house.value}
          of={houses.map((row) => [row.id, lang.value === "zh" ? row.name_zh : row.name_en] as const)}
          on={(id) => (house.value = id)}
          testid="floor"
        />
      )}
      {jobs().map((job) => (
        <section class="group" key={job}>
          <h2>{t(job === "count" ? "process.count" : (`job.${job}` as Word))}</h2>
          {switchesOf(job).map((key) => (
            <OneSwitch key={key} of={key} house={house.value} on={(value) => void set(key, value)} />
          ))}
        </section>
      ))}
      <LinkRow to={["lead", "carts"]} testid="to-carts">
        <Icon name="cart" />
        <span class="grow">{t("carts.title")}</span>
        <Icon name="next" />
      </LinkRow>
      <LinkRow to={["lead", "substitutes"]} testid="to-substitutes">
        <Icon name="list" />
        <span class="grow">{t("subs.title")}</span>
        <Icon name="next" />
      </LinkRow>
      <LinkRow to={["lead", "rules"]} testid="to-rules">
        <Icon name="list" />
        <span class="grow">{t("rules.title")}</span>
        <Icon name="next" />
      </LinkRow>
      <LinkRow to={["lead", "checks"]} testid="to-checks">
        <Icon name="list" />
        <span class="grow">{t("checks.title")}</span>
        <Icon name="next" />
      </LinkRow>
      <Worth key={`worth ${house.value}`} house={house.value} answers={answers} />
      <Boxes house={house.value} answers={answers} />
      <Instructions house={house.value} answers={answers} />
    </Shell>
  );
}

function OneSwitch({ of, house, on }: { of: SwitchKey; house: string; on: (value: string) => void }) {
  const { name, values } = SWITCHES[of];
  const value = valueOf(rows(), house, of);
  const row = rows().get("process_switch", `${house}/${of}`);
  return (
    <article class="card" data-testid="switch" data-key={of} data-value={value}>
      <Choice
        label={say(name)}
        value={value as string}
        of={Object.entries(values).map(([key, told]) => [key, say(told.name)] as const)}
        on={on}
        testid={of}
      />
      <p class="quiet">{say(values[value]!.does)}</p>
      {row && (
        <p class="quiet">
          {t("lead.by", { name: nameOf(row.set_by) })} · {t("lead.age", { age: age(row.set_at) })}
        </p>
      )}
    </article>
  );
}
