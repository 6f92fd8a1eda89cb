/** Keys for a PIN, large enough for gloves. What was typed is never shown. */

import type { Signal } from "@preact/signals";
import { Icon } from "../../ui/icons";
import { useKey } from "../../ui/kit";
import { t } from "../../ui/lang";

const MOST = 12;

export function PinPad({ pin, done, busy }: { pin: Signal<string>; done: () => void; busy: boolean }) {
  const add = (digit: string): void => {
    if (!busy && pin.value.length < MOST) pin.value += digit;
  };
  useKey((key) => {
    if (/^\d$/.test(key)) add(key);
  });
  return (
    <>
      <p class="dots" role="status" aria-label={t("lock.typed", { n: pin.value.length })} data-testid="pin-dots">
        {Array.from({ length: Math.max(6, pin.value.length) }, (_, i) => (
          <i key={i} class={i < pin.value.length ? "on" : ""} />
        ))}
      </p>
      <div class="keypad pin" role="group" aria-label={t("figures")}>
        {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((key) => (
          <button type="button" class="act plain" key={key} onClick={() => add(key)} data-testid={`pin-${key}`}>
            {key}
          </button>
        ))}
        <button
          type="button"
          class="act plain"
          onClick={() => (pin.value = pin.value.slice(0, -1))}
          aria-label={t("delete")}
          data-testid="pin-back"
        >
          <Icon name="back" />
        </button>
        <button type="button" class="act plain" onClick={() => add("0")} data-testid="pin-0">
          0
        </button>
        <button
          type="button"
          class="act main"
          onClick={done}
          disabled={busy || pin.value.length < 4}
          aria-label={t("done")}
          data-testid="pin-ok"
        >
          <Icon name="tick" size={32} />
        </button>
      </div>
    </>
  );
}
