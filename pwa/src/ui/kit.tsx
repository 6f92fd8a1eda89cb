/** The few parts that screens are made of. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { onKey, onScan, type ScanTaker } from "../devices/wedge";
import { Icon, type IconName } from "./icons";
import { t } from "./lang";
import { once } from "./once";
import { address, go, route } from "./route";
import { may } from "./session";

interface ActProps {
  /** What it gives, if that is a promise, is waited for before a tap counts again. */
  readonly on: () => unknown;
  readonly children: ComponentChildren;
  readonly icon?: IconName;
  readonly look?: "main" | "plain" | "danger" | "giant" | "tall";
  readonly testid?: string;
  readonly off?: boolean;
}

/** A button that does something. */
export function Act({ on, children, icon, look = "plain", testid, off = false }: ActProps) {
  const busy = useRef(false);
  return (
    <button type="button" class={`act ${look}`} onClick={(tap) => once(tap, busy, on)} disabled={off} data-testid={testid}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A row that leads somewhere. */
export const LinkRow = ({
  to,
  children,
  testid,
  current,
}: {
  to: readonly string[];
  children: ComponentChildren;
  testid?: string;
  current?: boolean;
}) => (
  <a class="row" href={address(...to)} data-testid={testid} aria-current={current ? "true" : undefined}>
    {children}
  </a>
);

/** Why nothing is here, and what will bring something. */
export const Empty = ({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) => (
  <section class="empty">
    <Icon name={icon} size={56} />
    <h2>{title}</h2>
    {children && <p>{children}</p>}
  </section>
);

export const Bar = ({ value, max, label }: { value: number; max: number; label: string }) => (
  <progress value={value} max={Math.max(1, max)} aria-label={label} />
);

/** A number between two, changed by large keys. */
export function Stepper({
  value,
  min,
  max,
  on,
  label,
}: {
  value: number;
  min: number;
  max: number;
  on: (n: number) => void;
  label: string;
}) {
  const to = (n: number) => () => on(Math.min(max, Math.max(min, n)));
  return (
    <div class="stepper" role="group" aria-label={label}>
      <button
        type="button"
        class="act plain"
        onClick={to(value - 1)}
        disabled={value <= min}
        aria-label={t("less")}
        data-testid="less"
      >
        <Icon name="short" />
      </button>
      <output data-testid="stepper">{value}</output>
      <button
        type="button"
        class="act plain"
        onClick={to(value + 1)}
        disabled={value >= max}
        aria-label={t("more")}
        data-testid="more"
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}

/** Scans come to this screen while it is on top, from its first paint on: none falls between two screens. */
export function useScan(taker: ScanTaker): void {
  const now = useRef(taker);
  now.current = taker;
  useLayoutEffect(() => onScan((raw) => (LOOK.test(raw) && canLook() ? look() : now.current(raw))), []);
}

/** The command label that means the same at every step. */
const LOOK = /^(\][A-Za-z]\d)?C-LOOK$/i;
const canLook = (): boolean => may("read.floor") && route.value[0] !== "look";
/** To see what something is, and back to what was left here. */
const look = (): void => go("look", ...route.value);

export function useKey(taker: (key: string) => void): void {
  const now = useRef(taker);
  now.current = taker;
  useLayoutEffect(() => onKey((key) => now.current(key)), []);
}
