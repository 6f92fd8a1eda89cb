/** The packing slip of an order: what lies in which carton, in both languages, for who opens it. */

import { render } from "preact";
import { shipTo } from "../../domain/label/parcels";
import { cartonsOf } from "../../domain/pack/bench";
import type { Carton, Shipment } from "../../generated/rows";
import { weight } from "../../ui/format";
import { t } from "../../ui/lang";
import { printOnly } from "../../ui/paper";
import { rows } from "../../ui/session";

export async function printSlip(id: string): Promise<void> {
  const shipment = rows().get("shipment", id);
  if (shipment) await printOnly((page) => render(<Slip shipment={shipment} />, page));
}

const Slip = ({ shipment }: { shipment: Shipment }) => (
  <article class="document" data-testid="slip-paper">
    <h1>
      Packing slip / 装箱单 {shipment.order_number}
    </h1>
    <p>{shipTo(shipment).join(", ")}</p>
    {cartonsOf(rows(), shipment.id).map((carton) => (
      <Contents key={carton.id} carton={carton} />
    ))}
  </article>
);

/** The products that one of a shipment stands in for. */
function insteadOf(shipment: string, product: string): string[] {
  const lines = rows().where("shipment_line", "shipment", shipment);
  return lines
    .filter((line) => line.product === product && line.wanted > 0 && line.instead_of)
    .map(({ instead_of }) => rows().get("shipment_line", instead_of ?? "")?.product ?? "");
}

function Contents({ carton }: { carton: Carton }) {
  const items = rows()
    .where("carton_item", "carton", carton.id)
    .filter(({ quantity }) => quantity > 0);
  return (
    <section>
      <h2>
        {t("pack.carton", { n: carton.number })} · {carton.sscc} · {weight(carton.weight_g)}
      </h2>
      <table>
        <tbody>
          {items.map(({ id, product, lot, quantity }) => {
            const row = rows().get("product", product);
            return (
              <tr key={id}>
                <td>{quantity}</td>
                <td>{product}</td>
                <td>
                  {row?.name_en} {row?.name_zh}
                  {insteadOf(carton.shipment, product).map((other) => (
                    <p key={other}>
                      In place of / 代替 {other}
                    </p>
                  ))}
                </td>
                <td>{lot}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
