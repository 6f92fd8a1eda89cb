/** people.prefer */

import { need } from "../../domain/draft";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** Somebody has said how screens and sounds shall be for them, on whatever device they take in hand. */
export const prefer: Rule<"people.prefer"> = ({ person, ...chosen }, state, context) => {
  const { name } = need(state, "person", person);
  const draft = draftOf(state, context);
  const before = draft.get("preference", person) ?? { id: person, ver: 0, ...chosen };
  draft.set("preference", before, chosen);
  return answer(draft, [], { name });
};
