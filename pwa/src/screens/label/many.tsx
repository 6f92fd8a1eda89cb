/** Many labels at once: of which kind, and which of them. */

import type { LabelKind } from "../../domain/label/label";
import type { Answers } from "../../ui/flash";
import type { IconName } from "../../ui/icons";
import { Commands, Totes } from "./codes";
import { Goods } from "./goods";
import { Cartons, Orders, Pallets, Returns } from "./parcels";
import { Places } from "./places";

export interface ManyProps {
  readonly answers: Answers;
}

export const KINDS: readonly { readonly kind: LabelKind; readonly icon: IconName }[] = [
  { kind: "location", icon: "shelf" },
  { kind: "tote", icon: "tote" },
  { kind: "product", icon: "item" },
  { kind: "carton", icon: "box" },
  { kind: "order", icon: "list" },
  { kind: "pallet", icon: "weight" },
  { kind: "return", icon: "undo" },
  { kind: "command", icon: "scan" },
];

export function Many({ kind, answers }: ManyProps & { readonly kind: LabelKind }) {
  switch (kind) {
    case "location":
      return <Places answers={answers} />;
    case "tote":
      return <Totes answers={answers} />;
    case "command":
      return <Commands answers={answers} />;
    case "product":
      return <Goods answers={answers} />;
    case "order":
      return <Orders answers={answers} />;
    case "carton":
      return <Cartons answers={answers} />;
    case "pallet":
      return <Pallets answers={answers} />;
    case "return":
      return <Returns answers={answers} />;
  }
}
