/** What takes long waits for the frame under way, so that the answer to a scan is seen first. */

/** A page that nobody sees has no frames: there it waits only so long. */
const UNSEEN_MS = 100;

/** Do this once the next frame has been painted. */
export function afterPaint(work: () => void): void {
  let isOver = false;
  const once = (): void => {
    if (!isOver) work();
    isOver = true;
  };
  setTimeout(once, UNSEEN_MS);
  requestAnimationFrame(() => setTimeout(once));
}
