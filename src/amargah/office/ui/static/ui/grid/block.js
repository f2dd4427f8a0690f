// A block of cells as spreadsheets put it on the clipboard: tabs between cells, quotes around cells with breaks.

/** Rows of cells of `text`; the line break that Excel puts at the end opens no row. */
export function parseBlock(text) {
  const rows = [[]];
  const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/y;
  const body = text.replace(/(\r\n|\n|\r)$/, "");
  for (;;) {
    const [, cell, mark] = pattern.exec(body) ?? [null, body.slice(pattern.lastIndex), ""];
    rows.at(-1).push(plain(cell));
    if (mark === "") return rows;
    if (mark !== "\t") rows.push([]);
  }
}

/** Whether the clipboard holds more than one cell. */
export const isBlock = (text) => /[\t\r\n]/.test(text.trimEnd()) || /\t/.test(text);

const plain = (cell) => (/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim();
