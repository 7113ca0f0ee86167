import { expect, test } from '@jest/globals';

import type { Identity } from '../../src/slack/identity.ts';
import { foreign } from '../../src/slack/tenant.ts';

const us: Identity = {
  team: 'T1',
  teamName: 'Acme',
  enterprise: null,
  botId: 'B1',
  userId: 'UBOT',
  app: 'A1',
};
const org: Identity = { ...us, enterprise: 'E1' };

test.each<[string, unknown, Identity, string | null]>([
  ['a command', { team_id: 'T1', api_app_id: 'A1' }, us, null],
  ['a click', { team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' }, api_app_id: 'A1' }, us, null],
  ['an event', { team_id: 'T1', event: { user: 'U1' } }, us, null],
  ['another workspace', { team_id: 'T2' }, us, 'it comes from the workspace T2'],
  [
    'a guest of a shared channel clicking',
    { team: { id: 'T1' }, user: { team_id: 'T2' } },
    us,
    'it comes from the workspace T2',
  ],
  [
    'a guest of a shared channel writing',
    { team_id: 'T1', event: { user_team: 'T2' } },
    us,
    'it comes from the workspace T2',
  ],
  ['another app', { team_id: 'T1', api_app_id: 'A2' }, us, 'it is for the app A2'],
  ['an app we know nothing of', { team_id: 'T1', api_app_id: 'A2' }, { ...us, app: null }, null],
  ['a neighbour of our organisation', { team_id: 'T2', enterprise_id: 'E1' }, org, null],
  [
    'a neighbour of another organisation',
    { team_id: 'T2', enterprise_id: 'E2' },
    org,
    'it comes from the workspace T2',
  ],
  ['nothing', {}, us, 'it names no workspace'],
  ['no object', 'x', us, 'its origin cannot be read'],
])('%s', (_, body, identity, why) => {
  expect(foreign(body, identity)).toBe(why);
});
