/** What is kept here and not yet sent, by whose hands. It goes by itself, credited to them. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { theGuard } from "../../ui/door";
import { t } from "../../ui/lang";
import { me, nameOf, unsent } from "../../ui/session";

/** `others`: leave out the person who is signed in. */
export function Unsent({ others }: { others?: boolean }) {
  const names = useSignal<Readonly<Record<string, string>>>({});
  useEffect(() => {
    void theGuard()
      .vaults?.known()
      .then((known) => (names.value = Object.fromEntries(known.map(({ person, name }) => [person, name]))));
  }, []);
  const counts = new Map<string, number>();
  for (const { author } of unsent()) {
    if (!others || author !== me()?.person.id) counts.set(author, (counts.get(author) ?? 0) + 1);
  }
  const called = (id: string): string => names.value[id] ?? (me()?.person.id === id ? me()!.person.name : nameOf(id));
  return (
    <>
      {[...counts].map(([author, n]) => (
        <p class="note info" key={author} data-testid="unsent-of" data-n={n}>
          {t("lock.unsent", { n, name: called(author) })}
        </p>
      ))}
    </>
  );
}
