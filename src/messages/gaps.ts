import type { Unexamined } from '../answer.ts';
import { lines, markup, number, plain, type Mrkdwn } from './mrkdwn.ts';
import type { Paint } from './terminal.ts';
import { phrase } from './text.ts';

/** A refusal of the API server: https://kubernetes.io/docs/reference/access-authn-authz/authorization/ */
const turn = ' is forbidden: User "';
const refusal =
  /^([^"]*)" cannot ([a-z]+) resource "[^"]*" in API group "[^"]*" (?:in the namespace "([^"]*)"|at the cluster scope)/;

/** The reason without the name of the one kind it is about. Any other reason stays as it is. */
const sharedReason = (why: string): string => {
  const at = why.indexOf(turn);
  const [whole, user, verb, namespace] = at < 0 ? [] : (refusal.exec(why.slice(at + turn.length)) ?? []);
  if (whole === undefined || user === undefined || verb === undefined) return why;
  const before = why.slice(0, at);
  const lead = before.includes(': ')
    ? `${before.slice(0, before.indexOf(': ')).replace(/ it$/, ' them')}: `
    : '';
  const where = namespace === undefined ? 'at the cluster scope' : `in namespace ${namespace}`;
  return `${lead}User ${user} cannot ${verb} them ${where}${why.slice(at + turn.length + whole.length)}`;
};

const inNamespace = ' in namespace ';

/** `pods, services in namespace shop, nodes` */
const together = (whats: readonly string[]): string => {
  const places = new Map<string, string[]>();
  for (const what of whats) {
    const at = what.lastIndexOf(inNamespace);
    const name = at < 0 ? what : what.slice(0, at);
    const place = at < 0 ? '' : what.slice(at);
    places.set(place, [...(places.get(place) ?? []), name]);
  }
  return [...places].map(([place, names]) => names.join(', ') + place).join(', ');
};

/** What could not be looked at, once for each reason: twenty refusals of one account are one line. */
export const byReason = (unexamined: readonly Unexamined[]): Unexamined[] => {
  const groups = new Map<string, { whats: Set<string>; why: string }>();
  for (const { what, why } of unexamined) {
    const reason = sharedReason(why);
    const group = groups.get(reason);
    if (group === undefined) groups.set(reason, { whats: new Set([what]), why });
    else group.whats.add(what);
  }
  return [...groups].map(([reason, { whats, why }]) => ({
    what: together([...whats]),
    why: whats.size === 1 ? why : reason,
  }));
};

/** On the terminal: one reason behind its heading, several on lines of their own. */
export const gapsText = (heading: string, unexamined: readonly Unexamined[], brush: Paint): string[] => {
  const groups = byReason(unexamined).map(({ what, why }) => `${phrase(what, 600)} (${phrase(why, 400)})`);
  const [only, ...others] = groups;
  if (only === undefined) return [];
  return others.length === 0
    ? [`${brush.yellow(heading)} ${only}`]
    : [brush.yellow(heading), ...groups.map((line) => `  ${line}`)];
};

/** In Slack: a line for each reason, the first `most` of them, at most `max` characters together. */
export const gapLines = (unexamined: readonly Unexamined[], most: number, max: number): Mrkdwn => {
  const groups = byReason(unexamined);
  const shown = groups.slice(0, most);
  const left = groups.length - shown.length;
  return lines(
    [
      ...shown.map(({ what, why }) => markup`• ${plain(what, 400)}: ${plain(why, 250)}`),
      ...(left > 0 ? [markup`• and ${number(left)} more`] : []),
    ],
    max,
  );
};
