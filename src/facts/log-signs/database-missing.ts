import type { SignKind } from './sign.ts';

/** The server is there and lacks the database, table, topic, queue or bucket. `subject` names it. */
export const databaseMissing: SignKind = {
  sign: 'database-missing',
  hint: /does not exist|doesn't exist|Unknown database|no such table|NoSuchBucket|UNKNOWN_TOPIC|NOT_FOUND - no|index_not_found|no such (?:index|bucket|topic|queue)|Invalid object name|Cannot open database|Undefined table/i,
  peer: true,
  wordings: [
    /\bdatabase "(?<subject>[^"]{1,100})" does not exist/,
    /\bUnknown database '(?<subject>[^']{1,100})'/,
    /\b(?:relation|table|schema|column) "(?<subject>[^"]{1,100})" does not exist|\bTable '(?<subject>[^']{1,100})' doesn't exist|\bno such table: (?<subject>\w{1,100})|Invalid object name '(?<subject>[^']{1,100})'/,
    /Cannot open database "(?<subject>[^"]{1,100})"/,
    /NOT_FOUND - no (?<subject>(?:queue|exchange) '[^']{1,100}')/,
    /\bno such (?:index|bucket|topic|queue):? ?[["']?(?<subject>[\w.-]{1,100})/i,
    /\bThe specified bucket does not exist\b|\bNoSuchBucket\b|\bUNKNOWN_TOPIC_OR_PARTITION\b|\bindex_not_found_exception\b/,
  ],
};
