/** The badge held to the back of the device: the same as scanned, where the browser can. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hasNfc, listenNfc, type NfcTrouble } from "../../devices/nfc";
import { play } from "../../devices/sound";
import { scanned } from "../../devices/wedge";
import { Drawing } from "../../ui/icons";
import { t } from "../../ui/lang";
import { badgeOf, MARK } from "../../vault/badge";

const WAVES = "M6 8c2 2.500 2 5.500 0 8M10 6c3 4 3 8 0 12M14 4c4 5 4 11 0 16";

export function NfcAct({ wrong }: { wrong: Signal<string> }) {
  const waiting = useSignal(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  if (!hasNfc()) return null;
  const told = (why: NfcTrouble | "none"): void => {
    play("wrong");
    wrong.value = t(`nfc.${why}`);
  };
  const end = (): void => {
    stop.current?.abort();
    waiting.value = false;
  };
  const start = (): void => {
    stop.current = new AbortController();
    [waiting.value, wrong.value] = [true, ""];
    void listenNfc(
      stop.current.signal,
      (text) => {
        const badge = badgeOf(text);
        if (!badge) return told("none");
        end();
        scanned(MARK + badge);
      },
      (why) => {
        if (why !== "unread") end();
        told(why);
      },
    );
  };
  return (
    <button type="button" class="act plain" aria-pressed={waiting.value} onClick={waiting.value ? end : start} data-testid="nfc">
      <Drawing path={WAVES} />
      <span>{t(waiting.value ? "nfc.wait" : "nfc.do")}</span>
    </button>
  );
}
