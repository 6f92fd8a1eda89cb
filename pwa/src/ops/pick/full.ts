/** pick.full */

import { bindFurther } from "../../domain/pick/totes";
import type { Rule } from "../kernel";
import { forSlot } from "../totes";

/** The tote of a slot is full, and a picker goes on with another for the same order. */
export const full: Rule<"pick.full"> = (body, state, context) => forSlot(state, context, body, bindFurther);
