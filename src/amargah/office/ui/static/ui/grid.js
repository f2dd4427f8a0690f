// Makes <table data-grid> a sheet: keys, blocks from Excel, undo, and saving by itself. See ui/README.md.

import { isBlock, parseBlock } from "./grid/block.js";
import { History } from "./grid/history.js";
import { Saving } from "./grid/saving.js";
import { sameEntry } from "./grid/spelling.js";
import { Speech, graver } from "./grid/speech.js";

const TYPING_PAUSE = 1200;
const placeOf = (row, column) => `${row},${column}`;

class Grid {
  #cells = new Map();
  #history = new History();
  #inside = false; // the caret moves inside the cell instead of the focus moving between cells
  #timer = 0;

  constructor(table) {
    this.table = table;
    this.speech = new Speech(table.closest(".grid-sheet") ?? document);
    for (const td of table.querySelectorAll("td[data-row]")) this.#learn(td);
    this.saving = new Saving({
      url: table.dataset.saveUrl,
      revision: Number(table.dataset.revision),
      key: `amargah-grid:${table.dataset.owner ?? ""}:${table.dataset.saveUrl}`,
      said: (state, problem) => this.#said(state, problem),
      answered: (answer, sent) => this.#answered(answer, sent),
    });
    this.#listen();
    this.#recall();
  }

