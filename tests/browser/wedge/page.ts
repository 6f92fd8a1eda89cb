/** A page with the app's own ears and nothing else: it writes down what it hears. */

import { listen, onKey, onScan } from "../../../pwa/src/devices/wedge";

interface Heard {
  readonly scans: string[];
  readonly keys: string[];
}

/** A screen that is busy with a scan while the next ones come. */
const BUSY_MS = 50;

const heard: Heard = { scans: [], keys: [] };
Object.assign(globalThis, { heard });
onScan(async (raw) => {
  heard.scans.push(raw);
  await new Promise((done) => setTimeout(done, BUSY_MS));
});
onKey((key) => void heard.keys.push(key));
listen();
