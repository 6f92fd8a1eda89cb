/** The first thing here is the torn label: scan it, or type what it said. */

import type { Signal } from "@preact/signals";
import { chosenBy, search } from "../../domain/label/find";
import type { Chosen } from "../../domain/label/label";
import { CameraAct } from "../../ui/aim";
import type { Answers } from "../../ui/flash";
import { Field } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { LinkRow } from "../../ui/kit";
import { t } from "../../ui/lang";
import { here } from "../../ui/printer";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { HouseChoice } from "../printer/house";
import { before, choose, chooseByScan } from "./chosen";
import { Kept, LastAsked } from "./last";
import { KINDS } from "./many";

const SHOWN = 8;

export function Start({ answers, text }: { answers: Answers; text: Signal<string> }) {
  const bar = (
    <CameraAct ask={t("label.scan")} sees={(seen) => chosenBy(seen, rows(), here())} />
  );
  return (
    <Shell title={t("job.labels")} back={[]} answers={answers} bar={bar} wide>
      <div class="panes two both">
        <div class="pane">
          <Find text={text} answers={answers} />
          <Kept />
        </div>
        <div class="pane" hidden={text.value !== ""}>
          <HouseChoice />
          <section class="list">
            <h2>{t("label.many")}</h2>
            <nav class="acts" aria-label={t("label.many")}>
              {KINDS.map(({ kind, icon }) => (
                <LinkRow key={kind} to={["labels", kind]} testid={`kind-${kind}`}>
                  <Icon name={icon} />
                  <strong>{t(`label.kind.${kind}`)}</strong>
                </LinkRow>
              ))}
            </nav>
          </section>
          <LastAsked />
          <LinkRow to={["printers"]} testid="to-printers">
            <Icon name="print" />
            <span class="grow">{t("job.printers")}</span>
            <Icon name="next" />
          </LinkRow>
        </div>
      </div>
    </Shell>
  );
}

function Find({ text, answers }: { text: Signal<string>; answers: Answers }) {
  const found = search(text.value, rows(), here(), SHOWN);
  const first = (event: Event): void => {
    event.preventDefault();
    // A slow scanner types no faster than a person: what stands here may be a whole label.
    if (text.value.trim() !== "" && chooseByScan(text.value.trim(), answers) && found[0]) choose([found[0]]);
  };
  return (
    <form class="list" onSubmit={first}>
      {text.value === "" && (
        <section class="scan-here label-scan" data-testid="label-scan">
          <Icon name="scan" size={64} />
          <strong>{t("label.scan")}</strong>
          <span>{t("label.scan_why")}</span>
        </section>
      )}
      <Field big scans label={t("label.find")} value={text.value} on={(value) => (text.value = value)} testid="label-find" />
      {text.value.trim() !== "" && found.length === 0 && (
        <p class="note info" role="status">
          {t("label.none_found")}
        </p>
      )}
      {found.map((one) => (
        <Found key={`${one.kind}/${one.title}`} one={one} />
      ))}
    </form>
  );
}

const Found = ({ one }: { one: Chosen }) => (
  <button type="button" class="row found" onClick={() => choose([one])} data-testid="label-found" data-title={one.title}>
    <Icon name={KINDS.find(({ kind }) => kind === one.kind)?.icon ?? "scan"} />
    <span class="grow">
      <strong>{one.title}</strong>
      <p>
        {t(`label.one.${one.kind}`)}
        {one.more && ` · ${one.more}`}
      </p>
    </span>
    {before(one) && <span class="tag info">{t("label.reprint")}</span>}
  </button>
);
