/** A code for one new device: shown as a QR for its camera, and as letters to type, for ten minutes. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Choice, Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { NoNetwork, postJson, Refusal, rows, warehouse } from "../../ui/session";
import { Qr } from "../../ui/qr";
import { Shell } from "../../ui/shell";

const KINDS = ["handheld", "phone", "tablet", "desk"] as const;
type Kind = (typeof KINDS)[number];

interface Code {
  readonly code: string;
  readonly path: string;
  /** UTC milliseconds. */
  readonly expires_at: number;
}

export function AddDevice() {
  const [name, kind, where] = [useSignal(""), useSignal<Kind>("handheld"), useSignal(warehouse())];
  const [shared, code, busy, wrong] = [useSignal(true), useSignal<Code | null>(null), useSignal(false), useSignal("")];
  const make = async (): Promise<void> => {
    [busy.value, wrong.value] = [true, ""];
    const asked = { name: name.value.trim(), kind: kind.value, shared: shared.value, warehouse: where.value };
    try {
      code.value = await postJson<Code>("/api/auth/enrol-code", asked);
    } catch (failed) {
      if (failed instanceof NoNetwork) wrong.value = t("failed.offline");
      else if (failed instanceof Refusal) wrong.value = failed.body[lang.value];
      else throw failed;
    } finally {
      busy.value = false;
    }
  };
  const took = (on: Kind): void => {
    kind.value = on;
    shared.value = on === "handheld" || on === "tablet";
  };
  if (code.value) return <Shown code={code.value} name={name.value} again={() => (code.value = null)} />;
  const bar = (
    <Act look="main" on={() => void make()} off={busy.value || name.value.trim() === ""} testid="code-make">
      {t("devices.code")}
    </Act>
  );
  return (
    <Shell title={t("devices.add")} back={["devices"]} bar={bar}>
      <Field big label={t("devices.name")} value={name.value} on={(v) => (name.value = v)} testid="device-name" />
      <Choice
        label={t("devices.kind")}
        value={kind.value}
        of={KINDS.map((one) => [one, t(`kind_of.${one}`)] as const)}
        on={took}
        testid="device-kind"
      />
      <Choice
        label={t("devices.used_by")}
        value={shared.value ? 1 : 0}
        of={[
          [1, t("devices.by_many")],
          [0, t("devices.by_one")],
        ]}
        on={(v) => (shared.value = v === 1)}
        testid="device-shared"
      />
      <Choice
        label={t("devices.where")}
        value={where.value}
        of={rows()
          .all("warehouse")
          .map((one) => [one.id, lang.value === "zh" ? one.name_zh : one.name_en] as const)}
        on={(v) => (where.value = v)}
        testid="device-warehouse"
      />
      <p class={wrong.value ? "note wrong" : ""} role="alert">
        {wrong.value}
      </p>
    </Shell>
  );
}

function Shown({ code, name, again }: { code: Code; name: string; again: () => void }) {
  const left = useSignal(leftOf(code));
  useEffect(() => {
    const timer = setInterval(() => (left.value = leftOf(code)), 1_000);
    return () => clearInterval(timer);
  }, [code]);
  const over = left.value <= 0;
  const here = rows()
    .all("device")
    .find((device) => device.name === name.trim() && device.state === "active" && device.key !== "");
  const bar = (
    <Act look={over ? "main" : "plain"} on={again} testid="code-again">
      {t("devices.another")}
    </Act>
  );
  if (here)
    return (
      <Shell title={name} back={["devices"]} bar={bar}>
        <p class="note good" role="status" data-testid="code-used">
          {t("devices.enrolled", { name })}
        </p>
      </Shell>
    );
  return (
    <Shell title={name} back={["devices"]} bar={bar}>
      {over ? (
        <p class="note decide">{t("devices.code_over")}</p>
      ) : (
        <>
          <p class="name">{t("devices.code_how", { name })}</p>
          <Qr text={location.origin + code.path} label={t("devices.code")} />
          <p class="pair">
            <span class="quiet">{t("devices.code_left")}</span>
            <strong class="count nums" data-testid="code-left">
              {clock(left.value)}
            </strong>
          </p>
          <p class="quiet">{t("devices.code_type")}</p>
          <p class="code" data-testid="code">
            {code.code.match(/.{1,4}/g)?.join(" ")}
          </p>
        </>
      )}
    </Shell>
  );
}

const leftOf = (code: Code): number => Math.ceil((code.expires_at - Date.now()) / 1_000);
const clock = (s: number): string => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
