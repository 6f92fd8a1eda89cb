/** Scan or type anything, see what it is and where, and go back to where one was. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { search, thingsOf, type Thing } from "../../domain/look/find";
import { shown } from "../../domain/seen";
import { CameraAct } from "../../ui/aim";
import { makeAnswers, sound } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Icon, type IconName } from "../../ui/icons";
import { useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { route } from "../../ui/route";
import { readScan, tellHelp, tellWrong } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Card } from "./card";

const SHOWN = 8;
const ICON: Readonly<Record<Thing["is"], IconName>> = { product: "item", place: "shelf", order: "list", carton: "box" };

export function Look() {
  const answers = useMemo(makeAnswers, []);
  const text = useSignal("");
  const things = useSignal<readonly Thing[]>([]);
  const show = (found: readonly Thing[]): void => {
    [things.value, text.value] = [found, ""];
  };
  useScan((raw) => {
    const seen = readScan(raw);
    if (seen.form === "command") return tellHelp(answers, t("look.ask"), []);
    const found = thingsOf(seen, rows(), warehouse());
    if (found.length === 0) return tellWrong(answers, seen.error === null ? "unknown_code" : "unreadable", shown(seen), "");
    show(found);
    answers.clear();
    sound("right");
  });
  const typed = search(text.value, rows(), warehouse(), SHOWN);
  const from = route.value.slice(1);
  return (
    <Shell title={t("look.do")} back={from} answers={answers} bar={<CameraAct ask={t("look.ask")} />}>
      <Field label={t("look.ask")} value={text.value} on={(v) => (text.value = v)} testid="look-text" scans />
      {typed.length > 0 && (
        <div class="list" data-testid="look-found">
          {typed.map((thing) => (
            <button type="button" class="row found" key={thing.is + thing.id} onClick={() => show([thing])}>
              <Icon name={ICON[thing.is]} />
              <span class="grow">{nameOf(thing)}</span>
            </button>
          ))}
        </div>
      )}
      {text.value === "" && things.value.map((thing) => <Card key={thing.is + thing.id} of={thing} />)}
    </Shell>
  );
}

function nameOf({ is, id }: Thing): string {
  if (is === "product") return `${called(id)} · ${id}`;
  if (is === "place") return placeCode(id);
  if (is === "order") return t("is.order", { name: rows().get("shipment", id)?.order_number ?? id });
  const carton = rows().get("carton", id);
  return t("is.carton", { name: `${carton?.order_number ?? ""} / ${carton?.number ?? ""}` });
}
