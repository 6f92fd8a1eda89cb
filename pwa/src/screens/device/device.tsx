/** This device: who, which language, how large, how loud; and whether its scanner and its store are sound. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { keptForGood } from "../../devices/install";
import { delayMs, play, type Tone } from "../../devices/sound";
import { Choice } from "../../ui/forms";
import { Act, useScan } from "../../ui/kit";
import { about, canLockNow, leave, lock } from "../../ui/door";
import { choose, lang, t, type Lang } from "../../ui/lang";
import { readScan } from "../../ui/scan";
import { me, pending } from "../../ui/session";
import { change, settings, SIZES } from "../../ui/settings";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { Unsent } from "../lock/unsent";

const TONES: readonly Tone[] = ["right", "done", "wrong", "repeated", "decide"];
const SLOW_SOUND_MS = 120;

export function DeviceScreen() {
  const { theme, hand, size } = settings.value;
  return (
    <Shell title={t("job.device")} back={[]}>
      <section class="card">
        <p class="pair">
          <span class="quiet">{t("device.person")}</span>
          <strong data-testid="person">{me()?.person.name}</strong>
        </p>
        {pending() > 0 && <p class="note info">{t("device.sign_out_kept", { n: pending() })}</p>}
        {about.value && (
          <p class="pair">
            <span class="quiet">{t(about.value.shared ? "devices.shared" : "devices.own")}</span>
            <strong data-testid="device-name">{about.value.name}</strong>
          </p>
        )}
        <Unsent others />
        <div class="acts">
          {canLockNow() && (
            <Act icon="lock" on={() => void lock()} testid="lock-now">
              {t("lock.now")}
            </Act>
          )}
          <Act on={() => void leave()} testid="sign-out">
            {t("device.sign_out")}
          </Act>
        </div>
      </section>
      <Choice<Lang>
        label={t("device.language")}
        value={lang.value}
        of={[
          ["en", "English"],
          ["zh", "中文"],
        ]}
        on={choose}
        testid="lang"
      />
      <Choice
        label={t("device.size")}
        value={size}
        of={SIZES.map((n) => [n, `${n} %`] as const)}
        on={(n) => change({ size: n })}
        testid="size"
      />
      <Choice
        label={t("device.theme")}
        value={theme}
        of={[
          ["light", t("device.light")],
          ["dark", t("device.dark")],
          ["system", t("device.system")],
        ]}
        on={(v) => change({ theme: v })}
        testid="theme"
      />
      <Choice
        label={t("device.hand")}
        value={hand}
        of={[
          ["left", t("device.left")],
          ["right", t("device.right")],
        ]}
        on={(v) => change({ hand: v })}
        testid="hand"
      />
      <Sounds />
      <ScannerTest />
      <Store />
    </Shell>
  );
}

function Sounds() {
  const late = useSignal(0);
  const test = (tone: Tone) => () => {
    play(tone);
    late.value = delayMs();
  };
  return (
    <fieldset class="choice">
      <legend>{t("device.sound")}</legend>
      <div class="options">
        {TONES.map((tone) => (
          <Act key={tone} icon="sound" on={test(tone)} testid={`tone-${tone}`}>
            {t(`tone.${tone}` as Word)}
          </Act>
        ))}
      </div>
      {late.value > SLOW_SOUND_MS && <p class="note decide">{t("device.slow_sound", { ms: late.value })}</p>}
    </fieldset>
  );
}

function ScannerTest() {
  const seen = useSignal("");
  useScan((raw) => {
    const scan = readScan(raw);
    seen.value = `${scan.form}: ${scan.code ?? scan.gtin ?? scan.sscc ?? scan.raw}${scan.error ? ` (${scan.error})` : ""}`;
    play(scan.error ? "wrong" : "right");
  });
  return (
    <section class="card">
      <h2>{t("device.scanner")}</h2>
      <p class={seen.value ? "note good" : "quiet"} role="status" data-testid="scanner-seen">
        {seen.value || t("device.scanner_do")}
      </p>
    </section>
  );
}

function Store() {
  const kept = useSignal(true);
  useEffect(() => void keptForGood().then((yes) => (kept.value = yes)), []);
  return (
    <section class="card">
      <p class={kept.value ? "note good" : "note decide"}>{t(kept.value ? "device.kept_good" : "device.kept_maybe")}</p>
      <p class="pair quiet">
        <span>{t("device.version")}</span>
        <code data-testid="version">{__BUILD__}</code>
      </p>
    </section>
  );
}
