/** What the rows say about a weight on the scale. */

import type { Carton } from "../../generated/rows";
import { need, type State } from "../draft";
import { contentsOf, likeId, likes } from "./like";
import { EMPTY_CARTON_G, judge, type Weighed } from "./weight";

interface Weighing extends Weighed {
  readonly contents: string;
  /** Grams of the box. */
  readonly empty: number;
}

/** Grams of a carton with nothing in it: of its box, if somebody has said which one it is. */
const emptyG = (state: State, { box }: Carton): number => (box ? state.get("box_type", box)?.tare_g : undefined) ?? EMPTY_CARTON_G;

/** What a carton holds, and whether a weight fits it; nothing for an empty one. */
export function weighing(state: State, carton: Carton, grams: number): Weighing | undefined {
  const items = state.where("carton_item", "carton", carton.id).filter(({ quantity }) => quantity > 0);
  if (items.length === 0) return undefined;
  const contents = contentsOf(items);
  const like = likes(state.get("pack_like", likeId(carton.warehouse, contents)), contents);
  const each = items.map((item) => [need(state, "product", item.product).weight_g, item.quantity] as const);
  const empty = emptyG(state, carton);
  return { contents, empty, ...judge(grams, each, like?.weights ?? [], empty) };
}
