/** A phrase as the beginning of a sentence. */
export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Clauses of one sentence, `Failed: BackoffLimitExceeded: …`, without those that are missing or empty. */
export const clauses = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part.trim() !== '').join(': ');

/** Words behind a sentence in brackets, ` (BackoffLimitExceeded)`; nothing for what is missing or empty. */
export const bracketed = (words: string | undefined): string =>
  words === undefined || words.trim() === '' ? '' : ` (${words})`;
