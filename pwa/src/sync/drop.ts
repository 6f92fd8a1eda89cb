/** The drop-box: facts go out under the device's signature while nobody is signed in, or nobody may be any more. */

import { json, type Http } from "./http";
import { Later, type Pusher } from "./push";
import type { PushReply } from "./wire";

/** Send all that waits. Returns how many seconds the server wants to be left alone, if it said so. Throws as a push. */
export async function dropAll(http: Http, pusher: Pusher, changed: () => void): Promise<number> {
  while (pusher.waiting) {
    try {
      await pusher.push(async (frame) => {
        const response = await http.drop(frame);
        return { status: response.status, reply: (await json(response)) as PushReply | null };
      });
    } catch (error) {
      if (error instanceof Later) return error.seconds;
      throw error;
    }
    changed();
  }
  return 0;
}
