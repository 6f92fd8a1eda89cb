/** pack.close */

import { need, type Draft, type State } from "../../domain/draft";
import { physical, type Params } from "../../domain/outcome";
import { mark, stem } from "../../domain/pack/block";
import { followBox, learn, learnBox } from "../../domain/pack/like";
import { weighing } from "../../domain/pack/weighing";
import { pack } from "../../domain/stock/places";
import type { Carton } from "../../generated/rows";
import { check } from "../../scanning/sscc";
import { answer, draftOf, type Trouble } from "../answer";
import type { Rule } from "../kernel";

/**
 * A packer has closed a carton and put it on the scale. The number that this device has put on it counts, unless the
 * carton has one, or another carton or a pallet has this one. Where the server has to give a number, there is none here
 * yet; nor does a device see blocks that were closed meanwhile. The box is the one that was named, if none was said.
 */
export const close: Rule<"pack.close"> = (body, state, context) => {
  const carton = need(state, "carton", body.carton);
  const given = body.sscc ?? "";
  const draft = draftOf(state, context);
  const block = check(given) ? state.get("sscc_block", stem(given)) : undefined;
  if (block) mark(draft, block, given);
  const fault = faultOf(state, carton, given);
  const sscc = carton.sscc ?? (given !== "" && !fault ? given : "");
  const stage = carton.stage === "open" ? "closed" : carton.stage;
  const box = carton.box ?? named(state, carton, body.box);
  draft.set("carton", carton, { stage, sscc: sscc || null, weight_g: body.weight_g, box });
  const told = { number: carton.number, sscc };
  return answer(draft, [...relabel(carton, fault, told), ...weighed(draft, carton, body.weight_g)], told);
};

/** The box that the bench named, if it is one of this floor. */
function named(state: State, { warehouse }: Carton, id: string | null = null): string | null {
  const box = id === null ? undefined : state.get("box_type", id);
  return box?.warehouse === warehouse ? box.id : null;
}

interface Fault {
  readonly code: string;
  readonly params: Params;
}

/** What is wrong with the label that the carton bears. */
function faultOf(state: State, carton: Carton, given: string): Fault | undefined {
  if (given === "" || given === carton.sscc) return undefined;
  if (carton.sscc) return { code: "other_label", params: { given } };
  if (!check(given)) return { code: "sscc_unknown", params: { given } };
  const [other] = state.where("carton", "sscc", given);
  if (other) return { code: "sscc_taken", params: { given, other: other.number, other_order: other.order_number } };
  return state.get("pallet", given) && { code: "sscc_on_pallet", params: { given } };
}

function relabel(carton: Carton, fault: Fault | undefined, told: Params): Trouble[] {
  if (!fault) return [];
  const task = physical("relabel", carton.warehouse, pack(carton.warehouse), "", 0, ["relabelled"]);
  return [{ code: fault.code, task, params: { ...told, carton: carton.id, ...fault.params } }];
}

/** Hold the weight against what is in the carton; a right one is remembered for those that come. */
function weighed(draft: Draft, carton: Carton, grams: number): Trouble[] {
  const told = { number: carton.number, carton: carton.id, weighed: grams };
  const task = (act: string) =>
    physical(act, carton.warehouse, pack(carton.warehouse), "", 0, ["contents_right", "repacked"]);
  const boxed = draft.need("carton", carton.id);
  const found = weighing(draft, boxed, grams);
  if (!found) return [{ code: "carton_empty", task: task("open_and_check"), params: told }];
  const { contents, empty, expected, isOff } = found;
  if (carton.stage === "open") {
    if (carton.box) learnBox(draft, carton.warehouse, contents, carton.box);
    else if (boxed.box) followBox(draft, carton.warehouse, contents);
  }
  if (isOff && expected !== undefined) {
    return [{ code: "weight_off", task: task("check_weight"), params: { ...told, expected } }];
  }
  if (grams !== carton.weight_g) learn(draft, carton.warehouse, contents, grams - empty);
  return [];
}
