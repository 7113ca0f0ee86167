import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

import { commands } from '../../handlers/commands.ts';
import { actions, events } from '../../handlers/index.ts';
import { readConfig } from '../../src/config.ts';
import { defaultSeed } from '../../src/sandbox/workspace/seed.ts';

const manifest = z
  .object({
    features: z.object({
      slash_commands: z.array(z.object({ command: z.string(), usage_hint: z.string() })),
    }),
    oauth_config: z.object({
      scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
    }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      socket_mode_enabled: z.literal(true),
      interactivity: z.object({ is_enabled: z.literal(true) }),
    }),
  })
  .parse(parse(readFileSync('manifest.yml', 'utf8')));

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted();

/** What each way of the Chat port, and each event, needs: https://docs.slack.dev/reference/scopes */
const needed: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'views.open': '',
  'views.publish': '',
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  app_home_opened: '',
  command: 'commands',
};

test('the manifest has the command the code answers to', () => {
  const config = readConfig({ env: {}, readFile: () => null });
  if (!config.ok) throw new Error('the empty configuration is wrong');
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([config.config.command]);
  const hinted = manifest.features.slash_commands[0]?.usage_hint
    .split('|')
    .map((line) => line.trim().split(' ')[0]);
  expect(hinted).toEqual(commands.map(({ name }) => name));
});

test('the manifest subscribes to the events the code handles', () => {
  expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(Object.keys(events).toSorted());
});

test('the manifest asks for the scopes the code needs, and for no other', () => {
  const source = readFileSync('src/slack/chat.ts', 'utf8');
  const calls = [...source.matchAll(/client\.(\w+\.\w+)\(/g)].map(([, method = '']) => method);
  const uses = [...calls, ...Object.keys(events), 'command'];
  expect(uses.filter((use) => needed[use] === undefined)).toEqual([]);
  const scopes = new Set(uses.map((use) => needed[use] ?? '').filter((scope) => scope !== ''));
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(Array.from(scopes).toSorted());
  expect(manifest.oauth_config.scopes.bot_optional).toEqual(['chat:write.public']);
});

test('the sandbox workspace offers what the manifest asks for', () => {
  expect(defaultSeed.events.toSorted()).toEqual(manifest.settings.event_subscriptions.bot_events.toSorted());
  expect(defaultSeed.commands.map(({ command }) => command)).toEqual(
    manifest.features.slash_commands.map(({ command }) => command),
  );
  for (const scope of manifest.oauth_config.scopes.bot) expect(defaultSeed.scopes).toContain(scope);
});

test('each file of the handlers is registered', () => {
  expect(namesIn('handlers/commands')).toEqual(commands.map(({ name }) => name).toSorted());
  expect(namesIn('handlers/actions')).toEqual(actions.map(({ id }) => id).toSorted());
  expect(namesIn('handlers/events')).toHaveLength(Object.keys(events).length);
});
