/** The mark of dangerous goods, wherever hands come to them. It stands by what the device knows, with no network too. */

import { goodsIn, marksOf } from "../domain/product/danger";
import type { Carton } from "../generated/rows";
import { Icon } from "./icons";
import { t } from "./lang";
import { rows } from "./session";
import "./danger.css";

/** Of products, by SKU. Nothing where none of them is dangerous. */
export function Danger({ of }: { of: readonly string[] }) {
  const marks = marksOf(rows(), of);
  if (marks.length === 0) return null;
  return (
    <div class="tag decide danger" data-testid="danger">
      <Icon name="warn" size={20} />
      <b class="nums">{marks.join(", ")}</b>
      <span>{t("danger.goods")}</span>
    </div>
  );
}

/** Of what lies in cartons. */
export const DangerIn = ({ cartons }: { cartons: readonly Carton[] }) => <Danger of={goodsIn(rows(), cartons)} />;
