// Keeps every change until the server has it: in memory, on this device, then sent one request at a time.

const PAUSE = 600;
const FIRST_RETRY = 3000;
const LAST_RETRY = 60000;
const KEPT_ALIVE = 60000;

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

export class Saving {
  #pending = new Map();
  #sending = false;
  #halted = false;
  #timer = 0;
  #retry = FIRST_RETRY;

  /**
   * `said(state, problem)` hears of saved, waiting, saving, offline, stale, refused;
   * `answered(answer, sent)` gets the server's JSON and a map from "row,column" to the text that it answers.
   */
  constructor({ url, revision, key, said, answered }) {
    Object.assign(this, { url, revision, key, said, answered });
    addEventListener("online", () => this.flush());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
  }

  /** Changes of an earlier visit that never reached the server: {revision, changes} or null. */
  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  discard() {
    this.#pending.clear();
    this.#keep();
  }

  record(changes) {
    for (const [place, text] of changes) this.#pending.set(place, text);
    this.#keep();
    if (this.#halted) return;
    this.said("waiting");
    this.#schedule(PAUSE);
  }

  retry() {
    this.#halted = false;
    return this.flush();
  }

  async flush() {
    if (this.#sending || this.#halted || !this.#pending.size) return;
    const sent = new Map(this.#pending);
    this.#sending = true;
    this.said("saving");
    const response = await this.#post(sent).catch(() => null);
    this.#sending = false;
    await this.#hear(response, sent);
  }

  #post(sent) {
    const changes = [...sent].map(([place, text]) => {
      const [row, column] = place.split(",").map(Number);
      return { row, column, text };
    });
    const body = JSON.stringify({ revision: this.revision, changes });
    return fetch(this.url, {
      method: "POST",
      // A page that is being left may still finish what it sends, up to what browsers allow.
      keepalive: document.hidden && body.length < KEPT_ALIVE,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
      body,
    });
  }

  async #hear(response, sent) {
    if (!response || response.status >= 500) return this.#later();
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return this.#accept(answer, sent);
    this.#halted = true;
    return this.said(response.status === 409 ? "stale" : "refused", answer);
  }

  #accept(answer, sent) {
    for (const [place, text] of sent) {
      if (this.#pending.get(place) === text) this.#pending.delete(place);
    }
    this.revision = answer.revision;
    this.#retry = FIRST_RETRY;
    this.#keep();
    this.answered(answer, sent);
    this.said(this.#pending.size ? "waiting" : "saved");
    if (this.#pending.size) this.#schedule(0);
  }

  #later() {
    this.said("offline");
    this.#schedule(this.#retry);
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
  }

  #schedule(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  // A full or forbidden storage loses only the safety net, never what is in memory.
  #keep() {
    try {
      if (!this.#pending.size) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify({ revision: this.revision, changes: [...this.#pending] }));
    } catch {
      return;
    }
  }
}
