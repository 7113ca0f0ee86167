import { failedPulls } from '../images.ts';
import type { Pod } from '../objects.ts';
import { missingSecretEvent, missingSecretNames, pullSecretNames } from '../pull-secrets.ts';
import { keyOf, refOf } from '../refs.ts';
import type { Want, Wanting } from './want.ts';

/** Secrets of one answer that are read whole, for their type and the registries they name. */
const atMost = 4;

const refused = ['unauthorized', 'forbidden', 'access-denied', 'not-found'] as const;

/** Where a registry refuses a pull: the pull secrets the pods name, their ServiceAccount, and names near a missing one. */
export const pullSecrets: Wanting = {
  id: 'pull-secrets',
  rights: [
    { kind: 'Secret', verb: 'list' },
    { kind: 'Secret', verb: 'get' },
    { kind: 'ServiceAccount', verb: 'get' },
  ],
  wants: ({ facts, pods }) => {
    const below = new Set(pods.map((pod) => keyOf(refOf('Pod', pod))));
    const refusedPods = new Map(
      failedPulls(facts, ...refused)
        .filter(
          ({ view, problem }) =>
            below.has(keyOf(view.ref)) &&
            (problem !== 'not-found' || view.pod.spec?.imagePullSecrets !== undefined),
        )
        .map(({ view }): [string, Pod] => [keyOf(view.ref), view.pod]),
    );
    const wants = [...refusedPods.values()].flatMap((pod): Want[] => {
      const namespace = pod.metadata?.namespace ?? '';
      const event = missingSecretEvent(facts, pod);
      const [gone] = event === undefined ? [] : missingSecretNames(event);
      const near: Want[] =
        gone === undefined
          ? []
          : [
              { read: 'list', kind: 'Secret', query: { namespace, metadataOnly: true } },
              {
                read: 'list',
                kind: 'Secret',
                query: { namespace: null, metadataOnly: true, fields: `metadata.name=${gone}`, limit: 10 },
              },
            ];
      const account = pod.spec?.serviceAccountName;
      return [
        ...near,
        ...pullSecretNames(pod)
          .slice(0, atMost)
          .map((name): Want => ({ read: 'get', kind: 'Secret', namespace, name })),
        ...(account === undefined
          ? []
          : [{ read: 'get', kind: 'ServiceAccount', namespace, name: account } satisfies Want]),
      ];
    });
    // What is read whole comes last: of an object that was read twice the later reading counts.
    return wants.toSorted((a, b) => Number(a.read === 'get') - Number(b.read === 'get'));
  },
};
