/** Which box to take, at the bench. Another one is scanned, or chosen here; what people take is suggested the next time. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { boxesOf, contentsAt, suggestion, type Suggestion } from "../../domain/box/suggest";
import { contentsOf, likeId } from "../../domain/pack/like";
import type { BoxType, Carton, Shipment } from "../../generated/rows";
import { called } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";
import { boxName, boxSize } from "./name";

interface BoxCardProps {
  readonly shipment: Shipment;
  readonly carton: Carton | null;
  readonly on: (box: string) => void;
  /** Which box is named here, by id, or none: who says nothing takes that one. */
  readonly names: (box: string | null) => void;
}

export function BoxCard({ shipment, carton, on, names }: BoxCardProps) {
  const choosing = useSignal(false);
  const boxes = boxesOf(rows(), shipment.warehouse);
  const contents = contentsAt(rows(), shipment.id, carton);
  // What is packed changes with each scan, and what it is all together does not.
  const text = contentsOf(contents);
  const like = rows().get("pack_like", likeId(shipment.warehouse, text));
  const products = contents.map(({ product }) => rows().get("product", product)?.ver);
  const key = [text || contents.length, like?.ver, ...products, ...boxes.map(({ id, ver }) => id + ver)].join();
  const said = useMemo(() => suggestion(rows(), shipment, contents), [key]);
  const own = carton?.box ? rows().get("box_type", carton.box) : undefined;
  const first = "boxes" in said ? said.boxes[0]!.id : null;
  useEffect(() => names(first), [first]);
  if (boxes.length === 0) return null;
  const choose = (box: string): void => {
    choosing.value = false;
    on(box);
  };
  return (
    <section class="card" data-testid="box" data-is={own ? "own" : said.is}>
      <div class="pair">
        {own ? <Said what={t("box.yours")} boxes={[own]} /> : <Suggested said={said} />}
        <Act on={() => (choosing.value = !choosing.value)} icon="box" look="tall" testid="box-other">
          {t(choosing.value ? "back" : "box.other")}
        </Act>
      </div>
      {choosing.value && (
        <div class="acts" data-testid="boxes">
          {boxes.map((box) => (
            <Act key={box.id} on={() => choose(box.id)} testid={`box-${box.code}`}>
              {boxName(box)}
              <br />
              {boxSize(box)}
            </Act>
          ))}
        </div>
      )}
    </section>
  );
}

function Suggested({ said }: { said: Suggestion }) {
  if (said.is === "unsized") return <p class="quiet">{t("box.unsized", { product: called(said.product) })}</p>;
  if (said.is === "none") return <p class="quiet">{t("box.none")}</p>;
  return <Said what={t(said.is === "taken" ? "box.before" : "box.take")} boxes={said.boxes} />;
}

/** Boxes of a kind are told together, in the order in which they are taken. */
function Said({ what, boxes }: { what: string; boxes: readonly BoxType[] }) {
  const counts = new Map<BoxType, number>();
  for (const box of boxes) counts.set(box, (counts.get(box) ?? 0) + 1);
  const [only] = boxes;
  return (
    <div class="grow">
      <p class="what">
        <Icon name="box" size={20} /> {what}
      </p>
      <p class="name" data-testid="box-name">
        {[...counts].map(([box, n]) => (n > 1 ? `${n} × ${boxName(box)}` : boxName(box))).join(" + ")}
      </p>
      {only && counts.size === 1 && <p class="second">{boxSize(only)}</p>}
    </div>
  );
}
