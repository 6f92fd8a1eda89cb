/** The label as it will come out, drawn by the server itself. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Label } from "../../domain/label/label";
import { OWN } from "../../domain/label/sheet";
import { Icon } from "../../ui/icons";
import { t } from "../../ui/lang";
import { status } from "../../ui/session";
import { draw, type Drawn } from "./drawn";

/** `sheet`: what it will be printed on, which may be too small for it. `bad` is told whether it cannot be printed. */
export function Preview({ label, title, sheet, bad }: {
  label: Label;
  title: string;
  sheet: string;
  bad: (is: boolean) => void;
}) {
  const shown = useSignal<Drawn | null>(null);
  const online = status() !== "offline";
  useEffect(() => {
    let over = false;
    void (async () => {
      const picture = await draw({ labels: [label], form: "svg" });
      const fits = "url" in picture && sheet !== OWN ? await draw({ labels: [label], form: "pdf", sheet }) : picture;
      if (fits !== picture && "url" in fits) URL.revokeObjectURL(fits.url);
      if (over) return drop(picture);
      drop(shown.value);
      shown.value = "url" in fits ? picture : fits;
      bad("fault" in fits && !fits.offline);
    })();
    return () => void (over = true);
  }, [JSON.stringify(label), sheet, online]);
  useEffect(() => () => drop(shown.value), []);
  const now = shown.value;
  if (now && "url" in now)
    return <img class="label preview" src={now.url} alt={t("label.preview_of", { what: title })} data-testid="label-preview" />;
  if (now?.offline || !online)
    return (
      <p class="note info" role="status" data-testid="label-no-preview">
        {t("label.needs_network")}
      </p>
    );
  if (!now) return <p class="quiet">{t("label.drawing")}</p>;
  return (
    <section class="note wrong" role="alert" data-testid="label-fault">
      <Icon name="warn" />
      {now.fault.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

function drop(drawn: Drawn | null): void {
  if (drawn && "url" in drawn) URL.revokeObjectURL(drawn.url);
}
