/** What the identifiers of a symbol say about the goods, in the words of the floor. */

import { isoDate } from "./dates";
import type { Pair } from "./elements";

type Names = Readonly<Record<string, string>>;
const TEXTS: Names = {
  "00": "sscc", "01": "gtin", "02": "content_gtin", "03": "made_to_order_gtin", "10": "lot", "20": "variant",
  "21": "serial", "235": "third_party_serial", "240": "additional_id", "241": "customer_part", "250": "second_serial",
  "254": "location_extension", "400": "customer_order", "401": "consignment", "402": "shipment", "403": "route",
  "410": "ship_to", "411": "bill_to", "412": "purchased_from", "413": "ship_for", "414": "location", "415": "pay_to",
  "416": "place_of_production", "417": "party", "420": "ship_to_postcode", "8003": "returnable_asset",
  "8004": "asset", "8006": "piece", "8010": "part", "8017": "provider", "8018": "recipient", "8020": "payment_slip",
};
const DATES: Names = { "11": "produced", "12": "due", "13": "packed", "15": "best_before", "16": "sell_by", "17": "expiry" };
const MEASURES: Names = {
  "310": "net_weight_kg", "311": "length_m", "312": "width_m", "313": "height_m", "314": "area_m2",
  "315": "net_volume_l", "316": "net_volume_m3", "320": "net_weight_lb", "330": "gross_weight_kg",
  "331": "outer_length_m", "332": "outer_width_m", "333": "outer_height_m", "334": "outer_area_m2",
  "335": "outer_volume_l", "336": "outer_volume_m3", "340": "gross_weight_lb", "356": "net_weight_oz",
  "390": "amount", "392": "price",
};
const WITH_CURRENCY: Names = { "391": "amount", "393": "price" };

/** Digits with so many decimal places, exact: a weight is never a float. */
export function decimal(digits: string, places: number): string {
  const padded = digits.padStart(places + 1, "0");
  const whole = padded.slice(0, padded.length - places).replace(/^0+(?=[0-9])/, "");
  return places === 0 ? whole : `${whole}.${padded.slice(padded.length - places)}`;
}

/** By name: keys and texts as they stand, dates as `yyyy-mm-dd`, counts as whole numbers, measures as decimals. */
export function derived(pairs: readonly Pair[], year: number): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const [ai, value] of pairs) {
    const family = ai.slice(0, 3);
    const places = Number(ai.slice(3));
    const day = isoDate(value.slice(0, 6), year);
    const name = TEXTS[ai];
    const date = DATES[ai];
    const measure = ai.length === 4 ? MEASURES[family] : undefined;
    const amount = WITH_CURRENCY[family];
    if (name !== undefined) found[name] = value;
    else if (date !== undefined && day !== null) found[date] = day;
    else if (ai === "30" || ai === "37") found["count"] = Number(value);
    else if (ai === "7003" && day !== null) {
      found["expiry"] = day;
      found["expiry_time"] = `${value.slice(6, 8)}:${value.slice(8)}`;
    } else if (measure !== undefined) found[measure] = decimal(value, places);
    else if (ai.length === 4 && amount !== undefined) {
      found["currency"] = value.slice(0, 3);
      found[amount] = decimal(value.slice(3), places);
    }
  }
  return found;
}
