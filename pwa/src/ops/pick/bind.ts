/** pick.bind */

import { bind as bindTote } from "../../domain/pick/cart";
import type { Rule } from "../kernel";
import { forSlot } from "../totes";

/** A picker has put a tote into a slot of the cart and scanned it. */
export const bind: Rule<"pick.bind"> = (body, state, context) => forSlot(state, context, body, bindTote);
