/** One tap does one thing. */

import { afterPaint } from "../sync/after-paint";

/** What the browser knows of a click: `detail` counts those that came at one spot in quick order. */
interface Tap {
  readonly detail: number;
}

/**
 * Do what a button is for, at most once a tap. The second of a double tap is no wish of its own, whatever has come under
 * the finger by then; nor is one that comes before what the first has begun is done, and shows.
 */
export async function once({ detail }: Tap, busy: { current: boolean }, on: () => unknown): Promise<void> {
  if (busy.current || detail > 1) return;
  busy.current = true;
  try {
    await on();
  } finally {
    afterPaint(() => (busy.current = false));
  }
}
