/** pallet.add */

import { need, type State } from "../../domain/draft";
import { contradicted, physical, type Params } from "../../domain/outcome";
import { mark, stem } from "../../domain/pack/block";
import { layOn } from "../../domain/ship/pallet";
import { pack } from "../../domain/stock/places";
import type { Carton } from "../../generated/rows";
import { check } from "../../scanning/sscc";
import { answer, draftOf, type Trouble } from "../answer";
import { shown, ssccOf } from "../goods";
import type { Rule } from "../kernel";

/** A packer has laid a closed carton on a pallet and scanned it. The first one begins the pallet. */
export const add: Rule<"pallet.add"> = ({ pallet: id, warehouse, raw }, state, context) => {
  const code = ssccOf(raw, context);
  const carton = code === null ? undefined : state.where("carton", "sscc", code).find((c) => c.warehouse === warehouse);
  if (carton === undefined) {
    return contradicted("unknown_carton", physical("set_aside", warehouse, pack(warehouse)), [], { seen: code ?? shown(raw) });
  }
  const told = { number: carton.number, order: carton.order_number, pallet: id };
  const there = state.get("pallet", id);
  if (there && there.warehouse !== warehouse) {
    const again = physical("relabel", warehouse, pack(warehouse));
    return contradicted("other_building", again, [], { ...told, other: there.warehouse });
  }
  const draft = draftOf(state, context);
  const pallet = there ?? { id, ver: 0, warehouse, stage: "open" as const, cartons: 0 };
  const block = state.get("sscc_block", stem(id));
  if (block) mark(draft, block, id);
  const troubles = [...(there ? [] : begun(state, carton, told)), ...troublesOf(state, carton, told)];
  if (carton.stage !== "shipped" && carton.pallet !== id) layOn(draft, pallet, carton);
  return answer(draft, troubles, told);
};

/** What is wrong with the number of a pallet that is begun. Other devices' blocks are not here: the server knows them. */
function begun(state: State, { id: carton, warehouse }: Carton, told: Params): Trouble[] {
  const number = String(told["pallet"]);
  const task = physical("relabel", warehouse, pack(warehouse));
  const [other] = state.where("carton", "sscc", number);
  if (other) {
    const params = { ...told, carton, other: other.number, other_order: other.order_number };
    return [{ code: "sscc_taken", task, params }];
  }
  return check(number) ? [] : [{ code: "sscc_unknown", task, params: { ...told, carton } }];
}

function troublesOf(state: State, carton: Carton, told: Params): Trouble[] {
  const task = (act: string) => physical(act, carton.warehouse, pack(carton.warehouse));
  const params = { ...told, carton: carton.id };
  const plain = (code: string, act: string): Trouble => ({ code, task: task(act), params });
  return [
    ...(carton.stage === "shipped" ? [plain("already_shipped", "check_carton")] : []),
    ...(carton.stage === "loaded" ? [plain("on_truck", "check_list")] : []),
    ...(need(state, "shipment", carton.shipment).stage === "cancelled" ? [plain("cancelled", "take_off_pallet")] : []),
  ];
}
