/** Ids that a screen gives to what it begins. */

import { uuid7 } from "../sync/platform";

const RANDOM_BYTES = 10;

export const newId = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
