/** Many tabs, one device: one of them talks to the server, the others read again what it has stored. */

import type { Channel, Platform } from "./platform";

export type Status = "offline" | "sending" | "current" | "error";

/**
 * Why somebody has to look. `storage`: nothing can be kept, so nothing may be done; `update`: rows are not refreshed
 * until the app is.
 */
export type Trouble = "sign_in" | "storage" | "update" | "server" | "bug";

export type TabMessage =
  | { readonly t: "hello" }
  | { readonly t: "ops" }
  | { readonly t: "stored" }
  | { readonly t: "renamed"; readonly id: string }
  | { readonly t: "session"; readonly access: string }
  | { readonly t: "status"; readonly status: Status; readonly trouble: Trouble | null };

export class Tabs {
  readonly #channel: Channel;
  #stop: () => void = () => undefined;
  #stopped = false;

  constructor(private readonly platform: Platform, heard: (message: TabMessage) => void) {
    this.#channel = platform.channel("tote");
    this.#channel.onmessage = (event) => heard(event.data as TabMessage);
  }

  /** Tell the other tabs. */
  tell(message: TabMessage): void {
    if (!this.#stopped) this.#channel.postMessage(message);
  }

  /** Wait until this tab leads, then run `work`; its end, or the tab's, passes the lead on. */
  async lead(work: (stopped: Promise<void>) => Promise<void>): Promise<void> {
    const stopped = new Promise<void>((resolve) => (this.#stop = resolve));
    await this.platform.alone("tote-sync", async () => {
      if (!this.#stopped) await work(stopped);
    });
  }

  close(): void {
    this.#stopped = true;
    this.#stop();
    this.#channel.close();
  }
}
