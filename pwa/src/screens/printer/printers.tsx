/** The label printers of this building: what needs hands first, what waits at each, and who stands idle. */

import { useMemo } from "preact/hooks";
import { byNeed, needsHands, queueOf, standing } from "../../domain/label/printer";
import type { Printer } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Act, Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { defaultPrinter, here } from "../../ui/printer";
import { go } from "../../ui/route";
import { tellStray } from "../../ui/meant";
import { readScan } from "../../ui/scan";
import { may, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { PrinterForm } from "./form";
import { HouseChoice } from "./house";
import { PrinterPage } from "./page";
import { since, StateTag, whyOf } from "./tags";

export function Printers({ part }: { part: string | undefined }) {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  if (part === "add" && may("printer")) return <PrinterForm answers={answers} printer={null} />;
  const printer = part ? rows().get("printer", part) : undefined;
  if (printer && !printer.removed) return <PrinterPage key={printer.id} printer={printer} answers={answers} />;
  const all = rows()
    .where("printer", "warehouse", here())
    .filter(({ removed }) => !removed)
    .sort(byNeed);
  const bar = may("printer") && (
    <Act icon="plus" look={all.length === 0 ? "main" : "plain"} on={() => go("printers", "add")} testid="printer-add">
      {t("printer.add")}
    </Act>
  );
  return (
    <Shell title={t("job.printers")} back={[]} answers={answers} bar={bar}>
      <HouseChoice />
      {all.length === 0 && (
        <Empty icon="print" title={t("printer.none")}>
          {t(may("printer") ? "printer.none_add" : "printer.none_why")}
        </Empty>
      )}
      <nav class="list" aria-label={t("job.printers")}>
        {all.map((one) => (
          <Card key={one.id} printer={one} />
        ))}
      </nav>
    </Shell>
  );
}

function Card({ printer }: { printer: Printer }) {
  const queue = queueOf(rows().where("print_job", "printer", printer.id), printer.id);
  const hands = needsHands(printer);
  return (
    <LinkRow to={["printers", printer.id]} testid="printer">
      <span class={`grow printer ${hands ? standing(printer) : ""}`} data-name={printer.name} data-state={printer.state}>
        <span class="pair">
          <strong>{printer.name}</strong>
          <StateTag printer={printer} />
        </span>
        {hands && <b class="hands">{whyOf(printer)}</b>}
        <p class="nums">
          {since(printer)}
          {` · ${t("printer.waits", { n: queue.waiting.length + queue.printing.length })}`}
          {queue.failed.length > 0 && ` · ${t("printer.failed_n", { n: queue.failed.length })}`}
          {printer.id === defaultPrinter() && ` · ${t("printer.is_default")}`}
        </p>
      </span>
      <Icon name="next" />
    </LinkRow>
  );
}
