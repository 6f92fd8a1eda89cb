// Draws label formats as a label printer would: reads [[zpl, width mm, height mm, dots a mm], …], writes PNGs as base64.
import { readFileSync } from "node:fs";
import { ready } from "zpl-renderer-js";

const { api } = await ready;
const drawn = [];
for (const [zpl, width, height, dots] of JSON.parse(readFileSync(0, "utf8"))) {
  drawn.push(await api.zplToBase64Async(zpl, width, height, dots));
}
process.stdout.write(JSON.stringify(drawn));
