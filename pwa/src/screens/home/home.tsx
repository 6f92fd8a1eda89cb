/** The jobs of a person, with what waits in each. Somebody with one job never sees this. */

import { Icon } from "../../ui/icons";
import { Empty, LinkRow } from "../../ui/kit";
import { t, type Params } from "../../ui/lang";
import { me } from "../../ui/session";
import { Shell } from "../../ui/shell";
import type { Word } from "../../words/en";
import { JOBS, myJobs, type Job } from "../jobs";
import { WAITING } from "../waiting";
import { Extras } from "./more";

const waits = (job: Job, params: Params): string => (job === "people" ? "" : t(`job.${job}.n` as Word, params));

export function Home() {
  const jobs = myJobs();
  return (
    <Shell title={t("home.hello", { name: me()?.person.name ?? "" })}>
      {jobs.length === 0 && (
        <Empty icon="people" title={t("home.none")}>
          {t("home.none_why")}
        </Empty>
      )}
      <nav class="list" aria-label={t("home.jobs")}>
        {jobs.map((job) => (
          <LinkRow key={job} to={[job]} testid={`job-${job}`}>
            <Icon name={JOBS[job].icon} size={32} />
            <span class="grow">
              <strong>{t(`job.${job}`)}</strong>
              <p>{waits(job, { n: WAITING[job]() })}</p>
            </span>
            <Icon name="next" />
          </LinkRow>
        ))}
      </nav>
      <Extras />
    </Shell>
  );
}
