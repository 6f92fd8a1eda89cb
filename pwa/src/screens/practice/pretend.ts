/**
 * A session that only looks like one: rows in memory, decided by the same rules, and no way to a disk or a network. What
 * is recorded here is in no queue and goes nowhere.
 */

import type { Kind, Ops } from "../../generated/ops";
import { decide } from "../../ops/twins";
import { Replica } from "../../store/replica";
import { ZERO } from "../../store/hash";
import type { Role } from "../../generated/roles";
import type { Change } from "../../store/pages";
import type { Recorded } from "../../sync/device";
import { NoNetwork } from "../../sync/http";
import type { Me } from "../../sync/wire";
import type { Engine } from "../../ui/session";
import { HOUSE } from "./shift";

const SCOPE = `wh:${HOUSE}`;

const nothing = (): Promise<never> => Promise.reject(new NoNetwork("practice has no server"));
const nobody = (): Promise<void> => Promise.resolve();

type Heard = <K extends Kind>(kind: K, body: Ops[K]) => void;

/** A practice floor, for the person of the real session in a role. `heard` hears of each op once it is done. */
export function pretend(real: Me, role: Role, floor: readonly Change[], heard: Heard): Engine {
  const me: Me = { ...real, roles: [{ role, warehouse: HOUSE }] };
  const replica = new Replica(() => ({ out: "applied", code: "applied", params: {}, choices: [], task: null, rows: [] }));
  let n = 1;
  const head = () => ({ scope: SCOPE, cursor: n, digest: ZERO, base: 0, made: 0, epoch: "" });
  replica.apply(head(), floor);

  const record = <K extends Kind>(kind: K, body: Ops[K]): Promise<Recorded> => {
    const [id, wall] = [`practice-${++n}`, Date.now()];
    const context = { id, author: me.person.id, device: "practice", n, wall, receivedAt: wall };
    const outcome = decide(kind, body, replica, context);
    replica.apply(head(), outcome.rows.map(({ table, row }) => [table, row.id, n, { ...row, ver: n }]));
    heard(kind, body);
    return Promise.resolve({ n, id, outcome });
  };

  return {
    me, status: "current", trouble: null, replica, deviceId: "practice", record,
    start: nobody, signIn: nothing, signOut: nobody, enter: nothing, enterOffline: nothing, become: nothing, reread: nobody,
    sweep: nobody, stop: nobody, deliver: nobody, settle: nobody,
    count: () => Promise.resolve(n),
    outcomeOf: (of) => Promise.resolve({ n: of, out: "applied" }),
    pending: () => ({ count: 0, oldest: null }),
    unsettled: () => [],
    tray: () => [],
    onChange: () => () => undefined,
    http: {
      get: nothing, send: nothing, post: nothing, badge: nothing, enrol: nothing, refresh: nothing, owes: false,
    },
  };
}
