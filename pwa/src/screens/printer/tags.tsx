/** How a printer or a job stands: a word, a colour and a sign, so that each alone is enough. */

import { standing } from "../../domain/label/printer";
import type { Printer, PrintJob } from "../../generated/rows";
import { TROUBLES } from "../../generated/printing";
import { day, time } from "../../ui/format";
import { Drawing } from "../../ui/icons";
import { lang, t } from "../../ui/lang";

const SIGNS: Readonly<Record<Printer["state"] | PrintJob["state"] | "off", string>> = {
  ready: "M4 12.5 9.5 18 20 6.5",
  busy: "M7 9V3h10v6M5 9h14v8H5zM8 13h8",
  unknown: "M9 9a3 3 0 1 1 4 3c-1 .6-1 1-1 2M12 18h.01",
  paused: "M8 5v14M16 5v14",
  paper_out: "M6 3h9l4 4v14H6zM9 12l6 6M15 12l-6 6",
  head_open: "M4 18h16v3H4zM4 15 19 5",
  ribbon_out: "M7 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M17 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M7 16h10M3 3l18 18",
  fault: "M12 3 22 20H2zM12 10v4M12 17h.01",
  unreachable: "M5 5 19 19M19 5 5 19",
  off: "M5 12h14",
  waiting: "M12 7v5l3 3M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18",
  printing: "M7 9V3h10v6M5 9h14v8h-3v4H8v-4H5zM8 15h8",
  printed: "M4 12.5 9.5 18 20 6.5",
  failed: "M5 5 19 19M19 5 5 19",
  cancelled: "M5 12h14",
};

/** What the server says of a trouble, with what hands can do. */
export const trouble = (code: string): string => TROUBLES[code]?.[lang.value] ?? code;
export const whyOf = (printer: Printer): string => trouble(printer.why || printer.state);

const TODAY_MS = 12 * 3_600_000;
/** Since when it stands so: the hour, and the day too where that is not plain. */
export const since = ({ state_at }: Printer): string =>
  state_at > 0 ? t("printer.since", { time: Date.now() - state_at > TODAY_MS ? day(state_at) : time(state_at) }) : "";

const sign = (name: string): string => SIGNS[name as keyof typeof SIGNS] ?? SIGNS.unknown;

const Tag = ({ look, name, text, testid }: { look: string; name: string; text: string; testid: string }) => (
  <span class={`tag sign ${look}`} data-testid={testid} data-state={name}>
    <Drawing path={sign(name)} size={18} />
    {text}
  </span>
);

export function StateTag({ printer }: { printer: Printer }) {
  const name = printer.active ? printer.state : "off";
  return <Tag look={standing(printer)} name={name} text={t(`printer_state.${name}`)} testid="printer-state" />;
}

const LOOKS = { waiting: "info", printing: "info", printed: "good", failed: "wrong", cancelled: "" } as const;

export const JobTag = ({ job }: { job: PrintJob }) => (
  <Tag look={LOOKS[job.state]} name={job.state} text={t(`job_state.${job.state}`)} testid="job-state" />
);
