/** What is typed or chosen. Apart from `kit.tsx`, since the first screens of the floor have none of it. */

import { Icon } from "./icons";
import { t } from "./lang";

/** Figures for a number without the keyboard of the device. */
export function Keypad({ value, on }: { value: string; on: (value: string) => void }) {
  const most = 6;
  const press = (key: string) => () => {
    if (key === "back") on(value.slice(0, -1));
    else if (value.length < most) on((value + key).replace(/^0+(?=\d)/, ""));
  };
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0", "back"];
  return (
    <div class="keypad" role="group" aria-label={t("figures")}>
      {keys.map((key) => (
        <button
          type="button"
          class="act plain"
          key={key}
          onClick={press(key)}
          data-testid={`key-${key}`}
          aria-label={key === "back" ? t("delete") : key}
        >
          {key === "back" ? <Icon name="back" /> : key}
        </button>
      ))}
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly on: (value: string) => void;
  readonly testid?: string;
  readonly type?: "text" | "password";
  readonly autocomplete?: string;
  readonly big?: boolean;
  /** Figures: the device shows its keys for them. */
  readonly figures?: boolean;
  /** A scan does not stay in it, but goes to the screen. */
  readonly scans?: boolean;
}

/** A line of text that a person types; a scan into it stays in it. */
export const Field = ({ label, value, on, testid, type = "text", autocomplete = "off", big, figures, scans }: FieldProps) => (
  <label class={big ? "field big" : "field"}>
    <span>{label}</span>
    <input
      {...(type === "password" ? { type } : {})}
      value={value}
      autoComplete={autocomplete}
      autoCapitalize="off"
      spellcheck={false}
      data-scan={scans ? undefined : "keep"}
      inputMode={figures ? "numeric" : undefined}
      data-testid={testid}
      onInput={(event) => on(event.currentTarget.value)}
    />
  </label>
);

/** One of a few, all in sight. */
export function Choice<T extends string | number>({
  label,
  value,
  of,
  on,
  testid,
}: {
  label: string;
  value: T;
  of: readonly (readonly [T, string])[];
  on: (value: T) => void;
  testid?: string;
}) {
  return (
    <fieldset class="choice" data-testid={testid}>
      <legend>{label}</legend>
      <div class="options">
        {of.map(([key, text]) => (
          <button
            type="button"
            key={key}
            class="act plain"
            aria-pressed={key === value}
            onClick={() => on(key)}
            data-testid={`${testid}-${key}`}
          >
            {text}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
