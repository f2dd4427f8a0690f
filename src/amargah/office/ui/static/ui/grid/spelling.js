// The server writes numbers back in its own spelling; two spellings of one number are the same entry.

const bare = (text) =>
  text.replace(/[\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) - 0x06f0).replace(/[\u066c,\u200e\s]/g, "");

export const sameEntry = (first, second) => bare(first) === bare(second);