  #learn(td) {
    const input = td.querySelector("input");
    if (!input || input.readOnly || input.disabled) return;
    const [row, column] = [Number(td.dataset.row), Number(td.dataset.column)];
    const notes = td.dataset.note ? [td.dataset.note] : [];
    this.#cells.set(placeOf(row, column), { td, input, row, column, text: input.value, problem: null, notes });
  }

  #listen() {
    const { table } = this;
    table.addEventListener("focusin", (event) => this.#enter(this.#cellOf(event.target)));
    table.addEventListener("focusout", (event) => this.#commit(this.#cellOf(event.target)));
    table.addEventListener("keydown", (event) => this.#key(event, this.#cellOf(event.target)));
    table.addEventListener("paste", (event) => this.#paste(event, this.#cellOf(event.target)));
    table.addEventListener("input", (event) => this.#typed(this.#cellOf(event.target)));
    table.addEventListener("mousedown", (event) => {
      if (event.target === document.activeElement) this.#inside = true;
    });
  }

  #cellOf(element) {
    const td = element.closest("td[data-row]");
    return td && this.#cells.get(placeOf(td.dataset.row, td.dataset.column));
  }

  // Moving

  #enter(cell) {
    if (!cell) return;
    this.#inside = false;
    cell.input.select();
    this.speech.about(cell);
  }

  #go(cell, rows, columns) {
    const bound = Math.max(this.table.rows.length, ...[...this.#cells.values()].map(({ column }) => column));
    for (let step = 1; step <= bound; step += 1) {
      const next = this.#cells.get(placeOf(cell.row + rows * step, cell.column + columns * step));
      if (next) return next.input.focus();
    }
    return cell.input.select();
  }

  #edge(cell, event) {
    const cells = [...this.#cells.values()].filter(({ row }) => event.ctrlKey || row === cell.row);
    cells.at(event.key === "Home" ? 0 : -1).input.focus();
  }

  #key(event, cell) {
    if (!cell || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && this.#command(event, cell)) return event.preventDefault();
    if (this.#move(event, cell)) event.preventDefault();
  }

  #command(event, cell) {
    const code = event.code; // the place of the key: layouts are Persian or Latin
    if (code === "KeyZ" && !event.shiftKey) return this.#undo(cell);
    if (code === "KeyY" || code === "KeyZ") return this.#redo();
    return false;
  }

  #move(event, cell) {
    const forward = getComputedStyle(this.table).direction === "rtl" ? -1 : 1;
    const sideways = this.#inside ? null : (columns) => this.#go(cell, 0, columns);
    const moves = {
      Enter: () => this.#go(cell, event.shiftKey ? -1 : 1, 0),
      ArrowUp: () => this.#go(cell, -1, 0),
      ArrowDown: () => this.#go(cell, 1, 0),
      ArrowRight: sideways && (() => sideways(forward)),
      ArrowLeft: sideways && (() => sideways(-forward)),
      Home: sideways && (() => this.#edge(cell, event)),
      End: sideways && (() => this.#edge(cell, event)),
      F2: () => this.#edit(cell),
      Escape: () => this.#revert(cell),
    };
    const move = moves[event.key];
    if (!move) return false;
    move();
    return true;
  }

  #edit(cell) {
    this.#inside = true;
    cell.input.setSelectionRange(cell.input.value.length, cell.input.value.length);
  }

  #revert(cell) {
    cell.input.value = cell.text;
    this.#enter(cell);
  }

  // Changing

  #typed(cell) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#commit(cell), TYPING_PAUSE);
  }

  #commit(cell) {
    if (cell && cell.input.value !== cell.text) this.#change([[placeOf(cell.row, cell.column), cell.input.value]]);
  }

  #change(pairs) {
    const step = pairs.map(([place, after]) => ({ place, before: this.#cells.get(place).text, after }));
    const real = step.filter(({ before, after }) => before !== after);
    if (!real.length) return;
    this.#history.push(real);
    this.#apply(real.map(({ place, after }) => [place, after]));
  }

  #apply(pairs) {
    for (const [place, text] of pairs) {
      const cell = this.#cells.get(place);
      cell.text = text;
      cell.input.value = text;
    }
    this.saving.record(pairs);
  }

  #undo(cell) {
    if (cell.input.value !== cell.text) this.#revert(cell);
    else this.#replay(this.#history.undo());
    return true;
  }

  #redo() {
    this.#replay(this.#history.redo());
    return true;
  }

  #replay(pairs) {
    if (!pairs) return;
    this.#apply(pairs);
    const { input } = this.#cells.get(pairs[0][0]);
    input.focus();
    input.select();
  }

  #paste(event, cell) {
    const text = event.clipboardData.getData("text/plain");
    if (!cell || !isBlock(text)) return;
    event.preventDefault();
    const block = parseBlock(text).flatMap((line, row) =>
      line.map((value, column) => [placeOf(cell.row + row, cell.column + column), value]),
    );
    const fitting = block.filter(([place]) => this.#cells.has(place));
    this.#change(fitting);
    cell.input.select();
    if (fitting.length < block.length) this.speech.say("outside");
  }

  // Hearing

  #said(state, problem) {
    const detail = problem?.detail ?? "";
    const reload = ["reload", () => location.reload()];
    const buttons = { stale: [reload], refused: [["retry", () => this.saving.retry()], reload] };
    this.speech.say(state, { detail, buttons: buttons[state] });
    const event = { state, revision: this.saving.revision };
    this.table.dispatchEvent(new CustomEvent("gridstate", { bubbles: true, detail: event }));
  }

  #answered(answer, sent) {
    for (const { row, column, text, problem } of answer.cells) {
      const cell = this.#cells.get(placeOf(row, column));
      if (cell) this.#settle(cell, text, problem, sent.get(placeOf(row, column)));
    }
    this.#showFindings(answer.findings);
    const current = this.#cellOf(document.activeElement);
    if (current) this.speech.about(current);
  }

  // The server's spelling is shown, unless the person has typed on in the meantime.
  #settle(cell, text, problem, sent) {
    cell.problem = problem;
    cell.input.toggleAttribute("aria-invalid", Boolean(problem));
    if (problem) cell.input.setAttribute("aria-invalid", "true");
    const untouched = cell.text === sent && cell.input.value === sent;
    if (!untouched || text === sent) return;
    cell.text = text;
    cell.input.value = text;
    if (cell.input === document.activeElement && !this.#inside) cell.input.select();
  }

  #showFindings(findings) {
    for (const cell of this.#cells.values()) {
      delete cell.td.dataset.finding;
      cell.notes = [];
      if (cell.problem) cell.td.dataset.finding = "error";
    }
    for (const { severity, message, cells } of findings) {
      for (const cell of this.#named(cells)) {
        cell.notes.push(message);
        cell.td.dataset.finding = graver(severity, cell.td.dataset.finding ?? "note");
      }
    }
    this.speech.findings([...this.#problemLines(), ...this.#findingLines(findings)]);
  }

  #named(places) {
    return places.map(([row, column]) => this.#cells.get(placeOf(row, column))).filter(Boolean);
  }

  #problemLines() {
    return [...this.#cells.values()]
      .filter(({ problem }) => problem)
      .map(({ input, problem }) => ({
        severity: "error",
        message: `${input.getAttribute("aria-label") ?? ""}: ${problem}`,
        go: () => input.focus(),
      }));
  }

  #findingLines(findings) {
    return findings.map(({ severity, message, cells }) => {
      const [first] = this.#named(cells);
      const place = first?.input.getAttribute("aria-label");
      const text = place ? `${place}: ${message}` : message;
      return { severity, message: text, go: first && (() => first.input.focus()) };
    });
  }

  // Entries of an earlier visit that never arrived: sent again when nobody was in between, else offered.
  #recall() {
    const kept = this.saving.kept();
    if (!kept) return this.speech.say("saved");
    const missing = ([place, text]) => this.#cells.has(place) && !sameEntry(this.#cells.get(place).text, text);
    const pairs = kept.changes.filter(missing);
    if (!pairs.length) {
      this.saving.discard();
      return this.speech.say("saved");
    }
    if (kept.revision === this.saving.revision) return this.#change(pairs);
    const restore = ["restore", () => this.#change(pairs)];
    const discard = ["discard", () => (this.saving.discard(), this.speech.say("saved"))];
    return this.speech.say("kept", { buttons: [restore, discard] });
  }
}

for (const table of document.querySelectorAll("table[data-grid]")) new Grid(table);
