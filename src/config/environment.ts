import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Complaint } from './complaint.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** How the bot meets Slack: its own sandbox, a socket it opens, or requests that Slack signs and sends. */
export type SlackSettings =
  | { type: 'sandbox' }
  | { type: 'socket'; botToken: string; appToken: string }
  | { type: 'http'; botToken: string; signingSecret: string };

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Environment = {
  slack: SlackSettings;
  /** null is Slack's own. */
  slackApiUrl: string | null;
  /** null starts a Redis of the bot's own. */
  redisUrl: string | null;
  /** As kubectl reads it: paths with the system's separator between. null leaves it to the usual places. */
  kubeconfig: string | null;
  /** A file that was named has to be there; the usual one may be absent. */
  configFile: { path: string; named: boolean };
  logLevel: LogLevel;
  /** Where the bot keeps what outlives it. */
  dataFolder: string;
  /** For health and, in the `http` mode, for Slack's requests. null lets the bot choose. */
  port: number | null;
};

export type ReadEnvironment = { ok: true; environment: Environment } | { ok: false; complaints: Complaint[] };

/** Reads the environment. Loads nothing: the terminal command starts through here. Secrets stand in no complaint. */
export function readEnvironment(env: Variables, cwd: string = process.cwd()): ReadEnvironment {
  const complaints: Complaint[] = [];
  const named = word(env, 'KUBEWHY_CONFIG');
  const environment: Environment = {
    slack: slackSettings(env, complaints),
    slackApiUrl: address(env, 'SLACK_API_URL', ['https:', 'http:'], complaints),
    redisUrl: address(env, 'REDIS_URL', ['redis:', 'rediss:', 'unix:'], complaints),
    kubeconfig: word(env, 'KUBECONFIG'),
    configFile: { path: resolve(cwd, named ?? 'kubewhy.yaml'), named: named !== null },
    logLevel: logLevel(env, complaints),
    dataFolder: dataFolder(env, cwd),
    port: port(env, complaints),
  };
  return complaints.length === 0 ? { ok: true, environment } : { ok: false, complaints };
}

function slackSettings(env: Variables, complaints: Complaint[]): SlackSettings {
  const botToken = token(env, 'SLACK_BOT_TOKEN', 'xoxb-', complaints);
  const appToken = token(env, 'SLACK_APP_TOKEN', 'xapp-', complaints);
  const signingSecret = word(env, 'SLACK_SIGNING_SECRET');
  if (botToken === null && appToken === null && signingSecret === null) return { type: 'sandbox' };
  if (botToken === null) {
    const other = appToken === null ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    complaints.push(missing('SLACK_BOT_TOKEN', `the bot token (xoxb-…) that goes with ${other}`));
  } else if (appToken !== null) return { type: 'socket', botToken, appToken };
  else if (signingSecret !== null) return { type: 'http', botToken, signingSecret };
  else
    complaints.push(
      missing(
        'SLACK_APP_TOKEN',
        'the app-level token (xapp-…) that goes with SLACK_BOT_TOKEN, or SLACK_SIGNING_SECRET in its place',
      ),
    );
  return { type: 'sandbox' };
}

/** Says of a wrong token no more than its kind. */
function token(env: Variables, field: string, prefix: string, complaints: Complaint[]): string | null {
  const value = word(env, field);
  if (value !== null && !value.startsWith(prefix)) {
    const kind = /^x[a-z]{3}-/.exec(value)?.[0];
    complaints.push({
      ...missing(field, `a token that begins with ${prefix}`),
      found: kind === undefined ? 'something else' : `one that begins with ${kind}`,
    });
  }
  return value;
}

function address(env: Variables, field: string, protocols: string[], complaints: Complaint[]): string | null {
  const value = word(env, field);
  if (value === null || (URL.canParse(value) && protocols.includes(new URL(value).protocol))) return value;
  const expected = `an address that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`;
  complaints.push({ ...missing(field, expected), found: 'something else' });
  return null;
}

function logLevel(env: Variables, complaints: Complaint[]): LogLevel {
  const value = word(env, 'LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((each) => each === value.toLowerCase());
  if (level === undefined)
    complaints.push({ ...missing('LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`), found: `"${value}"` });
  return level ?? 'info';
}

function port(env: Variables, complaints: Complaint[]): number | null {
  const value = word(env, 'PORT');
  if (value === null) return null;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  complaints.push({ ...missing('PORT', 'a number from 0 to 65535'), found: `"${value}"` });
  return null;
}

/**
 * The person's data folder rather than the project's, so that requests outlive a new clone, and a read-only project
 * works. https://specifications.freedesktop.org/basedir-spec/latest/
 */
function dataFolder(env: Variables, cwd: string): string {
  const named = word(env, 'KUBEWHY_DATA');
  if (named !== null) return resolve(cwd, named);
  return join(
    word(env, 'XDG_DATA_HOME') ?? join(word(env, 'HOME') ?? homedir(), '.local', 'share'),
    'kubewhy',
  );
}

function word(env: Variables, field: string): string | null {
  const value = env[field]?.trim();
  return value === undefined || value === '' ? null : value;
}

function missing(field: string, expected: string): Complaint {
  return { file: null, line: null, field, expected, found: 'nothing' };
}
