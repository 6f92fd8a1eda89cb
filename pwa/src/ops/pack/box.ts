/** pack.box */

import { need } from "../../domain/draft";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** A packer has taken a kind of box for a carton. Said again, the later one counts. */
export const box: Rule<"pack.box"> = (body, state, context) => {
  const draft = draftOf(state, context);
  const { code } = need(state, "box_type", body.box);
  const carton = draft.set("carton", need(state, "carton", body.carton), { box: body.box });
  return answer(draft, [], { number: carton.number, box: code });
};
