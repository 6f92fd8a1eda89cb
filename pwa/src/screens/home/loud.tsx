/** At the start of a shift, once for each person on each device: is it loud enough for this hall? */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { play, type Tone } from "../../devices/sound";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { today } from "../../ui/scan";
import { may, me } from "../../ui/session";

const HEARD = "tote.heard";
/** What must not be missed with the eyes on a shelf. */
const PLAYED: readonly Tone[] = ["right", "wrong", "decide"];
const APART_MS = 900;

const shift = (): string => `${today()} ${me()?.person.id ?? ""}`;
const scans = (): boolean => may("pick") || may("pack") || may("load");

type Stage = "ask" | "played" | "missed";

export function VolumeCheck() {
  const heard = useSignal(localStorage.getItem(HEARD) === shift());
  const stage = useSignal<Stage>("ask");
  const timers = useRef<number[]>([]);
  const stop = (): void => timers.current.forEach(clearTimeout);
  useEffect(() => stop, []);
  if (heard.value || !scans()) return null;
  const playAll = (): void => {
    stop();
    timers.current = PLAYED.map((tone, nth) => window.setTimeout(() => play(tone), nth * APART_MS));
    stage.value = "played";
  };
  const yes = (): void => {
    localStorage.setItem(HEARD, shift());
    heard.value = true;
  };
  return (
    <section class="card" data-testid="volume">
      <h2>{t("volume.title")}</h2>
      <p class={stage.value === "missed" ? "note decide" : "quiet"} role="status">
        {t(`volume.${stage.value}`)}
      </p>
      <div class="acts">
        {stage.value === "played" ? (
          <>
            <Act icon="tick" on={yes} testid="volume-yes">
              {t("volume.yes")}
            </Act>
            <Act icon="cross" on={() => (stage.value = "missed")} testid="volume-no">
              {t("volume.no")}
            </Act>
          </>
        ) : (
          <Act icon="sound" on={playAll} testid="volume-play">
            {t("volume.play")}
          </Act>
        )}
      </div>
    </section>
  );
}
