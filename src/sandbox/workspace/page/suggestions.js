import { person, store } from './store.js';

/** What could be meant by the text before the caret: slash commands at the start, people after `@`. */
export function suggestionsFor(text, caret) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) {
    return store.commands
      .filter(({ command }) => command.startsWith(before))
      .map(({ command, description, usageHint }) => ({
        from: 0,
        put: `${command} `,
        label: command,
        hint: usageHint,
        more: description,
      }));
  }
  const at = /(?:^|\s)@([\w.-]*)$/.exec(before);
  if (at === null) return [];
  const people = [person(store.app.botUserId), ...store.users].filter(({ name }) =>
    name.startsWith(at[1].toLowerCase()),
  );
  return people.map(({ name, realName, isBot }) => ({
    from: before.length - at[1].length - 1,
    put: `@${name} `,
    label: `@${name}`,
    hint: isBot ? 'app' : realName,
    more: '',
  }));
}
