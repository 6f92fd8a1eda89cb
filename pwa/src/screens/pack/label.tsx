/** The label of a closed carton: drawn on the device as soon as the carton has a number, with a network or without. */

import { signal, useSignal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Carton, Printer } from "../../generated/rows";
import { layout, type CartonLabel } from "../../scanning/labels/carton";
import { svg } from "../../scanning/labels/svg";
import { newId } from "../../ui/ids";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { printPictures, saveAnswer } from "../../ui/paper";
import { defaultPrinter, printersOf, setDefaultPrinter } from "../../ui/printer";
import { record, send, status, underWay } from "../../ui/session";
import { labelOf, subjectOf } from "./carton-label";

type Form = "pdf" | "zpl";
const PRINTERS_SHOWN = 3;

const path = (carton: Carton, form: Form): string =>
  `/api/labels/carton/${carton.id.split("/").map(encodeURIComponent).join("/")}.${form}`;

export function Label({ carton }: { carton: Carton }) {
  if (!carton.sscc)
    return (
      <p class="note info" data-testid="label-wait">
        {t(status() === "offline" ? "pack.label_wait" : "pack.label_later")}
      </p>
    );
  return <Drawn carton={carton} />;
}

function Drawn({ carton }: { carton: Carton }) {
  const said = useSignal("");
  const label = labelOf(carton);
  const drawing = svg(layout(label));
  const picture = useMemo(() => URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" })), [drawing]);
  useEffect(() => () => URL.revokeObjectURL(picture), [picture]);
  return (
    <>
      <p class="nums" data-testid="sscc">
        SSCC {carton.sscc}
      </p>
      {label.reprint && (
        <p class="note decide" data-testid="reprint">
          {t("pack.reprint")}
        </p>
      )}
      {said.value && (
        <p class="note info" role="status" data-testid="label-said">
          {said.value}
        </p>
      )}
      <Ways carton={carton} label={label} said={said} />
      <img class="label" src={picture} alt={`${t("pack.label")} ${carton.sscc}`} data-testid="label" />
    </>
  );
}

interface WaysProps {
  readonly carton: Carton;
  readonly label: CartonLabel;
  readonly said: Signal<string>;
}

/** Printers of the building first, this device's own at the head; then this browser's own print, and files. */
function Ways({ carton, label, said }: WaysProps) {
  const own = defaultPrinter(carton.warehouse);
  const printers = printersOf(carton.warehouse)
    .sort((a, b) => Number(b.id === own) - Number(a.id === own))
    .slice(0, PRINTERS_SHOWN);
  const isThere = status() !== "offline" && !underWay("pack.close", "carton", carton.id);
  return (
    <div class="acts two">
      {printers.map((printer) => (
        <Act key={printer.id} on={() => void toPrinter(carton, label, printer, said)} icon="print" testid="print-on">
          {printer.name}
        </Act>
      ))}
      <Act on={() => void toBrowser(carton, label, said)} icon="print" testid="print">
        {t(printers.length > 0 ? "choice.print_here" : "pack.print")}
      </Act>
      {isThere && (
        <>
          <Act on={() => void saveAnswer(send(path(carton, "pdf")), `${carton.sscc}.pdf`)} testid="label-pdf">
            PDF
          </Act>
          <Act on={() => void saveAnswer(send(path(carton, "zpl")), `${carton.sscc}.zpl`)} testid="label-zpl">
            ZPL
          </Act>
        </>
      )}
    </div>
  );
}

async function toPrinter(carton: Carton, label: CartonLabel, printer: Printer, said: Signal<string>): Promise<void> {
  setDefaultPrinter(printer.id);
  said.value = await printed(carton, label, printer);
}

/** Have a printer make it, now or when there is a network; what to say of that. */
async function printed(carton: Carton, label: CartonLabel, printer: Printer): Promise<string> {
  const kept = await keep(carton, label, printer.id);
  return kept || t(status() === "offline" ? "pack.prints_later" : "pack.prints_on", { printer: printer.name });
}

/** The printer that stands at this bench: the one that this device printed on last. */
const ownPrinter = ({ warehouse }: Carton): Printer | undefined =>
  printersOf(warehouse).find(({ id }) => id === defaultPrinter(warehouse));

/** The label of a carton that was just closed, without a tap, where the bench has a printer and the carton a number. */
export async function printAtOnce(carton: Carton): Promise<void> {
  const printer = ownPrinter(carton);
  if (printer && carton.sscc && carton.stage === "closed") await printed(carton, labelOf(carton), printer);
}

/** A label once more: on the bench's printer, or else by this browser's own print. Gives what to say. */
export async function printAgain(carton: Carton): Promise<string> {
  const [label, printer, said] = [labelOf(carton), ownPrinter(carton), signal("")];
  if (printer) return printed(carton, label, printer);
  await toBrowser(carton, label, said);
  return said.value || t("pack.label");
}

/** Kept first, if it can be: the next label of this carton is a reprint, whatever becomes of this page. */
async function toBrowser(carton: Carton, label: CartonLabel, said: Signal<string>): Promise<void> {
  said.value = await keep(carton, label, "");
  print(svg(layout(label)));
}

/** Keep that there is a label now. Says why it could not be kept; empty if it was. */
async function keep(carton: Carton, label: CartonLabel, printer: string): Promise<string> {
  const done = await record("label.print", {
    job: newId(), warehouse: carton.warehouse, printer, label: JSON.stringify(label), subject: subjectOf(carton),
  });
  return "failed" in done ? t(`failed.${done.failed}`) : "";
}

/** The browser's own print: the label fills the page. */
function print(drawing: string): void {
  const src = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
  void printPictures([src], () => URL.revokeObjectURL(src));
}
