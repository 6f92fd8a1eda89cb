/** Names that were typed at this dock before: to tap one is quicker than to type it in gloves. */

import type { Manifest } from "../../generated/rows";
import { Act } from "../../ui/kit";
import { rows, warehouse } from "../../ui/session";

const SHOWN = 4;

/** The latest first, each once. */
function latest(manifests: readonly Manifest[], of: (manifest: Manifest) => string): readonly string[] {
  const sorted = [...manifests].sort((a, b) => (a.number < b.number ? 1 : -1));
  return [...new Set(sorted.map(of).filter(Boolean))].slice(0, SHOWN);
}

const here = (): readonly Manifest[] => rows().where("manifest", "warehouse", warehouse());

export const carriersHere = (): readonly string[] => latest(here(), ({ carrier }) => carrier);

/** Who has driven for a carrier. */
export const driversOf = ({ carrier }: Manifest): readonly string[] =>
  latest(here().filter((one) => one.carrier === carrier), ({ driver }) => driver);

export const Before = ({ of, on, testid }: { of: readonly string[]; on: (name: string) => void; testid: string }) =>
  of.length > 0 && (
    <div class="acts two">
      {of.map((name) => (
        <Act key={name} on={() => on(name)} testid={testid}>
          {name}
        </Act>
      ))}
    </div>
  );
