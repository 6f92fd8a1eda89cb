/** How many units of a stop the picker says are missing, as long as no reason was given for it. All, if nothing was said. */

import { signal } from "@preact/signals";
import { left } from "../../domain/pick/walk";
import type { PickTask } from "../../generated/rows";

const said = signal<{ readonly task: string; readonly units: number } | null>(null);

export const missingAt = (task: PickTask): number =>
  said.value?.task === task.id ? Math.min(said.value.units, left(task)) : left(task);

export const sayMissing = (task: PickTask, units: number): void => void (said.value = { task: task.id, units });

export const forgetMissing = (): void => void (said.value = null);
