/** The extras, which come beside a first screen and not before it. */

import { later } from "../../ui/later";

export const Extras = later(() => import("./extras").then((m) => m.Extras));
