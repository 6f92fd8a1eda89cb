/** What comes when it is first shown. The kept shell holds its code, so no network is needed. */

import { signal } from "@preact/signals";
import type { ComponentType, VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { holdScans } from "../devices/wedge";
import { rulesFor } from "../sync/rules";
import { loadMore } from "./lang";

/** In place of a screen that is on its way: what is scanned for it waits. */
function Coming(): null {
  useLayoutEffect(holdScans, []);
  return null;
}

/** A whole screen. */
export const laterScreen = <P extends object>(
  load: () => Promise<ComponentType<P>>, also = all,
): ((props: P) => VNode | null) => later(load, Coming, also);

/** What a screen needs at hand: the sentences and the rules of all, as one may lead to any other. */
const all = (): Promise<unknown> => Promise.all([loadMore(), rulesFor()]);
/** For one that says no more than the first sentences, and does nothing by a rule. */
export const nothing = (): Promise<unknown> => Promise.resolve();

/** A part of one. `Meanwhile` stands in its place until it is there. */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>, Meanwhile: ComponentType | null = null, also = all,
): (props: P) => VNode | null {
  const found = signal<{ readonly Screen: ComponentType<P> } | null>(null);
  let asked = false;
  return function Later(props: P) {
    if (found.value) return <found.value.Screen {...props} />;
    if (!asked) {
      asked = true;
      void Promise.all([load(), also()]).then(
        ([Screen]) => (found.value = { Screen }),
        () => (asked = false), // asked again at the next paint
      );
    }
    return Meanwhile && <Meanwhile />;
  };
}
