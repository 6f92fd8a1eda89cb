/** The few parts that screens are made of. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { onKey, onScan, type ScanTaker } from "../devices/wedge";
import { Icon, type IconName } from "./icons";
import { t } from "./lang";
import { address } from "./route";

interface ActProps {
  readonly on: () => void;
  readonly children: ComponentChildren;
  readonly icon?: IconName;
  readonly look?: "main" | "plain" | "danger" | "giant" | "tall";
  readonly testid?: string;
  readonly off?: boolean;
}

/** A button that does something. */
export const Act = ({ on, children, icon, look = "plain", testid, off = false }: ActProps) => (
  <button type="button" class={`act ${look}`} onClick={on} disabled={off} data-testid={testid}>
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </button>
);

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

/** Scans come to this screen while it is on top. */
export function useScan(taker: ScanTaker): void {
  const now = useRef(taker);
  now.current = taker;
  useEffect(() => onScan((raw) => now.current(raw)), []);
}

export function useKey(taker: (key: string) => void): void {
  const now = useRef(taker);
  now.current = taker;
  useEffect(() => onKey((key) => now.current(key)), []);
}
