/** Reads grey pictures of 1280 by 720 from standard input and says for each, a line of JSON, what each stage reads. */

import { readFileSync, writeSync } from "node:fs";
import { stdin } from "node:process";
import { believed } from "../../pwa/src/devices/camera/believe";
import { startReader } from "../../pwa/src/devices/camera/reader";
import { FIRST, FURTHER, look } from "../../pwa/src/devices/camera/stages";

const [width, height] = [1280, 720];
const every = process.argv[3] === "every";
const reader = await startReader({ bytes: readFileSync(process.argv[2] ?? "") });

function read(data: Uint8Array): object {
  const stages = [];
  for (const stage of [FIRST, ...FURTHER]) {
    const begin = performance.now();
    const codes = believed(look(stage, { data, width, height }, reader), stage.pass);
    stages.push({ stage: stage.name, ms: performance.now() - begin, codes });
    if (codes.length > 0 && !every) break;
  }
  return stages;
}

let held = Buffer.alloc(0);
for await (const chunk of stdin) {
  held = Buffer.concat([held, chunk as Buffer]);
  for (; held.length >= width * height; held = held.subarray(width * height)) {
    writeSync(1, `${JSON.stringify(read(new Uint8Array(held.subarray(0, width * height))))}\n`);
  }
}
