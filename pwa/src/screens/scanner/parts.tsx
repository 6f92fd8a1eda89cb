/** What a check has found, in words: while it runs, and at its end. */

import type { Finding, Report } from "../../devices/check";
import { Icon, type IconName } from "../../ui/icons";
import { t, tOr } from "../../ui/lang";
import type { Word } from "../../words/en";

type Look = "good" | "decide" | "wrong" | "";

interface Row {
  readonly name: string;
  readonly says: string;
  readonly look: Look;
}

const ICONS: Readonly<Record<Exclude<Look, "">, IconName>> = { good: "tick", decide: "warn", wrong: "cross" };
const LOOKS = { stop: "wrong", slow: "decide", fine: "good" } as const;

/** What a scanner sends, part by part. */
export function Sends({ report }: { report: Report }) {
  const bad = new Map(report.findings.map(({ code, severity }) => [code as string, severity]));
  const look = (...starts: string[]): Look => {
    const found = [...bad].filter(([code]) => starts.some((start) => code.startsWith(start))).map(([, severity]) => severity);
    return LOOKS[found.includes("stop") ? "stop" : found.includes("slow") ? "slow" : "fine"];
  };
  const { mode, suffix, aim, gs, layout, key_ms } = report;
  const all: readonly Row[] = [
    { name: "mode", says: t(`check.mode.${mode}` as Word), look: look("channels", "hand") },
    { name: "suffix", says: t(`check.suffix.${suffix}` as Word), look: look("suffix") },
    { name: "aim", says: t(aim ? "check.aim.yes" : "check.aim.no"), look: look("aim") },
    { name: "gs", says: t(`check.gs.${gs}` as Word), look: gs === "unknown" ? "" : look("gs") },
    { name: "layout", says: t(`check.layout.${layout}` as Word), look: look("layout", "caps") },
    { name: "speed", says: key_ms ? t("check.ms", { ms: key_ms }) : t("check.at_once"), look: look("speed", "stall", "missing", "cut") },
  ];
  return (
    <ul class="list" aria-label={t("check.found")} data-testid="check-sends">
      {all.map(({ name, says, look: shown }) => (
        <li key={name} class="says" data-part={name} data-look={shown}>
          {shown && <Icon name={ICONS[shown]} size={20} />}
          <span class="quiet">{t(`check.m.${name}` as Word)}</span>
          <strong>{says}</strong>
        </li>
      ))}
    </ul>
  );
}

/** One finding as a sentence. */
export function told({ code, params }: Finding): string {
  const what = params["what"];
  const layout = params["layout"];
  const shown = {
    ...params,
    ...(what === undefined ? {} : { what: tOr(`check.carrier.${what}`) }),
    ...(layout === undefined ? {} : { layout: String(layout).toUpperCase() }),
  };
  return t(`check.f.${code}` as Word, shown);
}

export const FindingNote = ({ finding }: { finding: Finding }) => (
  <p class={`note ${LOOKS[finding.severity]} sign`} data-testid="finding" data-code={finding.code} data-severity={finding.severity}>
    <Icon name={ICONS[LOOKS[finding.severity]]} />
    <span>{told(finding)}</span>
  </p>
);
