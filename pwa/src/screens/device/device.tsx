/** This device: who, which language, how large, how loud; and whether its scanner and its store are sound. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BUILD } from "../../build";
import { keptForGood } from "../../devices/install";
import { delayMs, play, type Tone } from "../../devices/sound";
import { Choice } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { Act, LinkRow, useScan } from "../../ui/kit";
import { about, canLockNow, leave, lock } from "../../ui/door";
import { lang, t, type Lang } from "../../ui/lang";
import { prefer } from "../../ui/preference";
import { readScan } from "../../ui/scan";
import { me, pending } from "../../ui/session";
import { settings, SIZES, VOLUMES } from "../../ui/settings";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { Unsent } from "../lock/unsent";
import { PracticeLinks } from "../practice/links";

const TONES: readonly Tone[] = ["right", "done", "accepted", "wrong", "repeated", "decide"];
const SLOW_SOUND_MS = 120;

export function DeviceScreen() {
  const { theme, hand, size, volume } = settings.value;
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
        on={(v) => prefer({ language: v })}
        testid="lang"
      />
      <Choice
        label={t("device.size")}
        value={size}
        of={SIZES.map((n) => [n, `${n} %`] as const)}
        on={(n) => prefer({ size: n })}
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
        on={(v) => prefer({ theme: v })}
        testid="theme"
      />
      <Choice
        label={t("device.hand")}
        value={hand}
        of={[
          ["left", t("device.left")],
          ["right", t("device.right")],
        ]}
        on={(v) => prefer({ hand: v })}
        testid="hand"
      />
      <Choice
        label={t("device.volume")}
        value={volume}
        of={VOLUMES.map((n) => [n, `${n} %`] as const)}
        on={(n) => prefer({ volume: n })}
        testid="volume"
      />
      <p class="quiet">{t("device.follows")}</p>
      <PracticeLinks />
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
      <LinkRow to={["scanner"]} testid="to-scanner">
        <Icon name="scan" />
        <span class="grow">{t("check.title")}</span>
        <Icon name="next" />
      </LinkRow>
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
        <code data-testid="version">{BUILD}</code>
      </p>
    </section>
  );
}
