import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';

import { type Environment, readEnvironment, type Variables } from '../../src/config/environment.ts';
import { explain } from '../../src/config/explain.ts';

function read(env: Variables): Environment | string[] {
  const result = readEnvironment({ HOME: '/home/ann', ...env }, '/app');
  return result.ok ? result.environment : explain(result.complaints);
}

const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
const app = { SLACK_APP_TOKEN: 'xapp-1' };
const signed = { SLACK_SIGNING_SECRET: 's3cret' };

test.each<[Variables, Environment['slack']]>([
  [{}, { type: 'sandbox' }],
  [{ SLACK_BOT_TOKEN: ' ', SLACK_APP_TOKEN: '' }, { type: 'sandbox' }],
  [
    { ...bot, ...app },
    { type: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1' },
  ],
  [
    { ...bot, ...signed },
    { type: 'http', botToken: 'xoxb-1', signingSecret: 's3cret' },
  ],
  [
    { ...bot, ...app, ...signed },
    { type: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1' },
  ],
])('%j meets Slack as %j', (env, slack) => {
  expect(read(env)).toMatchObject({ slack });
});

test.each<[Variables, string[]]>([
  [
    bot,
    [
      'SLACK_APP_TOKEN: expected the app-level token (xapp-…) that goes with SLACK_BOT_TOKEN, or SLACK_SIGNING_SECRET in its place, found nothing',
    ],
  ],
  [app, ['SLACK_BOT_TOKEN: expected the bot token (xoxb-…) that goes with SLACK_APP_TOKEN, found nothing']],
  [
    signed,
    ['SLACK_BOT_TOKEN: expected the bot token (xoxb-…) that goes with SLACK_SIGNING_SECRET, found nothing'],
  ],
  [
    { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'nonsense' },
    [
      'SLACK_BOT_TOKEN: expected a token that begins with xoxb-, found one that begins with xapp-',
      'SLACK_APP_TOKEN: expected a token that begins with xapp-, found something else',
    ],
  ],
  [
    { REDIS_URL: 'localhost' },
    [
      'REDIS_URL: expected an address that begins with redis:// or rediss:// or unix://, found something else',
    ],
  ],
  [
    { SLACK_API_URL: 'slack.test' },
    ['SLACK_API_URL: expected an address that begins with https:// or http://, found something else'],
  ],
  [
    { LOG_LEVEL: 'loud' },
    ['LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent, found "loud"'],
  ],
  [{ PORT: '70000' }, ['PORT: expected a number from 0 to 65535, found "70000"']],
])('%j is refused', (env, complaints) => {
  expect(read(env)).toEqual(complaints);
});

test.each<[Variables, Partial<Environment>]>([
  [{ KUBEWHY_DATA: 'here' }, { dataFolder: '/app/here' }],
  [{ XDG_DATA_HOME: '/data' }, { dataFolder: '/data/kubewhy' }],
  [
    {},
    { dataFolder: '/home/ann/.local/share/kubewhy', configFile: { path: '/app/kubewhy.yaml', named: false } },
  ],
  [{ KUBEWHY_CONFIG: 'my.yaml' }, { configFile: { path: '/app/my.yaml', named: true } }],
  [
    { LOG_LEVEL: 'DEBUG', PORT: '0' },
    { logLevel: 'debug', port: 0 },
  ],
  [{ REDIS_URL: 'unix:///run/redis.sock' }, { redisUrl: 'unix:///run/redis.sock' }],
])('%j gives %j', (env, expected) => {
  expect(read(env)).toMatchObject(expected);
});

test('no secret stands in a complaint', () => {
  const secret = fc.stringMatching(/^[a-zA-Z0-9:/@]{12,20}$/);
  const names = fc.constantFrom(
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'REDIS_URL',
    'SLACK_API_URL',
  );
  fc.assert(
    fc.property(names, secret, (name, value) => {
      const result = readEnvironment({ [name]: value });
      expect(result.ok ? '' : explain(result.complaints).join()).not.toContain(value);
    }),
  );
});
