/** All our devices: how each stands, and what to do when one is missing. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Device, DeviceScanner } from "../../generated/rows";
import { Choice } from "../../ui/forms";
import { makeAnswers, type Answers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Act, Empty } from "../../ui/kit";
import { t, tOr } from "../../ui/lang";
import { go } from "../../ui/route";
import { ask } from "../../ui/scan";
import { getJson, rows, status, underWay } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { AddDevice } from "./add";
import { ago, type Seen } from "./seen";

export function Devices({ part }: { part: string | undefined }) {
  const answers = useMemo(makeAnswers, []);
  const seen = useSignal<ReadonlyMap<string, Seen>>(new Map());
  const online = status() !== "offline";
  useEffect(() => {
    if (online) void lastSeen().then((found) => (seen.value = found));
  }, [online]);
  if (part === "add") return <AddDevice />;
  const only = useSignal<"all" | "attention">("all");
  const order = { lost: 0, active: 1, revoked: 2 } as const;
  const every = rows()
    .all("device")
    .filter((device) => device.kind !== "system")
    .sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name));
  const all = only.value === "all" ? every : every.filter((one) => needsAttention(one, seen.value.get(one.id)));
  return (
    <Shell title={t("job.devices")} back={[]} answers={answers}>
      <Act look="main" icon="plus" on={() => go("devices", "add")} testid="device-add">
        {t("devices.add")}
      </Act>
      {every.length > 0 && (
        <Choice
          label={t("devices.show")}
          value={only.value}
          of={[
            ["all", t("devices.all")],
            ["attention", t("devices.attention")],
          ]}
          on={(to) => (only.value = to)}
          testid="devices-show"
        />
      )}
      {all.length === 0 && (
        <Empty icon="phone" title={t(every.length === 0 ? "devices.none" : "devices.none_attention")} />
      )}
      {all.map((device) => (
        <DeviceCard key={device.id} device={device} seen={seen.value.get(device.id)} answers={answers} />
      ))}
    </Shell>
  );
}

const scannerOf = (device: Device): DeviceScanner | undefined => rows().get("device_scanner", device.id);

/** It is lost, keeps back what was done on it, or its scanner reads badly or was never looked at. */
function needsAttention(device: Device, seen: Seen | undefined): boolean {
  if (device.state === "revoked") return false;
  const scanner = scannerOf(device);
  const unchecked = scanner === undefined && device.kind === "handheld";
  const held = seen !== undefined && seen.declared_n > seen.last_n;
  return device.state === "lost" || held || unchecked || (scanner !== undefined && scanner.verdict !== "ok");
}

async function lastSeen(): Promise<ReadonlyMap<string, Seen>> {
  try {
    const { devices } = await getJson<{ devices: Seen[] }>("/api/queries/device/seen");
    return new Map(devices.map((one) => [one.device, one]));
  } catch {
    return new Map(); // without a network nobody knows; the list itself is here
  }
}

const TAG = { active: "good", lost: "wrong", revoked: "" } as const;
type Fate = "report_lost" | "revoke";

function DeviceCard({ device, seen, answers }: { device: Device; seen: Seen | undefined; answers: Answers }) {
  const sure = useSignal<Fate | null>(null);
  const busy =
    underWay("device.report_lost", "device", device.id) || underWay("device.revoke", "device", device.id);
  const held = seen ? seen.declared_n - seen.last_n : 0;
  const yes = (act: Fate): void => {
    sure.value = null;
    const telling = { title: t("order.sent"), then: t(`devices.${act}_done`) };
    void ask(answers, `device.${act}`, { device: device.id }, telling);
  };
  return (
    <article class="card" data-testid="device-card" data-device={device.id} data-state={device.state}>
      <div class="pair">
        <h2>{device.name || t(`kind_of.${device.kind}` as Word)}</h2>
        <span class={`tag ${TAG[device.state]}`}>{t(`devices.${device.state}`)}</span>
      </div>
      <p class="quiet">
        {t(`kind_of.${device.kind}` as Word)} · {t(device.shared ? "devices.shared" : "devices.own")}
        {device.warehouse && ` · ${device.warehouse}`}
        {` · ${seen ? t("devices.seen", { ago: ago(seen.seen_at) }) : t("devices.not_seen")}`}
      </p>
      {held > 0 && <p class="note decide">{t("devices.holds", { n: held })}</p>}
      {device.state !== "revoked" && <ScannerState device={device} />}
      {sure.value && <Sure act={sure.value} yes={yes} no={() => (sure.value = null)} />}
      {!sure.value && device.state !== "revoked" && (
        <div class="acts">
          {device.state === "active" && (
            <Act on={() => (sure.value = "report_lost")} off={busy} testid="device-lost">
              {t("devices.lose")}
            </Act>
          )}
          <Act on={() => (sure.value = "revoke")} off={busy} testid="device-revoke">
            {t("devices.retire")}
          </Act>
        </div>
      )}
    </article>
  );
}

const STATES = { ok: "good", slow: "decide", stop: "wrong", none: "" } as const;

/** How its scanner was found when it was last checked. */
function ScannerState({ device }: { device: Device }) {
  const scanner = scannerOf(device);
  const verdict = scanner?.verdict ?? "none";
  return (
    <section class="list" data-testid="device-scanner" data-verdict={verdict}>
      <p class="quiet">
        <span class={`tag ${STATES[verdict]}`}>{t(`check.state.${verdict}`)}</span>{" "}
        {scanner && [scanner.model, t("check.last", { ago: ago(scanner.checked_at) })].filter(Boolean).join(" · ")}
      </p>
      {scanner && scanner.findings.length > 0 && (
        <p data-testid="device-findings">{scanner.findings.map((code) => tOr(`check.is.${code}`)).join(" · ")}</p>
      )}
    </section>
  );
}

/** What will happen, in plain words, before it does. */
const Sure = ({ act, yes, no }: { act: Fate; yes: (act: Fate) => void; no: () => void }) => (
  <section class="list" data-testid="device-sure">
    <p class="note decide">
      <Icon name="warn" /> {t(`devices.${act}_why`)}
    </p>
    <div class="acts">
      <Act look="danger" on={() => yes(act)} testid="device-yes">
        {t(act === "report_lost" ? "devices.lose" : "devices.retire")}
      </Act>
      <Act on={no}>{t("cancel")}</Act>
    </div>
  </section>
);
