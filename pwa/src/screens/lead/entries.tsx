/** What was answered lately, and the same as a file for whoever has to show it. */

import { useSignal } from "@preact/signals";
import { figure } from "../../domain/checkpoint/judge";
import type { CheckpointLast } from "../../generated/rows";
import { now } from "../../ui/door";
import { Act } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { saveAs } from "../../ui/paper";
import { getJson, status } from "../../ui/session";
import { asked } from "../../ui/standing";

const DAYS_MS = 31 * 24 * 3_600_000;
const SHOWN_MOST = 50;

interface Entry extends Pick<CheckpointLast, "said" | "tenths" | "fine" | "at"> {
  readonly id: string;
  readonly zone: string;
  readonly ask_en: string;
  readonly ask_zh: string;
  readonly unit: string;
  readonly least: number | null;
  readonly most: number | null;
  readonly why: string;
  readonly heard_at: number;
}
interface Answered {
  readonly entry: Entry;
  readonly name: string;
}

/** An answer in words. */
export function told({ said, tenths }: Pick<CheckpointLast, "said" | "tenths">, unit: string): string {
  if (said === "unable") return t("checks.unable");
  return said === "figure" ? `${figure(tenths)} ${unit}` : t(said === "yes" ? "checked.yes" : "checked.no");
}

const when = (ms: number): string => new Date(ms).toLocaleString(lang.value === "zh" ? "zh-CN" : "en-GB", { dateStyle: "short", timeStyle: "short" });

/** A field of a CSV file; one that a spreadsheet would take for a formula is text all the same. */
const cell = (text: string): string => `"${(/^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d)?$/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

function csvOf(all: readonly Answered[]): string {
  const head = ["at", "heard_at", "question_en", "question_zh", "zone", "answer", "unit", "least", "most", "fine", "note", "by"];
  const lines = all.map(({ entry, name }) => [
    new Date(entry.at).toISOString(), new Date(entry.heard_at).toISOString(), entry.ask_en, entry.ask_zh, entry.zone,
    entry.said === "figure" ? figure(entry.tenths) : entry.said, entry.unit, figure(entry.least), figure(entry.most),
    entry.fine ? "yes" : "no", entry.why, name,
  ]);
  return [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
}

export function Entries({ house }: { house: string }) {
  const all = useSignal<readonly Answered[] | null>(null);
  const load = async (): Promise<void> => {
    const since = Math.max(0, now() - DAYS_MS);
    const found = await getJson<{ entries: Answered[] }>(`/api/queries/checkpoint/entries?warehouse=${encodeURIComponent(house)}&since=${since}`).catch(() => null);
    if (found) all.value = found.entries;
  };
  const save = (): void => {
    const url = URL.createObjectURL(new Blob(["\ufeff", csvOf(all.value ?? [])], { type: "text/csv" }));
    saveAs(url, `${house}-checks.csv`);
    setTimeout(() => URL.revokeObjectURL(url));
  };
  if (!all.value) {
    return (
      <Act on={load} icon="list" testid="check-entries" off={status() === "offline"}>
        {t("checks.entries")}
      </Act>
    );
  }
  return (
    <section class="list" data-testid="entries">
      <h2>{t("checks.entries")}</h2>
      {all.value.length === 0 && <p class="quiet">{t("checks.never")}</p>}
      {all.value.slice(0, SHOWN_MOST).map(({ entry, name }) => (
        <div class="row" key={entry.id} data-testid="entry">
          <span class="grow">
            <strong>{told(entry, entry.unit)}</strong>
            <p>{[asked(entry), entry.why].filter(Boolean).join(" · ")}</p>
            <p class="quiet">
              {when(entry.at)} · {name}
            </p>
          </span>
          {!entry.fine && <span class="tag decide">{t("checks.bad")}</span>}
        </div>
      ))}
      {all.value.length > 0 && (
        <Act on={save} icon="list" testid="check-file">
          {t("checks.file")}
        </Act>
      )}
    </section>
  );
}
