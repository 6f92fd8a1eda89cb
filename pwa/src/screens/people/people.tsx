/** Who holds which role, and where; a role can be taken away at once. */

import { useMemo } from "preact/hooks";
import type { Grant, Person } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { Act, Empty } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { ask } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { Extras } from "../home/extras";
import { myJobs } from "../jobs";
import { Badge } from "./badge";

export function People({ id }: { id?: string | undefined }) {
  const chosen = id ? rows().get("person", id) : undefined;
  return chosen ? <Badge key={chosen.id} person={chosen} /> : <Everybody />;
}

function Everybody() {
  const answers = useMemo(makeAnswers, []);
  const people = rows()
    .all("person")
    .filter((person) => person.active)
    .sort((a, b) => a.name.localeCompare(b.name));
  const revoke = (grant: Grant): void => {
    void ask(answers, "people.revoke", { grant: grant.id }, { title: t("order.sent"), then: t("people.revoked") });
  };
  return (
    <Shell title={t("job.people")} {...(myJobs().length > 1 ? { back: [] } : {})} answers={answers}>
      {people.length === 0 && <Empty icon="people" title={t("people.none")} />}
      {people.map((person) => (
        <PersonCard key={person.id} person={person} revoke={revoke} />
      ))}
      <Extras />
    </Shell>
  );
}

function PersonCard({ person, revoke }: { person: Person; revoke: (grant: Grant) => void }) {
  const grants = rows()
    .where("role_grant", "person", person.id)
    .filter((grant) => grant.to_v === null);
  return (
    <article class="card" data-testid="person-card">
      <h2>{person.name}</h2>
      {grants.length === 0 && <p class="quiet">{t("people.off")}</p>}
      {grants.map((grant) => (
        <div class="row" key={grant.id} data-testid="grant-row">
          <span class="grow">
            <strong>{t(`role.${grant.role}` as Word)}</strong>
            <p>{grant.warehouse || t("people.everywhere")}</p>
          </span>
          <Act
            look="danger"
            on={() => revoke(grant)}
            testid="revoke"
            off={underWay("people.revoke", "grant", grant.id)}
          >
            {t("people.revoke")}
          </Act>
        </div>
      ))}
      <Act icon="scan" on={() => go("people", person.id)} testid="badge">
        {t("badge.new")}
      </Act>
    </article>
  );
}
