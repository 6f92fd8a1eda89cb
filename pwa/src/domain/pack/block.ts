/**
 * Blocks of SSCCs: numbers that this device gives to cartons by itself, while nobody can be asked. Numbers are given
 * once and for all: the next one comes after all that the rows know of, the ops under way among them.
 */

import type { SsccBlock } from "../../generated/rows";
import type { Draft, State } from "../draft";

/** Digits that all SSCCs of a block begin with: 18 without the check digit and the two that count in the block. */
const STEM = 15;
/** With no more than so many left, it is time to ask for more. */
const LOW = 500;

/** The id of the block that an SSCC is from, if it is from one. */
export const stem = (code: string): string => code.slice(0, STEM);

/** Numbers that a device may still give. */
export const rest = (blocks: readonly SsccBlock[]): number => blocks.reduce((sum, { count, used }) => sum + count - used, 0);

export const isLow = (blocks: readonly SsccBlock[]): boolean => rest(blocks) <= LOW;

/** The blocks that a device gives numbers from for a company prefix, the one to draw on at the head. */
export const held = (state: State, device: string, prefix: string): SsccBlock[] =>
  state.where("sscc_block", "open_on", device).filter((block) => block.company_prefix === prefix);

/** Count a number, and all before it, as given. A block of which all are given is spent. */
export function mark(draft: Draft, block: SsccBlock, code: string): void {
  const used = Math.max(block.used, Number(code.slice(STEM, -1)) + 1);
  const spent = block.state === "open" && used === block.count;
  draft.set("sscc_block", block, spent ? { used, state: "spent", open_on: "" } : { used });
}
