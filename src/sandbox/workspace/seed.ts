import { randomBytes } from 'node:crypto';

export type SeedUser = { id: string; name: string; realName: string };
export type SeedChannel = {
  id: string;
  name: string;
  topic?: string;
  members: string[];
  botIsMember: boolean;
};
export type SeedCommand = { command: string; description: string; usageHint: string };

/** What a workspace holds at its start. */
export type Seed = {
  team: { id: string; name: string; domain: string };
  /** The first one is "you": whoever sits before the page. */
  users: [SeedUser, ...SeedUser[]];
  channels: SeedChannel[];
  app: { id: string; name: string; botId: string; botUserId: string };
  commands: SeedCommand[];
  scopes: string[];
  /** Event types the app subscribes to, as in its manifest. */
  events: string[];
};

/** The user id under which Slack itself speaks. */
export const SLACKBOT = 'USLACKBOT';

export const defaultSeed: Seed = {
  team: { id: 'T0SANDBOX1', name: 'Acme (sandbox)', domain: 'acme-sandbox' },
  users: [
    { id: 'U0YOU00001', name: 'you', realName: 'You' },
    { id: 'U0MIRA0001', name: 'mira', realName: 'Mira Okafor' },
  ],
  channels: [
    {
      id: 'C0OPS00001',
      name: 'ops',
      topic: 'On-call, deploys and everything that pages us',
      members: ['U0YOU00001', 'U0MIRA0001'],
      botIsMember: true,
    },
    {
      id: 'C0SHOP0001',
      name: 'shop',
      topic: 'The team that runs the shop',
      members: ['U0YOU00001', 'U0MIRA0001'],
      botIsMember: true,
    },
    {
      id: 'C0RANDOM01',
      name: 'random',
      topic: 'kubewhy has not been invited here',
      members: ['U0YOU00001', 'U0MIRA0001'],
      botIsMember: false,
    },
  ],
  app: { id: 'A0KUBEWHY1', name: 'kubewhy', botId: 'B0KUBEWHY1', botUserId: 'U0KUBEWHY1' },
  commands: [
    {
      command: '/k8s',
      description: 'Ask why something in Kubernetes is broken',
      usageHint: 'why checkout | problems | paste | help',
    },
  ],
  scopes: ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'users:read'],
  events: ['app_home_opened', 'app_mention', 'message.im'],
};

const random = (): string => randomBytes(16).toString('hex');

/** Tokens of the shape Slack hands out, new at every start, so that no other program on this machine knows them. */
export function newSecrets(): { botToken: string; appToken: string; signingSecret: string; pageKey: string } {
  return {
    botToken: `xoxb-${random()}`,
    appToken: `xapp-1-${random()}`,
    signingSecret: random(),
    pageKey: random(),
  };
}
