/** Runs that are not walked order by order. */

import { Batch } from "./batch";
import { Zone } from "./zone";

export const OtherWay = ({ id, mode }: { readonly id: string; readonly mode: string }) =>
  mode === "batch" ? <Batch key={id} id={id} /> : <Zone key={id} id={id} />;
