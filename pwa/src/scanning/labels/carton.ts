/**
 * The logistic label of a carton, 100 x 150 mm, as GS1 asks (GenSpecs 4.3): the same marks at the same places as the
 * server's, so that nobody can tell where a label was made.
 */

import { check } from "../sscc";
import { gs1Digits } from "./code128";
import { fit } from "./lettering";
import type { Mark, Page, Text } from "./marks";

/** What stands on it. Long texts are made smaller, then cut; five address lines at most. */
export interface CartonLabel {
  readonly kind: "carton";
  /** 18 digits with the right check digit. */
  readonly sscc: string;
  readonly order_number: string;
  /** Name, street, city, country: a line each, the name first. */
  readonly ship_to: readonly string[];
  readonly from_name: string;
  readonly carton_no: number;
  /** Nothing while it is not known how many there will be. */
  readonly carton_count: number | null;
  /** Gross weight; 0 if it was not weighed. */
  readonly weight_g: number;
  readonly carrier: string;
  readonly purchase_order: string;
  /** The marks of dangerous goods inside: number and class. Six at most are printed. */
  readonly dangerous: readonly string[];
  readonly reprint: boolean;
  /** Of the printed titles. */
  readonly lang: "en" | "zh";
}

const [WIDTH, HEIGHT] = [100, 150];
const [LEFT, ROOM] = [5, 90];
/** GenSpecs 5.12.3, table 5: modules of 0.495-0.94 mm, bars of 31.75 mm at least. */
const [MODULE, BARS_HEIGHT] = [0.5, 33];
const TITLE_SIZE = 2.8;
const LINES_MAX = 5;
const DANGEROUS_MOST = 6;

const TITLES = {
  from: ["FROM", "发货方"], to: ["SHIP TO", "收货方"], carrier: ["CARRIER", "承运商"], order: ["ORDER", "订单"],
  carton: ["CARTON", "箱号"], weight: ["WEIGHT", "重量"], purchase_order: ["CUSTOMER PO", "客户订单号"],
  dangerous: ["DANGEROUS GOODS", "危险货物"], reprint: ["REPRINT", "补打"],
} as const;

type At = readonly [x: number, y: number];

/** The label's marks. Throws a RangeError for a wrong SSCC: such a carton could not be loaded. */
export function layout(label: CartonLabel): Page {
  if (!check(label.sscc)) throw new RangeError(`${label.sscc} is not an SSCC`);
  const title = (name: keyof typeof TITLES): string => TITLES[name][label.lang === "zh" ? 1 : 0];
  const of = label.carton_count === null ? "" : ` / ${label.carton_count}`;
  const marks = [
    ...field([LEFT, 6.5], 52, title("from"), label.from_name, 4.6),
    ...field([62, 6.5], 33, title("carrier"), label.carrier, 6),
    box(LEFT, 14.5, ROOM, 0.4),
    line([LEFT, 19], TITLE_SIZE, 60, title("to")),
    ...(label.reprint ? [line([80, 19], 3.2, 15, title("reprint"), true), box(80, 19.8, 15, 0.4)] : []),
    ...address([LEFT, 26.5], ROOM, label.ship_to, 7),
    box(LEFT, 57.5, ROOM, 0.8),
    ...field([LEFT, 61.8], label.dangerous.length > 0 ? 50 : ROOM, title("order"), label.order_number, 14),
    ...dangerous([59, 61.8], 36, title("dangerous"), label.dangerous),
    ...field([LEFT, 78.6], 50, title("carton"), `${label.carton_no}${of}`, 15),
    ...field([59, 78.6], 36, title("weight"), kilograms(label.weight_g), 6),
    ...field([59, 88.8], 36, title("purchase_order"), label.purchase_order, 5),
    box(LEFT, 96, ROOM, 0.8),
    ...symbol(label.sscc),
  ];
  return { width: WIDTH, height: HEIGHT, marks, title: label.order_number };
}

const box = (x: number, y: number, width: number, height: number): Mark => ({ is: "box", x, y, width, height });

/** One line of at most this size that stays within `room`. */
function line([x, y]: At, size: number, room: number, text: string, bold = false): Text {
  const [shown, fitting] = fit(text, size, room, bold);
  return { is: "text", x, y, size: fitting, text: shown, bold };
}

/** A small title with its value in bold below; nothing where there is no value. */
function field([x, y]: At, room: number, title: string, value: string, size: number): Mark[] {
  if (value === "") return [];
  return [line([x, y], TITLE_SIZE, room, title), line([x, y + 1.5 + 0.75 * size], size, room, value, true)];
}

function address([x, y]: At, room: number, lines: readonly string[], size: number): Mark[] {
  const kept = lines.filter((each) => each.trim() !== "").slice(0, LINES_MAX);
  return kept.map((each, nth) => line([x, y + size * nth], nth === 0 ? size : 0.8 * size, room, each, nth === 0));
}

/** Marks below a title: two big ones, or up to three lines of two; the last says how many more. */
function dangerous([x, y]: At, room: number, title: string, marks: readonly string[]): Mark[] {
  if (marks.length === 0) return [];
  const more = marks.length - DANGEROUS_MOST;
  const shown = more > 0 ? [...marks.slice(0, DANGEROUS_MOST - 1), `+${more + 1}`] : marks;
  const [size, each] = shown.length < DANGEROUS_MOST / 2 ? [5, 1] : [3.2, 2];
  const lines = Array.from({ length: Math.ceil(shown.length / each) }, (_, nth) => shown.slice(nth * each, (nth + 1) * each).join(", "));
  const top = y + 1.5 + 0.75 * size;
  return [line([x, y], TITLE_SIZE, room, title), ...lines.map((text, nth) => line([x, top + 1.1 * size * nth], size, room, text, true))];
}

const kilograms = (grams: number): string => (grams ? `${(grams / 1000).toFixed(3)} kg` : "");

/** The bars of the SSCC at the foot of the label. */
function symbol(code: string): Mark[] {
  const modules = gs1Digits(`00${code}`);
  const x = (WIDTH - modules.length * MODULE) / 2;
  return [
    line([LEFT, 101], TITLE_SIZE, ROOM, "SSCC"),
    { is: "bars", x, y: 103.5, module: MODULE, height: BARS_HEIGHT, modules },
    line([x, 143], 6.4, modules.length * MODULE, `(00) ${code}`),
  ];
}
