// What every page can do from the keyboard, dialogs, and the token that htmx sends along.

const visible = (element) => element.offsetParent !== null;
const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

function focusSearch() {
  const search = [...document.querySelectorAll("[data-search]")].find(visible);
  search?.focus();
  search?.select();
  return Boolean(search);
}

function stepInbox(step) {
  const links = [...document.querySelectorAll("[data-row-link], [data-inbox] .inbox-title")];
  if (!links.length) return false;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
  links[next].focus();
  return true;
}

const KEYS = { "/": focusSearch, j: () => stepInbox(1), k: () => stepInbox(-1) };
// The same keys on a Persian keyboard.
KEYS["ت"] = KEYS.j;
KEYS["ن"] = KEYS.k;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (KEYS[event.key]?.()) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
});

// A second click does not take a step twice. Heard last, after whoever holds a form back; forgotten after a while,
// for a page that stays or comes back from the history.
const DOUBLE_CLICK = 3000;
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, DOUBLE_CLICK);
});

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token) event.detail.headers["X-CSRFToken"] = token[1];
});

document.querySelector("[data-error-summary]")?.focus({ preventScroll: true });
