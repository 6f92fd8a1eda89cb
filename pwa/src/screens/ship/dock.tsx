/** The trucks at the docks. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { load } from "../../domain/ship/check";
import { makeAnswers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Field } from "../../ui/forms";
import { Act, Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { newId } from "../../ui/ids";
import { act, readScan, tellStray } from "../../ui/scan";
import { rows, unsent, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "../home/extras";
import { myJobs } from "../jobs";

export function Dock() {
  const answers = useMemo(makeAnswers, []);
  const opening = useSignal(false);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const open = rows().where("manifest", "stage", "open");
  const waiting = rows()
    .where("carton", "stage", "closed")
    .filter((carton) => carton.warehouse === warehouse()).length;
  const asked = unsent().filter((op) => op.kind === "ship.open");
  const bar = !opening.value && (
    <Act on={() => (opening.value = true)} icon="plus" look={open.length === 0 ? "main" : "plain"} testid="ship-open">
      {t("ship.open")}
    </Act>
  );
  return (
    <Shell title={t("job.ship")} {...(myJobs().length > 1 ? { back: [] } : {})} answers={answers} bar={bar}>
      <p class="note info" data-testid="cartons-wait">
        {t("ship.wait", { n: waiting })}
      </p>
      {opening.value && <OpenForm answers={answers} done={() => (opening.value = false)} />}
      {open.length + asked.length === 0 && !opening.value && (
        <Empty icon="truck" title={t("ship.none")}>
          {t("ship.none_why")}
        </Empty>
      )}
      <nav class="list" aria-label={t("job.ship")}>
        {open.map((manifest) => (
          <LinkRow key={manifest.id} to={["ship", manifest.id]} testid="manifest-row">
            <Icon name="truck" size={32} />
            <span class="grow">
              <strong>
                {manifest.dock} · {manifest.carrier}
              </strong>
              <p>
                {manifest.number} {manifest.vehicle}
              </p>
            </span>
            <span class="tag">{t("ship.cartons", { n: load(rows(), manifest).on.length })}</span>
          </LinkRow>
        ))}
        {asked.map((op) => (
          <p class="note info" key={op.n}>
            {String(op.body["dock"])} · {String(op.body["carrier"])}: {t("ship.pending")}
          </p>
        ))}
      </nav>
      <Extras />
    </Shell>
  );
}

function OpenForm({ answers, done }: { answers: ReturnType<typeof makeAnswers>; done: () => void }) {
  const docks = rows()
    .where("location", "kind", "dock")
    .filter((place) => place.warehouse === warehouse());
  const [dock, carrier, vehicle] = [useSignal(docks[0]?.code ?? "D1"), useSignal(""), useSignal("")];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      manifest: newId(),
      warehouse: warehouse(),
      dock: dock.value,
      carrier: carrier.value.trim(),
      vehicle: vehicle.value.trim(),
    };
    done();
    await act(answers, "ship.open", body, { title: t("ship.opened") });
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      {docks.length > 1 ? (
        <label class="field">
          <span>{t("ship.dock")}</span>
          <select value={dock.value} onChange={(event) => (dock.value = event.currentTarget.value)} data-testid="dock">
            {docks.map((place) => (
              <option key={place.id} value={place.code}>
                {place.code}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <Field label={t("ship.dock")} value={dock.value} on={(v) => (dock.value = v)} testid="dock" />
      )}
      <Field label={t("ship.carrier")} value={carrier.value} on={(v) => (carrier.value = v)} testid="carrier" />
      <Field label={t("ship.vehicle")} value={vehicle.value} on={(v) => (vehicle.value = v)} testid="vehicle" />
      <div class="acts">
        <Act on={done}>{t("cancel")}</Act>
        <button type="submit" class="act main" data-testid="ship-open-do" disabled={carrier.value.trim() === ""}>
          {t("ship.open")}
        </button>
      </div>
    </form>
  );
}
