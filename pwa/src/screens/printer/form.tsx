/** A printer is set up, changed, or taken away. Whether it answers shows on its page a moment later. */

import { useSignal } from "@preact/signals";
import type { Printer } from "../../generated/rows";
import type { Answers } from "../../ui/flash";
import { Choice, Field } from "../../ui/forms";
import { newId } from "../../ui/ids";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { here } from "../../ui/printer";
import { go } from "../../ui/route";
import { ask } from "../../ui/scan";
import { Shell } from "../../ui/shell";

const DPI = [203, 300, 600] as const;
/** Labels as they are sold for label printers, in millimetres. */
const SIZES = ["102x152", "102x76", "76x51", "70x37", "57x32"] as const;
const USUAL = { name: "", host: "", port: 9100, dpi: 203, width_mm: 102, height_mm: 152, active: true, note: "" };

interface FormProps {
  readonly answers: Answers;
  readonly printer: Printer | null;
  readonly done?: () => void;
}

export function PrinterForm({ answers, printer, done }: FormProps) {
  const form = useSignal(printer ?? USUAL);
  const sure = useSignal(false);
  const now = form.value;
  const change = (some: Partial<typeof USUAL>): void => void (form.value = { ...now, ...some });
  const whole = now.name.trim() !== "" && now.host.trim() !== "" && now.width_mm >= 10 && now.height_mm >= 10;
  const leave = (id: string): void => (done ? done() : go("printers", id));
  const save = async (): Promise<void> => {
    const id = printer?.id ?? newId();
    const { port, dpi, width_mm, height_mm, active, note } = now;
    const body = { printer: id, warehouse: printer?.warehouse ?? here(), name: now.name.trim(), host: now.host.trim(), port, dpi, width_mm, height_mm, active, note };
    const telling = { title: t("order.sent"), then: t("printer.kept", { printer: body.name }) };
    if (await ask(answers, "printer.set", body, telling)) leave(id);
  };
  const remove = async (gone: Printer): Promise<void> => {
    const telling = { title: t("order.sent"), then: t("printer.removed", { printer: gone.name }) };
    if (await ask(answers, "printer.remove", { printer: gone.id }, telling)) go("printers");
  };
  return (
    <Shell
      title={printer ? printer.name : t("printer.add")}
      back={["printers"]}
      answers={answers}
      bar={
        <>
          {done && <Act on={done}>{t("cancel")}</Act>}
          <Act look="main" on={() => void save()} off={!whole} testid="printer-save">
            {t("save")}
          </Act>
        </>
      }
    >
      <Field big label={t("printer.name")} value={now.name} on={(name) => change({ name })} testid="printer-name" />
      <Field big label={t("printer.host")} value={now.host} on={(host) => change({ host })} testid="printer-host" />
      <Field figures label={t("printer.port")} value={String(now.port)} on={(v) => change({ port: figuresOf(v) })} testid="printer-port" />
      <Choice label="dpi" value={now.dpi} of={DPI.map((n) => [n, String(n)] as const)} on={(dpi) => change({ dpi })} testid="printer-dpi" />
      <Choice
        label={t("printer.size")}
        value={`${now.width_mm}x${now.height_mm}`}
        of={SIZES.map((size) => [size as string, size.replace("x", " × ")] as const)}
        on={(size) => change(sized(size))}
        testid="printer-size"
      />
      <div class="pairs">
        <Field figures label={t("printer.width")} value={String(now.width_mm)} on={(v) => change({ width_mm: figuresOf(v) })} testid="printer-width" />
        <Field figures label={t("printer.height")} value={String(now.height_mm)} on={(v) => change({ height_mm: figuresOf(v) })} testid="printer-height" />
      </div>
      <Field label={t("printer.note")} value={now.note} on={(note) => change({ note })} testid="printer-note" />
      <label class="check">
        <input type="checkbox" checked={now.active} onChange={(event) => change({ active: event.currentTarget.checked })} data-testid="printer-active" />
        <span>{t("printer.in_use")}</span>
      </label>
      {printer && !sure.value && (
        <Act on={() => (sure.value = true)} testid="printer-remove">
          {t("printer.remove")}
        </Act>
      )}
      {printer && sure.value && (
        <section class="list">
          <p class="note decide">{t("printer.remove_why")}</p>
          <Act look="danger" on={() => void remove(printer)} testid="printer-remove-yes">
            {t("printer.remove")}
          </Act>
        </section>
      )}
    </Shell>
  );
}

const figuresOf = (typed: string): number => Number(typed.replace(/\D/g, "").slice(0, 5)) || 0;

function sized(size: string): { width_mm: number; height_mm: number } {
  const [width_mm = 0, height_mm = 0] = size.split("x").map(Number);
  return { width_mm, height_mm };
}
