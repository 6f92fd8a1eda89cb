/** A device that is lost or out of use: it delivers what it still holds, then it is emptied. Nothing else. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { gone, theGuard } from "../../ui/door";
import { Icon } from "../../ui/icons";
import { t } from "../../ui/lang";
import { pending, session } from "../../ui/session";
import { wipe } from "../../vault/wipe";

const AGAIN_MS = 5_000;

export function Gone() {
  const [empty, left] = [useSignal(false), useSignal<readonly string[]>([])];
  useEffect(() => {
    let over = false;
    let timer = 0;
    const turn = async (): Promise<void> => {
      // With no network it waits: nothing that is not delivered is ever erased.
      if (await delivered()) {
        await session().stop();
        await theGuard().disk.close();
        left.value = await wipe();
        empty.value = left.value.length === 0;
      }
      if (!over && !empty.value) timer = window.setTimeout(() => void turn(), AGAIN_MS);
    };
    void turn();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return (
    <div class="shell">
      <main class="body">
        <section class="empty" data-testid="gone" data-empty={empty.value} data-why={gone.value}>
          <Icon name={empty.value ? "tick" : "lock"} size={72} />
          <h1>{t(gone.value === "device_lost" ? "gone.lost" : "gone.revoked")}</h1>
          <p role="status">{empty.value ? t("gone.empty") : t("gone.delivering", { n: pending() })}</p>
          <p>{t("gone.do")}</p>
        </section>
      </main>
    </div>
  );
}

/** Whether the server holds all that was done here. */
async function delivered(): Promise<boolean> {
  try {
    await session().deliver();
    return session().pending().count === 0;
  } catch {
    return false;
  }
}
