/** The camera as a scanner: its button, and the place where its picture stands in for the screen's body. */

import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Seen, Verdict } from "../domain/seen";
import { Icon } from "./icons";
import { t } from "./lang";
import { later } from "./later";

/** What the step at hand wants of the camera. */
export interface Aim {
  /** In words, such as "Scan the shelf". */
  readonly ask: string;
  /** What a code would come to; where nobody can say, any readable one is right. */
  readonly sees?: (seen: Seen) => Verdict<unknown> | null;
  /** Badges, and nothing else. */
  readonly badges?: boolean;
}

const CameraSheet = later(() => import("../screens/camera/sheet").then((m) => m.CameraSheet));
const aim = signal<{ readonly now: () => Aim } | null>(null);

export const closeCamera = (): void => void (aim.value = null);

export function CameraAct(props: Aim & { readonly tall?: boolean }) {
  const last = useRef<Aim>(props);
  last.current = props;
  useEffect(() => closeCamera, []);
  return (
    <button
      type="button"
      class={props.tall ? "act plain tall" : "act plain"}
      aria-pressed={aim.value !== null}
      onClick={() => (aim.value = aim.value ? null : { now: () => last.current })}
      data-testid="camera"
    >
      <Icon name="camera" />
      <span>{t("camera.do")}</span>
    </button>
  );
}

/** The body of a screen; it waits behind the camera's picture. */
export const Main = ({ children }: { children: ComponentChildren }) => (
  <>
    <main class="body" hidden={aim.value !== null}>
      {children}
    </main>
    {aim.value && <CameraSheet now={aim.value.now} />}
  </>
);
