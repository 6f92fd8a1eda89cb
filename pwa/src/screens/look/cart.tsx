/** What the books say lies on the cart of a run; and one tote of it, or any, as it is counted beside that. */

import { goodsAt, onCart, type Held } from "../../domain/look/oncart";
import { Danger } from "../../ui/danger";
import { called, names, placeCode } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { me, nameOf, pending, rows } from "../../ui/session";
import type { Comparing } from "./comparing";
import "./cart.css";

export function Cart({ run: id, on }: { run: string; on: (tote: string) => void }) {
  const run = rows().get("pick_run", id);
  if (!run) return null;
  const held = onCart(rows(), id);
  const mine = run.picker === me()?.person.id;
  const unsent = mine ? pending() : 0;
  return (
    <section class="group" data-testid="on-cart">
      <h2>{mine || !run.picker ? t("cart.mine", { run: run.number }) : t("cart.of", { run: run.number, name: nameOf(run.picker) })}</h2>
      {held.length === 0 && <Empty icon="cart" title={t("cart.none")} />}
      {held.length > 0 && <p class="quiet">{t("cart.do")}</p>}
      {unsent > 0 && (
        <p class="note info" data-testid="cart-unsent">
          {t("cart.unsent", { n: unsent })}
        </p>
      )}
      {held.map((one) => (
        <ToteCard key={one.tote} of={one} on={on} />
      ))}
    </section>
  );
}

function ToteCard({ of: { tote, order, goods }, on }: { of: Held; on: (tote: string) => void }) {
  const sum = [...goods.values()].reduce((all, units) => all + units, 0);
  const inside = (
    <>
      <span class="pair">
        <strong class="tote">{tote ? placeCode(tote) : t("cart.loose")}</strong>
        <span class="quiet">
          {order && t("is.order", { name: order })} <b class="nums">{t("cart.units", { n: sum })}</b>
        </span>
      </span>
      {[...goods].map(([product, units]) => (
        <span class="pair" key={product} data-testid="cart-goods">
          <span>{called(product)}</span>
          <b class="nums">{units}</b>
        </span>
      ))}
      <Danger of={[...goods.keys()]} />
    </>
  );
  return tote ? (
    <button type="button" class="card" onClick={() => on(tote)} data-testid="cart-tote">
      {inside}
    </button>
  ) : (
    <div class="card" data-testid="cart-loose">
      {inside}
    </div>
  );
}

/** One tote: what was counted in it beside what the books say. */
export function Beside({ of, tote }: { of: Comparing; tote: string }) {
  const [books, found] = [goodsAt(rows(), tote), of.found()];
  const order = rows().get("shipment", rows().get("tote", tote)?.shipment ?? "")?.order_number ?? "";
  return (
    <div class="stop" data-testid="compare" data-tote={placeCode(tote)}>
      <section class="step now">
        <p class="what">
          <Icon name="item" size={20} />
          {t("compare.scan", { tote: placeCode(tote) })}
        </p>
        <p class="tote">{placeCode(tote)}</p>
        <p class="second">{order && t("is.order", { name: order })}</p>
      </section>
      {[...new Set([...books.keys(), ...found.keys()])].map((product) => (
        <Line key={product} product={product} books={books.get(product) ?? 0} found={found.get(product) ?? 0} />
      ))}
    </div>
  );
}

function Line({ product, books, found }: { product: string; books: number; found: number }) {
  const tone = found === books ? "tag good" : found > books ? "tag wrong" : "tag";
  return (
    <section class="row" data-testid="compare-line" data-product={product}>
      <span class="grow">
        <strong>{names(product)[0]}</strong>
        <p>{product}</p>
        <Danger of={[product]} />
      </span>
      <span class={tone} data-testid="compare-n">
        {found === books && <Icon name="tick" size={20} />}
        <b class="nums">{t("compare.n", { found, books })}</b>
      </span>
    </section>
  );
}
