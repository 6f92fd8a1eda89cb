/** Requests with the access token of this session. A 401 renews the session once; the queue is never touched. */

import type { DeviceFrame, Platform } from "./platform";
import type { ErrorBody, SessionFrame } from "./wire";

/** No answer came: the network or the server is away. */
export class NoNetwork extends Error {
  override readonly name = "NoNetwork";
}

/** Somebody has to sign in before the server talks with this device. */
export class SignInNeeded extends Error {
  override readonly name: string = "SignInNeeded";
}

/** The server takes this device for lost, or it was taken out of use: nobody can sign in on it. */
export class DeviceGone extends SignInNeeded {
  override readonly name = "DeviceGone";
}

/** The server said no, with its words for it. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly status: number, readonly body: ErrorBody) {
    super(`${status} ${body.code}`);
  }
}

/** Shows to the server that a request comes from this device. */
export interface Signer {
  /** The public key: base64url of the uncompressed point (SEC 1, 2.3.3). */
  point(): Promise<string>;
  /** ES256 over the UTF-8 text: r ‖ s in base64url. */
  sign(text: string): Promise<string>;
}

/** What the server knows a device as. */
export interface Enrolled {
  readonly device: string;
  readonly name: string;
  readonly kind: DeviceFrame["kind"];
  readonly shared: boolean;
  readonly warehouse: string;
}

/** Badge and PIN; `hash` is the SHA-256 of the badge in hex. */
export interface Credentials {
  readonly badge: string;
  readonly hash: string;
  readonly pin: string;
  readonly newPin?: string;
}

/** What listens to the talk with the server. */
export interface Ear {
  /** The server's clock, UTC milliseconds, to the second. */
  time?(server: number): void;
  /** This device is to be emptied: `device_lost` or `device_revoked`. */
  gone?(code: string): void;
}

const ANSWER_MS_MOST = 20_000;
const JSON_TYPE = { "content-type": "application/json" };
const GONE = new Set(["device_lost", "device_revoked"]);

export class Http {
  #access = "";
  #nonce = "";
  #instead: (() => Promise<SessionFrame>) | null = null;

  /** `keep` is told of each session that the server renews. */
  constructor(
    private readonly platform: Platform,
    private readonly device: () => string,
    private readonly keep: (session: SessionFrame) => Promise<void>,
    private readonly signer?: Signer,
    private readonly ear: Ear = {},
  ) {}

  get access(): string {
    return this.#access;
  }

  /** Use a token that a sign-in or another tab has got, or none. */
  use(access: string): void {
    this.#access = access;
    if (access !== "") this.#instead = null;
  }

  /** The cookie is somebody else's: the next session is opened in this way, when there is a network. */
  openBy(instead: () => Promise<SessionFrame>): void {
    this.#access = "";
    this.#instead = instead;
  }

  /** Whether a session has to be opened in another way than with the cookie. */
  get owes(): boolean {
    return this.#instead !== null;
  }

  async signIn(login: string, password: string, device: object): Promise<SessionFrame> {
    const proof = await this.#proof(`tote-sign-in-1\n${login}\n`);
    return this.#session("/api/auth/sign-in", { login, password, device: { ...device, ...proof } });
  }

  /** Open a session with badge and PIN. Throws `Refusal`, among others `pin_wrong`, `pin_locked`, `pin_must_change`. */
  async badge({ badge, hash, pin, newPin }: Credentials): Promise<SessionFrame> {
    const device = this.device();
    const proof = await this.signer?.sign(`tote-badge-1\n${device}\n${hash}`);
    return this.#session("/api/auth/badge", { device, badge, pin, new_pin: newPin, proof });
  }

