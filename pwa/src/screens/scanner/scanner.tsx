/** The scanner check: one test code after the other, what was found, and what to change. Works without a network. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Report } from "../../devices/check";
import { learn } from "../../devices/scanner";
import { SEVERITY, TEST_CODES, type TestCode } from "../../generated/scanner-check";
import { Field } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { Act, Bar, useKey, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { saveAnswer } from "../../ui/paper";
import { go } from "../../ui/route";
import { send, status } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { ago } from "../enrol/seen";
import { Change } from "./change";
import { Symbol } from "./drawn";
import { lastCheck, tell } from "./keep";
import { FindingNote, Sends } from "./parts";
import { Running } from "./running";

const MODEL = "tote.scanner.model";

type Stage = { readonly at: "start" } | { readonly at: "scan" } | { readonly at: "end"; readonly report: Report };

export function ScannerScreen() {
  const stage = useSignal<Stage>({ at: "start" });
  const model = useSignal(localStorage.getItem(MODEL) ?? "");
  const end = (report: Report): void => {
    stage.value = { at: "end", report };
    void tell(report, model.value);
  };
  const begin = (): void => {
    localStorage.setItem(MODEL, model.value.trim());
    stage.value = { at: "scan" };
  };
  if (stage.value.at === "start") return <Start model={model.value} on={(to) => (model.value = to)} begin={begin} />;
  if (stage.value.at === "scan") return <Scanning end={end} />;
  return <End report={stage.value.report} again={begin} />;
}

function Start({ model, on, begin }: { model: string; on: (to: string) => void; begin: () => void }) {
  const last = lastCheck();
  return (
    <Shell
      title={t("check.title")}
      back={["device"]}
      bar={
        <Act look="main" icon="scan" on={begin} testid="check-begin">
          {t("check.begin")}
        </Act>
      }
    >
      <section class="card">
        <p>{t("check.why", { n: TEST_CODES.length })}</p>
        <p class="quiet" data-testid="check-last">
          {last ? `${t("check.last", { ago: ago(last.checked_at) })} · ${t(`check.state.${last.verdict}`)}` : t("check.never")}
        </p>
      </section>
      <Field label={t("check.model")} value={model} on={on} testid="check-model" />
      <Sheet />
    </Shell>
  );
}

/** For scanners that read no screen. It is made by the server. */
function Sheet() {
  const online = status() !== "offline";
  return (
    <section class="card">
      <p class="quiet">{t(online ? "check.sheet_why" : "check.sheet_no")}</p>
      <Act icon="print" on={() => void saveAnswer(send("/api/labels/scanner-check.pdf"), "scanner-check.pdf")} off={!online} testid="check-sheet">
        {t("check.sheet")}
      </Act>
    </section>
  );
}

function Scanning({ end }: { end: (report: Report) => void }) {
  const running = useMemo(() => new Running(end), []);
  useEffect(() => running.listen(), []);
  // What the wedge makes of the test codes is nobody's work.
  useScan(() => undefined);
  useKey(() => undefined);
  const code = running.next.value;
  if (!code) return null;
  const at = TEST_CODES.indexOf(code);
  return (
    <Shell
      title={t("check.title")}
      back={["device"]}
      bar={
        <Act icon="next" on={() => running.cannot()} testid="check-cannot">
          {t("check.cannot")}
        </Act>
      }
    >
      <Code code={code} at={at} />
      <Last running={running} />
      <Sends report={running.report.value} />
    </Shell>
  );
}

const Code = ({ code, at }: { code: TestCode; at: number }) => (
  <section class="card" data-testid="check-code" data-code={code.id}>
    <p class="pair">
      <strong>{t("check.now")}</strong>
      <span class="quiet nums">{t("check.of", { n: at + 1, all: TEST_CODES.length })}</span>
    </p>
    <Symbol drawn={code.symbol} label={code.spelled} />
    <p class="quiet nums">{code.spelled}</p>
    <Bar value={at} max={TEST_CODES.length} label={t("check.title")} />
  </section>
);

/** What became of the last scan. */
function Last({ running }: { running: Running }) {
  const read = running.last.value;
  const [look, text] =
    read === null
      ? (["", t("check.waits")] as const)
      : read.what === "seen"
        ? (["good", t("check.read")] as const)
        : read.what === "hand"
          ? (["decide", t("check.typed")] as const)
          : read.what === "damaged"
            ? (["wrong", t("check.damaged", { n: read.missing })] as const)
            : (["decide", t("check.unknown")] as const);
  return (
    <p class={look ? `note ${look}` : "quiet"} role="status" data-testid="check-read" data-what={read?.what ?? ""}>
      {text}
    </p>
  );
}

const VERDICTS = { ok: ["good", "tick"], slow: ["decide", "warn"], stop: ["wrong", "cross"] } as const;

function End({ report, again }: { report: Report; again: () => void }) {
  const found = new Set(report.findings.map(({ code }) => SEVERITY[code]));
  const verdict = found.has("stop") ? "stop" : found.has("slow") ? "slow" : "ok";
  const [look, icon] = VERDICTS[verdict];
  // Typed by hand tells nothing of a scanner, so that nothing may be kept of it.
  const usable = report.mode !== "hand" && report.mode !== "none";
  const use = (): void => {
    if (usable) learn(report.profile);
    go("device");
  };
  return (
    <Shell
      title={t("check.title")}
      back={["device"]}
      bar={
        <>
          <Act icon="undo" look={verdict === "stop" ? "main" : "plain"} on={again} testid="check-again">
            {t("check.again")}
          </Act>
          <Act icon="tick" look={verdict === "stop" ? "plain" : "main"} on={use} off={!usable} testid="check-use">
            {t("check.use")}
          </Act>
        </>
      }
    >
      <section class="list" role="status" data-testid="check-end" data-verdict={verdict}>
        <p class={`note ${look} sign`}>
          <Icon name={icon} size={32} />
          <strong>{t(`check.done.${verdict}` as Word)}</strong>
        </p>
        <p class="quiet">{t("check.kept")}</p>
      </section>
      <section class="list">
        {report.findings.map((finding) => (
          <FindingNote key={`${finding.code} ${finding.params["what"] ?? ""}`} finding={finding} />
        ))}
      </section>
      <h2>{t("check.found")}</h2>
      <Sends report={report} />
      <Change findings={report.findings} />
    </Shell>
  );
}
