import type { Inside } from './inside.ts';
import { objectsOf, type JsonObject } from './json.ts';
import { type View, withIds } from './state.ts';

/** Modal stacks and Home tabs: https://docs.slack.dev/surfaces/modals, https://docs.slack.dev/surfaces/app-home */

/** Makes a view as Slack hands it back, from one that was checked; `previous` gives an update its place. */
export function makeView(inside: Inside, sent: JsonObject, previous?: View): View {
  const { seed, state } = inside;
  const id = previous?.id ?? state.nextId('V');
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    previous_view_id: previous?.['previous_view_id'] ?? null,
    root_view_id: previous?.['root_view_id'] ?? id,
    ...sent,
    id,
    type: sent['type'] === 'home' ? 'home' : 'modal',
    team_id: seed.team.id,
    app_id: seed.app.id,
    app_installed_team_id: seed.team.id,
    bot_id: seed.app.botId,
    blocks: withIds(state, objectsOf(sent['blocks'])),
    state: { values: {} },
    hash: `${Math.floor(inside.now() / 1_000)}.${state.nextId('')}`,
  };
}

export function stackOf(inside: Inside, user: string): readonly View[] {
  return inside.state.modals.get(user) ?? [];
}

/** Sets a user's modals and tells the page. */
export function setStack(inside: Inside, user: string, stack: View[]): void {
  inside.state.modals.set(user, stack);
  inside.state.changed({ type: 'modals', user, stack });
}

/** Puts a view on top of a user's stack. */
export function pushView(inside: Inside, user: string, view: View): View {
  const stack = stackOf(inside, user);
  const [root] = stack;
  const placed =
    root === undefined
      ? view
      : { ...view, previous_view_id: stack.at(-1)?.id ?? null, root_view_id: root.id };
  setStack(inside, user, [...stack, placed]);
  return placed;
}

/** Replaces a view by a newer state of itself, on whichever stack it lies. */
export function replaceView(inside: Inside, user: string, view: View): void {
  setStack(
    inside,
    user,
    stackOf(inside, user).map((other) => (other.id === view.id ? view : other)),
  );
}

export function findView(
  inside: Inside,
  by: { id?: string; externalId?: string },
): { user: string; view: View } | undefined {
  for (const [user, stack] of inside.state.modals) {
    const view = stack.find(({ id, external_id: external }) =>
      by.id === undefined ? external === by.externalId : id === by.id,
    );
    if (view !== undefined) return { user, view };
  }
  for (const [user, view] of inside.state.homes) {
    if (by.id === undefined ? view['external_id'] === by.externalId : view.id === by.id)
      return { user, view };
  }
  return undefined;
}

/** Publishes a Home tab; the id stays, the hash is new. */
export function publishHome(inside: Inside, user: string, sent: JsonObject): View {
  const view = makeView(inside, sent, inside.state.homes.get(user));
  inside.state.homes.set(user, view);
  inside.state.changed({ type: 'home', user, view });
  return view;
}

/** What the inputs of blocks hold: `{block_id: {action_id: {type, value}}}`. */
export type StateValues = Record<string, Record<string, JsonObject>>;
