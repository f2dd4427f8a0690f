// What the grid says: the state of saving with its buttons, the word about a cell, the list of findings.

const SEVERITIES = ["note", "warning", "error"];

function button(text, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button quiet small";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

export class Speech {
  constructor(sheet) {
    this.state = sheet.querySelector("[data-grid-status]");
    this.word = sheet.querySelector("[data-grid-message]");
    this.list = sheet.querySelector("[data-grid-findings]");
  }

  /** `buttons` are pairs of a word's name in the data attributes and what it does. */
  say(state, { detail = "", buttons = [] } = {}) {
    if (!this.state) return;
    this.state.dataset.state = state;
    const text = [this.state.dataset[state], detail].filter(Boolean).join(" ");
    this.state.replaceChildren(text, ...buttons.map(([name, act]) => button(this.state.dataset[name], act)));
  }

  about(cell) {
    if (this.word) this.word.textContent = cell ? [cell.problem, ...cell.notes].filter(Boolean).join(" ") : "";
  }

  /** Lines are {severity, message, go}; the gravest stand first. */
  findings(lines) {
    if (!this.list) return;
    const sorted = [...lines].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
    const items = sorted.map((line) => this.#finding(line));
    const list = document.createElement("ol");
    list.className = "findings";
    list.append(...items);
    this.list.replaceChildren(...(items.length ? [list] : []));
  }

  #finding({ severity, message, go }) {
    const item = document.createElement("li");
    item.className = `finding finding-${severity}`;
    const word = document.createElement("strong");
    word.textContent = this.state?.dataset[severity] ?? severity;
    const text = document.createElement(go ? "button" : "span");
    text.textContent = message;
    if (go) {
      text.type = "button";
      text.className = "link-button";
      text.addEventListener("click", go);
    }
    item.append(word, " ", text);
    return item;
  }
}

export const graver = (a, b) => (SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b);
