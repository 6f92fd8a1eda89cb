/** What is printed: every line with its code, and room to write. In both languages, since anybody may get the sheet. */

import { render, type ComponentChildren } from "preact";
import { linesOf } from "../../domain/inbound/check";
import { deliveryCode, goodsOn, placeCodeOn, productCode, runCode, sheetName, stopCode, stopsOn } from "../../domain/paper/sheet";
import { slotsOf } from "../../domain/pick/walk";
import type { Inbound, PickRun } from "../../generated/rows";
import { now } from "../../ui/door";
import { day, placeCode } from "../../ui/format";
import { newId } from "../../ui/ids";
import { printOnly } from "../../ui/paper";
import { Qr } from "../../ui/qr";
import { rows } from "../../ui/session";
import { titleOf } from "../inbound/deliveries";
import { REASONS, type Reason } from "../inbound/reasons";
import "./paper.css";

const print = (what: ComponentChildren): Promise<void> => printOnly((page) => render(<>{what}</>, page));

export const printRuns = (runs: readonly PickRun[]): Promise<void> => print(runs.map((run) => <RunSheet key={run.id} run={run} />));
export const printDelivery = (inbound: Inbound): Promise<void> => print(<DeliverySheet inbound={inbound} sheet={sheetName(newId())} />);
export function printPlaces(places: readonly string[]): Promise<void> {
  const sheet = sheetName(newId());
  return print(<PlaceSheet places={places} sheet={sheet} />);
}

/** A number that is written by hand. */
const Blank = () => <span class="blank" />;
/** Both languages, since it is printed. */
const WHY: Record<Reason, string> = {
  damaged: "Damaged / 破损", expired: "Too old / 过期", wrong_goods: "Wrong goods / 货品不符", quality: "Poor quality / 质量不佳", not_ordered: "Not ordered / 未订购",
};

const Code = ({ text }: { text: string }) => (
  <>
    {text && <Qr text={text} label={text} />}
    <small>{text}</small>
  </>
);

function Goods({ product }: { product: string }) {
  const row = rows().get("product", product);
  return (
    <td>
      <strong>{product}</strong>
      <br />
      {row?.name_en} {row?.name_zh}
    </td>
  );
}

const Head = ({ title, code, children }: { title: string; code: string; children?: ComponentChildren }) => (
  <header class="paper-head">
    <div>
      <h1>{title}</h1>
      <p>Printed / 打印 {day(now())}</p>
      <p>
        Name / 姓名 <Blank /> Time / 时间 <Blank />
      </p>
      {children}
    </div>
    <div class="paper-code">
      <Code text={code} />
    </div>
  </header>
);

function RunSheet({ run }: { run: PickRun }) {
  const stops = stopsOn(rows(), run.id);
  const slots = slotsOf(rows(), run.id).filter((slot) => stops.some((stop) => stop.slot === slot.id));
  return (
    <article class="document by-hand" data-testid="run-paper">
      <Head title={`Pick / 拣货 ${run.number}`} code={runCode(run)}>
        {slots.map((slot) => (
          <p key={slot.id}>
            {slot.slot}. Order / 订单 {slot.order_number} · Tote / 周转箱 {slot.tote ? placeCode(slot.tote) : <Blank />}
          </p>
        ))}
      </Head>
      <table>
        <thead>
          <tr>
            <th class="w3">Place / 货位</th>
            <th>Item / 货品</th>
            <th class="w2">Lot / 批次</th>
            <th class="w1">Slot / 格</th>
            <th class="w2">Take / 应拣</th>
            <th class="w3">Taken / 实拣</th>
            <th class="w2" />
          </tr>
        </thead>
        <tbody>
          {stops.map((stop) => (
            <tr key={stop.id}>
              <td class="big">{placeCode(stop.location)}</td>
              <Goods product={stop.product} />
              <td>{stop.lot}</td>
              <td>{slots.find((slot) => slot.id === stop.slot)?.slot}</td>
              <td class="big">{stop.quantity - stop.picked - stop.short}</td>
              <td>
                <Blank />
              </td>
              <td class="paper-line">
                <Code text={stopCode(run, stop)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

const DeliverySheet = ({ inbound, sheet }: { inbound: Inbound; sheet: string }) => (
  <article class="document by-hand" data-testid="delivery-paper">
    <Head title={`Receive / 收货 ${titleOf(inbound)}`} code={deliveryCode(inbound.id, sheet)} />
    <table>
      <thead>
        <tr>
          <th>Item / 货品</th>
          <th class="w2">Announced / 预告</th>
          <th class="w3">Came / 实收</th>
          <th class="w4">Turned away, why / 拒收、原因</th>
          <th class="w3">Lot, use by / 批次、有效期</th>
          <th class="w3" />
        </tr>
      </thead>
      <tbody>
        {linesOf(rows(), inbound.id).map(({ id, product, expected }) => (
          <tr key={id}>
            <Goods product={product} />
            <td class="big">{expected}</td>
            <td>
              <Blank />
            </td>
            <td>
              <Blank />
              {REASONS.map((reason) => (
                <span key={reason} class="tick-box">
                  {WHY[reason]}
                </span>
              ))}
            </td>
            <td>
              {rows().get("product", product)?.lot_tracked && (
                <>
                  <Blank />
                  <Blank />
                </>
              )}
            </td>
            <td class="paper-line">
              <Code text={productCode(inbound.id, sheet, product)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p>Anything else: write the number on its pack, and how many. / 其他货品：写下包装上的号码和数量。</p>
  </article>
);

const PlaceSheet = ({ places, sheet }: { places: readonly string[]; sheet: string }) => (
  <article class="document by-hand" data-testid="count-paper">
    <header class="paper-head">
      <div>
        <h1>Count / 盘点</h1>
        <p>Printed / 打印 {day(now())}</p>
        <p>
          Name / 姓名 <Blank /> Time / 时间 <Blank />
        </p>
      </div>
    </header>
    <table>
      <tbody>
        {places.map((place) => (
          <tr key={place}>
            <td class="big w3">{placeCode(place)}</td>
            <td>
              {goodsOn(rows(), place).map(({ id, product, lot }) => (
                <p key={id}>
                  <Blank /> {product} {lot} · {rows().get("product", product)?.name_en} {rows().get("product", product)?.name_zh}
                </p>
              ))}
              <p>
                <Blank /> ……………………
              </p>
            </td>
            <td class="paper-line w3">
              <Code text={placeCodeOn(rows(), place, sheet)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </article>
);
