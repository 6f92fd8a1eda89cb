/** What takes long waits for the frame under way, so that the answer to a scan is seen first. */

/** A page that nobody sees has no frames: there it waits only so long. */
const UNSEEN_MS = 100;
/** One that is seen has its frame, though a slow handheld may take longer for it; it may also be hidden meanwhile. */
const SEEN_MS = 1_000;

/** Do this once the next frame has been painted. */
export function afterPaint(work: () => void): void {
  let isOver = false;
  const once = (): void => {
    if (!isOver) work();
    isOver = true;
  };
  setTimeout(once, document.hidden ? UNSEEN_MS : SEEN_MS);
  requestAnimationFrame(() => setTimeout(once));
}
