/** Parts of the app that are loaded later, with their style sheets. The build puts this around each `import()` of one. */

/** By their addresses. That of the page is there: no script of a module runs before. */
const sheets = new Map<string, Promise<void>>(
  [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].map(({ href }) => [href, Promise.resolve()]),
);

function sheet(href: string): Promise<void> {
  const known = sheets.get(href);
  if (known) return known;
  const link = document.createElement("link");
  const there = new Promise<void>((done, failed) => {
    link.onload = () => done();
    link.onerror = () => failed(new Error(`no style sheet ${href}`));
  });
  sheets.set(href, there);
  there.catch(() => {
    sheets.delete(href); // whoever asks again shall get it
    link.remove();
  });
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
  return there;
}

/** The name is that of the helper of Vite in whose place this stands; `from`: who asks, by its address. */
export async function __vitePreload<T>(part: () => Promise<T>, styles: readonly string[], from: string): Promise<T> {
  const [loaded] = await Promise.all([part(), ...styles.map((path) => sheet(new URL(path, from).href))]);
  return loaded;
}
