/**
 * What the API server denied: which account, what it asked for. `group` is empty for the core group; `scope` is the
 * namespace it asked in, null for the whole cluster; `object` is the one it asked for, where one is named.
 */
export type Denial = {
  account: { namespace: string; name: string };
  verb: string;
  resource: string;
  group: string;
  scope: string | null;
  object: string | null;
};

const sentence =
  /(?:\\?"(?<object>[^"\\]+)\\?" is forbidden: )?User \\?"system:serviceaccount:(?<namespace>[^:"\\]+):(?<name>[^"\\]+)\\?" cannot (?<verb>[a-z]+) resource \\?"(?<resource>[^"\\]+)\\?" in API group \\?"(?<group>[^"\\]*)\\?"(?: in the namespace \\?"(?<scope>[^"\\]+)\\?")?/;

/** The sentence of the API server in a log line, taken apart; null where it is not about a ServiceAccount and a resource. */
export const denialIn = (line: string): Denial | null => {
  const groups = sentence.exec(line)?.groups;
  if (groups === undefined) return null;
  const { namespace = '', name = '', verb = '', resource = '', group = '', scope, object } = groups;
  return {
    account: { namespace, name },
    verb,
    resource,
    group,
    scope: scope ?? null,
    object: object ?? null,
  };
};
