/** Who holds which role, and where; a role can be taken away at once. A lead lets people of the floor try a PIN again. */

import { useMemo } from "preact/hooks";
import type { Grant, Person } from "../../generated/rows";
import { makeAnswers, type Answers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { Act, Empty } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { go } from "../../ui/route";
import { ask, tellDecide } from "../../ui/scan";
import { may, NoNetwork, postJson, Refusal, rows, underWay } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { Extras } from "../home/extras";
import { mainJobs } from "../jobs";
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
    <Shell title={t("job.people")} {...(mainJobs().length > 1 ? { back: [] } : {})} answers={answers}>
      {people.length === 0 && <Empty icon="people" title={t("people.none")} />}
      {people.map((person) => (
        <PersonCard key={person.id} person={person} revoke={revoke} unlock={() => void unlock(answers, person)} />
      ))}
      <Extras />
    </Shell>
  );
}

async function unlock(answers: Answers, person: Person): Promise<void> {
  try {
    await postJson("/api/auth/badges/unlock", { person: person.id });
    answers.show("right", t("badge.unlocked", { name: person.name }));
  } catch (failed) {
    if (failed instanceof NoNetwork) tellDecide(answers, t("failed.offline"), []);
    else if (failed instanceof Refusal) tellDecide(answers, failed.body[lang.value], []);
    else throw failed;
  }
}

interface CardProps {
  readonly person: Person;
  readonly revoke: (grant: Grant) => void;
  readonly unlock: () => void;
}

function PersonCard({ person, revoke, unlock }: CardProps) {
  const grants = rows()
    .where("role_grant", "person", person.id)
    .filter((grant) => grant.to_v === null);
  const practice = rows().get("practice", person.id);
  return (
    <article class="card" data-testid="person-card">
      <h2>{person.name}</h2>
      {practice && (
        <p class="quiet" data-testid="practised">
          {practice.certified_at !== null && <Icon name="tick" size={20} />}{" "}
          {t(practice.certified_at === null ? "practice.told" : "practice.told_good", {
            right: practice.right_first, scans: practice.scans, s: Math.round(practice.line_ms / 1000),
          })}
        </p>
      )}
      {grants.length === 0 && may("people") && <p class="quiet">{t("people.off")}</p>}
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
      <div class="acts">
        {may("people") && (
          <Act icon="scan" on={() => go("people", person.id)} testid="badge">
            {t("badge.new")}
          </Act>
        )}
        <Act icon="lock" on={unlock} testid="unlock">
          {t("badge.unlock")}
        </Act>
      </div>
    </article>
  );
}