  /** Become the device that somebody has made the code for. The same code may be sent again with the same key. */
  async enrol(code: string): Promise<Enrolled> {
    const proof = await this.#proof(`tote-enrol-1\n${code}\n`);
    return checked(await this.#fetch("/api/auth/enrol", post(JSON.stringify({ code, ...proof }))));
  }

  async signOut(): Promise<void> {
    const access = this.#access;
    [this.#access, this.#instead] = ["", null];
    await this.#fetch("/api/auth/sign-out", post("{}", access)).catch(() => undefined);
  }

  /** Renew the session with its cookie, unless another tab just did. */
  async refresh(): Promise<void> {
    if (this.device() === "") throw new SignInNeeded("nobody has signed in on this device");
    const before = this.#access;
    await this.platform.alone("tote-refresh", async () => {
      if (this.#access !== before) return;
      const session = await (this.#instead ? this.#opened(this.#instead) : this.#renewed());
      await this.keep(session);
      this.use(session.access);
    });
  }

  /** Any answer of the server, whatever its status. With a body it is a POST. */
  async send(path: string, body?: string | Blob, method?: string): Promise<Response> {
    if (this.#access === "") await this.refresh();
    const first = await this.#fetch(path, this.#request(body, method));
    if (first.status !== 401) return first;
    await this.#heed(first.clone());
    await this.refresh();
    const second = await this.#fetch(path, this.#request(body, method));
    if (second.status === 401) throw new SignInNeeded("the session is not taken");
    return second;
  }

  /** Put a push into the drop-box: its signature alone shows whose it is. */
  drop(frame: string): Promise<Response> {
    return this.#fetch("/api/sync/drop", post(frame));
  }

  /** GET a JSON answer. Throws `Refusal`, `NoNetwork` or `SignInNeeded`. */
  async get<T>(path: string): Promise<T> {
    return checked<T>(await this.send(path));
  }

  /** POST JSON, and take JSON. Throws as `get` does. */
  async post<T>(path: string, body: object): Promise<T> {
    return checked<T>(await this.send(path, JSON.stringify(body)));
  }

  async #session(path: string, body: object): Promise<SessionFrame> {
    const response = await this.#fetch(path, post(JSON.stringify(body)));
    if (!response.ok) await this.#heed(response.clone());
    return this.#noted(await checked<SessionFrame>(response));
  }

  /** Open the session that is owed. If the server will not have it, somebody has to sign in anew. */
  async #opened(instead: () => Promise<SessionFrame>): Promise<SessionFrame> {
    try {
      return await instead();
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500 || error.status === 429) throw error;
      this.#instead = () => Promise.reject(new SignInNeeded(error.body.code));
      throw new SignInNeeded(error.body.code, { cause: error });
    }
  }

  async #renewed(): Promise<SessionFrame> {
    let response = await this.#askRefresh();
    if (response.status === 401) {
      const code = await this.#heed(response.clone());
      // The nonce goes with the token, and another tab may have got both.
      if (code === "need_proof" && this.signer) response = await this.#askRefresh();
    }
    if (response.status === 401 || response.status === 403) {
      this.#access = "";
      throw new SignInNeeded("the session is over");
    }
    return this.#noted(await checked<SessionFrame>(response));
  }

  async #askRefresh(): Promise<Response> {
    const device = this.device();
    const proof = this.#nonce && (await this.signer?.sign(`tote-refresh-1\n${device}\n${this.#nonce}`));
    const request = post(JSON.stringify(proof ? { device, proof } : { device }));
    return this.#fetch("/api/auth/refresh", { ...request, headers: { ...JSON_TYPE, "x-tote": "1" } });
  }

  #noted(session: SessionFrame): SessionFrame {
    this.#nonce = session.nonce ?? "";
    return session;
  }

  /** What a refused request says beside no. Throws `DeviceGone`. */
  async #heed(response: Response): Promise<string> {
    const { code, params } = ((await json(response)) as { error?: Partial<ErrorBody> } | null)?.error ?? {};
    if (code === "need_proof") this.#nonce = String(params?.["nonce"] ?? "");
    if (code === undefined || !GONE.has(code)) return code ?? "";
    this.#access = "";
    this.ear.gone?.(code);
    throw new DeviceGone(code);
  }

  async #proof(text: string): Promise<object> {
    if (!this.signer) return {};
    const key = await this.signer.point();
    return { key, proof: await this.signer.sign(text + key) };
  }

  #request(body?: string | Blob, method?: string): RequestInit {
    const access = { authorization: `Bearer ${this.#access}` };
    if (typeof body === "string") return post(body, this.#access);
    return body ? { method: "POST", body, headers: access } : { ...(method ? { method } : {}), headers: access };
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const stop = new AbortController();
    const cancel = this.platform.later(ANSWER_MS_MOST, () => stop.abort());
    try {
      const response = await this.platform.fetch(path, { ...init, credentials: "same-origin", signal: stop.signal });
      const server = Date.parse(response.headers.get("date") ?? "");
      if (server > 0) this.ear.time?.(server);
      return response;
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
