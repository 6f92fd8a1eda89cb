/** How many: by large keys, or typed where it is more than a few. */

import { Icon } from "../../ui/icons";
import { t } from "../../ui/lang";

export function Count({ label, value, most, on }: { label: string; value: number; most: number; on: (n: number) => void }) {
  const to = (n: number): void => on(Math.min(most, Math.max(1, Math.floor(n) || 1)));
  return (
    <div class="choice">
      <label class="legend" for="label-copies">
        {label}
      </label>
      <div class="stepper">
        <button type="button" class="act plain" onClick={() => to(value - 1)} disabled={value <= 1} aria-label={t("less")} data-testid="less">
          <Icon name="short" />
        </button>
        <input
          id="label-copies"
          class="nums"
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(event) => {
            to(Number(event.currentTarget.value));
            event.currentTarget.value = String(value);
          }}
          data-testid="label-copies"
        />
        <button type="button" class="act plain" onClick={() => to(value + 1)} disabled={value >= most} aria-label={t("more")} data-testid="more">
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}
