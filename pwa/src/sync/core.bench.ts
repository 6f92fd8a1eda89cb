/**
 * The first replica by the core alone, without a disk under it: `node core.bench.js SNAPSHOT`, where SNAPSHOT is a file of
 * lines as the server sends them. Prints the milliseconds of each try as JSON. `tests/browser/bench` builds and runs it.
 */

import { readFileSync } from "node:fs";
import { QUEUED } from "../domain/outcome";
import type { Outbox } from "../store/outbox";
import type { Head, Pages } from "../store/pages";
import { Replica } from "../store/replica";
import type { Shadow } from "../store/shadow";
import type { Platform } from "./platform";
import { Puller } from "./pull";
import { Queue } from "./queue";

const TRIES = 7;
const bytes = readFileSync(process.argv[2]!);
const { scope, epoch } = JSON.parse(bytes.subarray(0, bytes.indexOf("\n")).toString()) as { scope: string; epoch: string };
const pages = { swap: (head: Head) => Promise.resolve(head) } as unknown as Pages;
const platform = { now: () => Date.now(), pause: () => new Promise((resolve) => setImmediate(resolve)) } as unknown as Platform;
const took: number[] = [];
for (let i = 0; i < TRIES; i++) {
  const replica = new Replica(() => QUEUED);
  const queue = new Queue({} as Outbox, replica);
  queue.progress = { ...queue.progress, epoch };
  const puller = new Puller(platform, pages, replica, queue, {} as Shadow);
  const begin = performance.now();
  await puller.snapshot(scope, new Response(bytes));
  took.push(performance.now() - begin);
}
console.log(JSON.stringify(took));
