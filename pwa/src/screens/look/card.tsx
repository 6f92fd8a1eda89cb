/** What a thing is and where: goods by bin and lot, a place and what lies there, an order and its parts, a carton. */

import type { ComponentChildren } from "preact";
import type { Thing } from "../../domain/look/find";
import { cartonsOf, linesOf } from "../../domain/pack/bench";
import { codeOf } from "../../domain/stock/places";
import type { Stock } from "../../generated/rows";
import { Danger, DangerIn } from "../../ui/danger";
import { called, names, placeCode, weight } from "../../ui/format";
import { t, tOr } from "../../ui/lang";
import { rows, warehouse } from "../../ui/session";

export function Card({ of: { is, id } }: { of: Thing }) {
  switch (is) {
    case "product":
      return <ProductCard id={id} />;
    case "place":
      return <PlaceCard id={id} />;
    case "order":
      return <OrderCard id={id} />;
    case "carton":
      return <CartonCard id={id} />;
  }
}

const Frame = ({ title, second, children }: { title: string; second?: string; children: ComponentChildren }) => (
  <section class="card" data-testid="look-card">
    <h2 class="name">{title}</h2>
    {second && <p class="quiet">{second}</p>}
    {children}
  </section>
);

const Pair = ({ what, value }: { what: string; value: ComponentChildren }) => (
  <p class="pair">
    <span>{what}</span>
    <b class="nums">{value}</b>
  </p>
);

/** Where goods lie, or what lies at a place: lot, date, and how many of them are counted on. */
function StockLine({ stock, title }: { stock: Stock; title: string }) {
  const expiry = stock.lot ? rows().get("lot", `${stock.product}/${stock.lot}`)?.expiry : null;
  const more = [
    stock.lot && t("pick.lot", { lot: stock.lot }), expiry && t("look.until", { day: expiry }),
    stock.allocated > 0 && t("look.allocated", { n: stock.allocated }),
  ].filter(Boolean);
  return (
    <div class="row" data-testid="look-stock">
      <span class="grow">
        <strong>{title}</strong>
        {more.length > 0 && <p>{more.join(" · ")}</p>}
      </span>
      <b class="nums">{stock.quantity}</b>
    </div>
  );
}

/** Shelves in the order of the walk, then totes and the rest. */
const walk = (stock: Stock): number => {
  const place = rows().get("location", stock.location);
  return place?.kind === "bin" ? place.pick_sequence : Infinity;
};
const byPlace = (a: Stock, b: Stock): number => (walk(a) === walk(b) ? (a.id < b.id ? -1 : 1) : walk(a) - walk(b));

function ProductCard({ id }: { id: string }) {
  const [name, second] = names(id);
  const position = rows().get("stock_position", `${warehouse()}/${id}`);
  const stocks = rows().where("stock", "product", id).filter((s) => s.quantity > 0 && s.warehouse === warehouse());
  return (
    <Frame title={name} second={[second, id].filter(Boolean).join(" · ")}>
      <Danger of={[id]} />
      {position && <Pair what={t("look.on_hand")} value={position.on_hand} />}
      {position && <Pair what={t("look.promised")} value={position.reserved + position.leased} />}
      {stocks.length === 0 && <p>{t("look.nowhere")}</p>}
      {[...stocks].sort(byPlace).map((stock) => (
        <StockLine key={stock.id} stock={stock} title={placeCode(stock.location)} />
      ))}
    </Frame>
  );
}

function PlaceCard({ id }: { id: string }) {
  const place = rows().get("location", id);
  const shipment = rows().get("shipment", rows().get("tote", id)?.shipment ?? "");
  const stocks = rows().where("stock", "location", id).filter((stock) => stock.quantity > 0);
  return (
    <Frame title={placeCode(id)} {...(place?.zone ? { second: `${t("label.zone")} ${place.zone}` } : {})}>
      {shipment && <Pair what={t("is.order", { name: shipment.order_number })} value={tOr(`stage.${shipment.stage}`)} />}
      <Danger of={stocks.map(({ product }) => product)} />
      {stocks.length === 0 && <p>{t("look.empty")}</p>}
      {stocks.map((stock) => (
        <StockLine key={stock.id} stock={stock} title={called(stock.product)} />
      ))}
    </Frame>
  );
}

function OrderCard({ id }: { id: string }) {
  const shipment = rows().get("shipment", id);
  if (!shipment) return null;
  const totes = rows().where("tote", "shipment", id);
  return (
    <Frame title={t("is.order", { name: shipment.order_number })} second={shipment.ship_name}>
      <Pair what={t("look.stage")} value={tOr(`stage.${shipment.stage}`)} />
      {totes.length > 0 && <Pair what={t("pick.tote")} value={totes.map((tote) => codeOf(tote.id)).join(", ")} />}
      {cartonsOf(rows(), id).map((carton) => (
        <Pair key={carton.id} what={`${t("is.carton", { name: carton.number })}`} value={tOr(`carton_stage.${carton.stage}`)} />
      ))}
      {linesOf(rows(), id).map((line) => (
        <div class="row" key={line.id}>
          <span class="grow">
            <strong>{called(line.product)}</strong>
            <p>{t("look.line", { picked: line.picked, packed: line.packed })}</p>
          </span>
          <b class="nums">{line.wanted}</b>
        </div>
      ))}
    </Frame>
  );
}

function CartonCard({ id }: { id: string }) {
  const carton = rows().get("carton", id);
  if (!carton) return null;
  const truck = rows().get("manifest", carton.manifest ?? "");
  return (
    <Frame title={t("is.carton", { name: `${carton.order_number} / ${carton.number}` })} second={carton.sscc ?? ""}>
      <DangerIn cartons={[carton]} />
      <Pair what={t("look.stage")} value={tOr(`carton_stage.${carton.stage}`)} />
      {carton.weight_g > 0 && <Pair what={t("look.weight")} value={weight(carton.weight_g)} />}
      {truck && <Pair what={t("look.truck")} value={`${truck.number} · ${placeCode(truck.dock)} · ${truck.carrier}`} />}
      {rows()
        .where("carton_item", "carton", id)
        .filter((item) => item.quantity > 0)
        .map((item) => (
          <Pair key={item.id} what={`${called(item.product)} ${item.lot && t("pick.lot", { lot: item.lot })}`} value={item.quantity} />
        ))}
    </Frame>
  );
}
