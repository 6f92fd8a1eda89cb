/** Labels of one product: which unit, which symbol, which lot. */

import { useSignal, type Signal } from "@preact/signals";
import { firstChoice, fitting, goodsLabel, gtinsOf, symbolsFor, type GoodsChoice } from "../../domain/label/goods";
import type { Product } from "../../generated/rows";
import { names } from "../../ui/format";
import { Choice, Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";
import type { Word } from "../../words/en";
import { Frame, Pick } from "./choosing";
import type { ManyProps } from "./many";

const SHOWN = 8;

interface Picked {
  readonly product: Product;
  readonly choice: GoodsChoice;
}

export function Goods({ answers }: ManyProps) {
  const picked = useSignal<Picked | null>(null);
  const now = picked.value;
  return (
    <Frame kind="product" answers={answers} picked={now ? [goodsLabel(now.product, now.choice)] : []}>
      {now ? <Details picked={picked} now={now} /> : <Search picked={picked} />}
    </Frame>
  );
}

function Search({ picked }: { picked: Signal<Picked | null> }) {
  const text = useSignal("");
  const wanted = text.value.trim().toLowerCase();
  const found = rows()
    .all("product")
    .filter((one) => one.active && `${one.id} ${one.name_en} ${one.name_zh}`.toLowerCase().includes(wanted))
    .slice(0, SHOWN);
  return (
    <>
      <p class="note info">{t("label.goods_why")}</p>
      <Field big scans label={t("lease.find")} value={text.value} on={(value) => (text.value = value)} testid="label-goods" />
      {found.map((product) => (
        <Act
          key={product.id}
          on={() => (picked.value = { product, choice: firstChoice(rows(), product.id) })}
          testid={`goods-${product.id}`}
        >
          {names(product.id)[0]}
          <small>{product.id}</small>
        </Act>
      ))}
    </>
  );
}

function Details({ picked, now }: { picked: Signal<Picked | null>; now: Picked }) {
  const { product, choice } = now;
  const change = (some: Partial<GoodsChoice>): void =>
    void (picked.value = { product, choice: fitting({ ...choice, ...some }) });
  const gtins = gtinsOf(rows(), product.id);
  const lots = rows().where("lot", "product", product.id);
  const lot = (code: string): void =>
    change({ lot: code, expiry: lots.find((one) => one.code === code)?.expiry ?? "" });
  return (
    <>
      <section class="card">
        <h2>{names(product.id)[0]}</h2>
        <p class="quiet">{product.id}</p>
        <Act on={() => (picked.value = null)}>{t("label.other_goods")}</Act>
      </section>
      {gtins.length > 1 && (
        <Choice
          label={t("label.unit")}
          value={choice.gtin}
          of={gtins.map(({ id, units }) => [id, t("units", { n: units })] as const)}
          on={(gtin) => change({ gtin, units: gtins.find(({ id }) => id === gtin)?.units ?? 1 })}
          testid="label-unit"
        />
      )}
      {lots.length > 0 && (
        <Pick
          label={t("label.lot")}
          value={choice.lot}
          of={[["", t("none")], ...lots.map(({ code, expiry }) => [code, `${code} ${expiry ?? ""}`] as const)]}
          on={lot}
          testid="label-lot"
        />
      )}
      <Choice
        label={t("label.symbol")}
        value={choice.symbol}
        of={symbolsFor(choice).map((symbol) => [symbol, t(`symbol.${symbol}` as Word)] as const)}
        on={(symbol) => change({ symbol })}
        testid="label-symbol"
      />
    </>
  );
}
