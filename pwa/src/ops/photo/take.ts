/** photo.take */

import { need } from "../../domain/draft";
import { answer, draftOf } from "../answer";
import type { Rule } from "../kernel";

/** Somebody took a picture of goods that were turned away, or that came back. */
export const take: Rule<"photo.take"> = ({ photo: id, job, delivery, sha256, ...body }, state, context) => {
  const { warehouse } = job === "inbound" ? need(state, "inbound", delivery) : need(state, "return_receipt", delivery);
  const draft = draftOf(state, context);
  const { product = "", reason = "" } = body;
  if (draft.get("photo", id) === undefined) {
    const taken = { taken_by: context.author, taken_at: context.receivedAt, device: context.device };
    draft.put("photo", { id, ver: 0, warehouse, job, delivery, product, reason, sha256, ...taken });
  }
  return answer(draft, [], { product });
};
