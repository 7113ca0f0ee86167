import type { Seed } from './seed.ts';
import type { State } from './state.ts';

/** How Slack keeps text a person typed: https://docs.slack.dev/messaging/formatting-message-text */

/** Escapes the three characters that mean something in message text. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Turns typed text into stored text: escaped, with `@name`, `#channel`, `@here` and addresses made into references. */
export function storeHumanText(text: string, seed: Seed, state: State): string {
  const people = new Map<string, string>([
    [seed.app.name, seed.app.botUserId],
    ...seed.users.map(({ id, name }): [string, string] => [name, id]),
  ]);
  const channels = new Map(
    [...state.channels.values()].filter(({ kind }) => kind === 'channel').map(({ id, name }) => [name, id]),
  );
  return escapeText(text)
    .replaceAll(/\bhttps?:\/\/[^\s<>|]+/g, (url) => `<${url}>`)
    .replaceAll(/(?<![\w<!])@([\w.-]+)/g, (typed, name: string) => {
      if (['here', 'channel', 'everyone'].includes(name)) return `<!${name}>`;
      const id = people.get(name);
      return id === undefined ? typed : `<@${id}>`;
    })
    .replaceAll(/(?<![\w<&])#([\w-]+)/g, (typed, name: string) => {
      const id = channels.get(name);
      return id === undefined ? typed : `<#${id}|${name}>`;
    });
}
