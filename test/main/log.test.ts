import { expect, test } from '@jest/globals';

import { openLog } from '../../src/log.ts';

test.each([
  ['xoxb-123-abc'],
  ['xapp-1-A0-1-abc'],
  ['Bearer eyJhbGciOi.abc_def-x'],
  ['rediss://user:hunter2@redis:6379/0'],
  ['https://hooks.slack.com/commands/T1/2/abcdef'],
])('%s does not reach the log', (secret) => {
  let line = '';
  openLog('info', (words) => (line += words)).info({ said: secret, err: new Error(secret) }, secret);
  const bare = secret.replace(/^Bearer |^.*?:\/\/(user:|hooks\.slack\.com\/)|@.*$/g, '');
  expect(line).not.toContain(bare);
  expect(line).toContain('[redacted]');
  expect(JSON.parse(line)).toMatchObject({ level: 'info' });
});
