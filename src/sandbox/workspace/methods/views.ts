import { z } from 'zod';

import { complainAboutView } from '../blocks/check.ts';
import type { Inside } from '../inside.ts';
import { isObject, type JsonObject } from '../json.ts';
import { sizes } from '../limits.ts';
import type { View } from '../state.ts';
import { findView, makeView, publishHome, pushView, replaceView, setStack, stackOf } from '../views.ts';
import { anything, text } from './arguments.ts';
import { method, refuse, refuseWith, type Method, type Reply } from './method.ts';

/** Checks a view the app sent; one that is not even JSON counts as missing. */
function checked(view: unknown, type: 'modal' | 'home'): { view: JsonObject } | { refused: Reply } {
  if (!isObject(view)) {
    return { refused: refuseWith('invalid_arguments', ['must provide an object [json-pointer:/view]']) };
  }
  const complaint = complainAboutView(view, type);
  return complaint === null ? { view } : { refused: refuseWith(complaint.error, complaint.messages) };
}

/** Whether the external_id of a new view is free. */
function isTaken(inside: Inside, view: JsonObject): boolean {
  const externalId = view['external_id'];
  return (
    typeof externalId === 'string' && externalId !== '' && findView(inside, { externalId }) !== undefined
  );
}

/** views.open and views.push: a trigger is spent, then a modal stands on top. */
const onTrigger = (place: 'open' | 'push'): Method =>
  method({
    args: z.object({ trigger_id: text, view: anything }),
    tier: 4,
    answer(args, inside) {
      const sent = checked(args.view, 'modal');
      if ('refused' in sent) return sent.refused;
      const trigger = inside.triggers.exchange(args.trigger_id);
      if (!trigger.ok) return refuse(trigger.error);
      if (isTaken(inside, sent.view)) return refuse('duplicate_external_id');
      if (place === 'open') setStack(inside, trigger.user, []);
      if (stackOf(inside, trigger.user).length >= sizes.view.stack) return refuse('push_limit_reached');
      return { ok: true, view: pushView(inside, trigger.user, makeView(inside, sent.view)) };
    },
  });

const update = method({
  args: z.object({ view_id: text, external_id: text, hash: text, view: anything }),
  tier: 4,
  answer(args, inside) {
    const found = findView(
      inside,
      args.view_id === '' ? { externalId: args.external_id } : { id: args.view_id },
    );
    if (found === undefined) return refuse('not_found');
    if (args.hash !== '' && args.hash !== found.view.hash) return refuse('hash_conflict');
    const sent = checked(args.view, found.view.type === 'home' ? 'home' : 'modal');
    if ('refused' in sent) return sent.refused;
    if (found.view.type === 'home') return { ok: true, view: publishHome(inside, found.user, sent.view) };
    const view: View = makeView(inside, sent.view, found.view);
    replaceView(inside, found.user, view);
    return { ok: true, view };
  },
});

const publish = method({
  args: z.object({ user_id: text, hash: text, view: anything }),
  tier: 4,
  answer(args, inside) {
    if (!inside.seed.users.some(({ id }) => id === args.user_id)) return refuse('user_not_found');
    const sent = checked(args.view, 'home');
    if ('refused' in sent) return sent.refused;
    const known = inside.state.homes.get(args.user_id);
    if (args.hash !== '' && args.hash !== known?.hash) return refuse('hash_conflict');
    return { ok: true, view: publishHome(inside, args.user_id, sent.view) };
  },
});

export const viewMethods: Record<string, Method> = {
  'views.open': onTrigger('open'),
  'views.push': onTrigger('push'),
  'views.update': update,
  'views.publish': publish,
};
