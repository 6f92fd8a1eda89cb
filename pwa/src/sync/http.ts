/** Requests with the access token of this session. A 401 renews the session once; the queue is never touched. */

import type { Platform } from "./platform";
import type { ErrorBody, SessionFrame } from "./wire";

/** No answer came: the network or the server is away. */
export class NoNetwork extends Error {
  override readonly name = "NoNetwork";
}

/** Somebody has to sign in before the server talks with this device. */
export class SignInNeeded extends Error {
  override readonly name = "SignInNeeded";
}

/** The server said no, with its words for it. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly status: number, readonly body: ErrorBody) {
    super(`${status} ${body.code}`);
  }
}

const ANSWER_MS_MOST = 20_000;
const JSON_TYPE = { "content-type": "application/json" };

export class Http {
  #access = "";

  /** `keep` is told of each session that the server renews. */
  constructor(
    private readonly platform: Platform,
    private readonly device: () => string,
    private readonly keep: (session: SessionFrame) => Promise<void>,
  ) {}

  get access(): string {
    return this.#access;
  }

  /** Use a token that a sign-in or another tab has got, or none. */
  use(access: string): void {
    this.#access = access;
  }

  async signIn(login: string, password: string, device: object): Promise<SessionFrame> {
    const response = await this.#fetch("/api/auth/sign-in", post(JSON.stringify({ login, password, device })));
    return checked<SessionFrame>(response);
  }

  async signOut(): Promise<void> {
    const access = this.#access;
    this.#access = "";
    await this.#fetch("/api/auth/sign-out", post("{}", access)).catch(() => undefined);
  }

  /** Renew the session with its cookie, unless another tab just did. */
  async refresh(): Promise<void> {
    if (this.device() === "") throw new SignInNeeded("nobody has signed in on this device");
    const before = this.#access;
    await this.platform.alone("tote-refresh", async () => {
      if (this.#access !== before) return;
      const request = post(JSON.stringify({ device: this.device() }));
      const response = await this.#fetch("/api/auth/refresh", { ...request, headers: { ...JSON_TYPE, "x-tote": "1" } });
      if (response.status === 401 || response.status === 403) {
        this.#access = "";
        throw new SignInNeeded("the session is over");
      }
      const session = await checked<SessionFrame>(response);
      this.#access = session.access;
      await this.keep(session);
    });
  }

  /** Any answer of the server, whatever its status. */
  async send(path: string, body?: string): Promise<Response> {
    if (this.#access === "") await this.refresh();
    const first = await this.#fetch(path, this.#request(body));
    if (first.status !== 401) return first;
    await this.refresh();
    const second = await this.#fetch(path, this.#request(body));
    if (second.status === 401) throw new SignInNeeded("the session is not taken");
    return second;
  }

  /** GET a JSON answer. Throws `Refusal`, `NoNetwork` or `SignInNeeded`. */
  async get<T>(path: string): Promise<T> {
    return checked<T>(await this.send(path));
  }

  #request(body?: string): RequestInit {
    return body === undefined ? { headers: { authorization: `Bearer ${this.#access}` } } : post(body, this.#access);
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const stop = new AbortController();
    const cancel = this.platform.later(ANSWER_MS_MOST, () => stop.abort());
    try {
      return await this.platform.fetch(path, { ...init, credentials: "same-origin", signal: stop.signal });
    } catch (error) {
      throw new NoNetwork("no answer", { cause: error });
    } finally {
      cancel();
    }
  }
}

function post(body: string, access = ""): RequestInit {
  const token: Record<string, string> = access === "" ? {} : { authorization: `Bearer ${access}` };
  return { method: "POST", body, headers: { ...JSON_TYPE, ...token } };
}

/** The JSON of a good answer; else throws what the server said. */
export async function checked<T>(response: Response): Promise<T> {
  const body = (await json(response)) as { error?: ErrorBody } | null;
  if (response.ok && body !== null) return body as T;
  const unknown = { code: "unreadable", params: {}, en: `HTTP ${response.status}`, zh: `HTTP ${response.status}`, choices: [] };
  throw new Refusal(response.status, body?.error ?? unknown);
}

/** The JSON of an answer; null if there is none, as from a proxy. Throws `NoNetwork` if it breaks off. */
export async function json(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new NoNetwork("the answer broke off", { cause: error });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
