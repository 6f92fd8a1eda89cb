/** The labels that can be asked for, as `POST /api/labels` and a print job take them. */

export type LabelLang = "en" | "zh";
export type Arrow = "" | "up" | "down" | "left" | "right";
export type ProductSymbol = "ean" | "gs1-128" | "datamatrix" | "qr-link" | "code128";

interface Printed {
  /** The same label again, marked as such in a corner. */
  readonly reprint?: boolean;
  /** Of the printed titles. */
  readonly lang?: LabelLang;
}

export interface LocationLabel extends Printed {
  readonly kind: "location";
  readonly code: string;
  readonly check_digits: string;
  readonly arrow: Arrow;
  readonly note?: string;
}
export interface CodeLabel extends Printed {
  readonly kind: "tote" | "order" | "command";
  readonly code: string;
}
export interface ProductLabel extends Printed {
  readonly kind: "product";
  readonly gtin: string;
  readonly sku: string;
  readonly name: string;
  readonly lot: string;
  /** yyyy-mm-dd */
  readonly expiry: string;
  readonly units: number;
  readonly symbol: ProductSymbol;
}
export interface CartonLabel extends Printed {
  readonly kind: "carton";
  readonly sscc: string;
  readonly order_number: string;
  readonly ship_to: readonly string[];
  readonly from_name: string;
  readonly carton_no: number;
  readonly carton_count: number | null;
  readonly weight_g: number;
  readonly carrier: string;
  readonly purchase_order: string;
  readonly dangerous: readonly string[];
}
export interface PalletLabel extends Printed {
  readonly kind: "pallet";
  readonly sscc: string;
  readonly ship_to: readonly string[];
  readonly from_name: string;
  readonly cartons: number;
  readonly weight_g: number;
}
export interface ReturnLabel extends Printed {
  readonly kind: "return";
  readonly code: string;
  readonly order_number: string;
  readonly return_to: readonly string[];
  readonly customer: string;
}

export type Label = LocationLabel | CodeLabel | ProductLabel | CartonLabel | PalletLabel | ReturnLabel;
export type LabelKind = Label["kind"];

/** One thing that a label was chosen for. */
export interface Chosen {
  readonly kind: LabelKind;
  /** What the label is stuck on, as the server counts it: the next one is a reprint. Empty for what may be many. */
  readonly subject: string;
  /** What a person calls it. */
  readonly title: string;
  /** What to say of it besides. */
  readonly more: string;
  readonly label: (lang: LabelLang) => Label;
}
