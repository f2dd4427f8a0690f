// Undo and redo. A step is a list of {place, before, after}; a paste of a thousand cells is one step.

export class History {
  #past = [];
  #future = [];

  push(step) {
    this.#past.push(step);
    this.#future = [];
  }

  /** [place, text] pairs that take the last step back, or null. */
  undo() {
    const step = this.#past.pop();
    if (!step) return null;
    this.#future.push(step);
    return step.map(({ place, before }) => [place, before]);
  }

  redo() {
    const step = this.#future.pop();
    if (!step) return null;
    this.#past.push(step);
    return step.map(({ place, after }) => [place, after]);
  }
}
