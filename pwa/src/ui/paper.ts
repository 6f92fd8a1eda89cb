/** What leaves the screen: a file, or pages by the browser's own print. */

/** Offer a blob's URL as a file. */
export function saveAs(url: string, name: string): void {
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
}

/** The same for an answer of the server; nothing where there is none. */
export async function saveAnswer(asked: Promise<Response>, name: string): Promise<void> {
  const answer = await asked.catch(() => null); // no network: it is asked for again when there is one
  if (!answer?.ok) return;
  const url = URL.createObjectURL(await answer.blob());
  saveAs(url, name);
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Print what `fill` puts on a page of its own, and nothing else; `done` once the browser has it. */
export async function printOnly(fill: (page: HTMLElement) => void | Promise<void>, done?: (page: HTMLElement) => void): Promise<void> {
  const page = Object.assign(document.createElement("div"), { className: "print-only" });
  document.body.append(page);
  await fill(page);
  addEventListener("afterprint", () => (done?.(page), page.remove()), { once: true });
  globalThis.print();
}

/** Each picture fills a page. */
export async function printPictures(urls: readonly string[], done?: () => void): Promise<void> {
  await printOnly(async (page) => {
    const pictures = urls.map((src) => Object.assign(new Image(), { src, alt: "" }));
    page.append(...pictures);
    await Promise.all(pictures.map((one) => one.decode()));
  }, done);
}
