/** A screen whose code comes when it is first shown. The kept shell holds it, so no network is needed. */

import { signal } from "@preact/signals";
import { rulesFor } from "../sync/rules";
import { loadMore } from "./lang";
import type { ComponentType, VNode } from "preact";

export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => VNode | null {
  const found = signal<{ readonly Screen: ComponentType<P> } | null>(null);
  let asked = false;
  return function Later(props: P) {
    if (found.value) return <found.value.Screen {...props} />;
    if (!asked) {
      asked = true;
      void Promise.all([load(), loadMore(), rulesFor()]).then(
        ([Screen]) => (found.value = { Screen }),
        () => (asked = false), // asked again at the next paint
      );
    }
    return null;
  };
}
