import type { Evidence, ObjectRef } from '../answer.ts';
import { logEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { complaintsIn, timesWords } from './log-lines.ts';
import { once } from './memo.ts';
import type { ContainerView } from './pods.ts';
import { refOf } from './refs.ts';
import { spokenBy } from './spoken.ts';
import { troublesOf } from './troubles.ts';
import type { Trouble } from './troubles.ts';

/** Where the token of a pod's ServiceAccount is mounted: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const tokenFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What clients of the API say without it, each in their words; a path is the folder's, with or without /var. */
const lacksToken =
  /\bservice ?(?:account)? token (?:file )?(?:does not exist|not found|is missing|missing)|\bservice ?account token (?:file )?(?:was not|could not be|cannot be) (?:found|read)|\b(?:unable|failed|could not|cannot|can't|error)\b.{0,30}\bin-?cluster (?:config|configuration|client)\b|\brun\/secrets\/kubernetes\.io\/serviceaccount\b.{0,100}(?:no such file|does not exist|not found|missing|ENOENT|unable to (?:read|find|open))|(?:no such file|ENOENT|FileNotFound|NoSuchFile|not find|cannot open|can't open|error reading|unable to read|does not exist).{0,100}\brun\/secrets\/kubernetes\.io\/serviceaccount\b/i;

/** Who leaves the token out: the pod, or its ServiceAccount where the pod does not say otherwise. */
export type TokenChoice = { by: ObjectRef; read: boolean };

const mountsToken = ({ spec }: ContainerView): boolean =>
  (spec?.volumeMounts ?? []).some(({ mountPath = '' }) =>
    `${mountPath.replace(/\/+$/, '')}/`.startsWith(`${tokenFolder}/`),
  );

/**
 * Why a container has no token; null where it has one, or nothing says that it is left out on purpose. The API server adds the
 * volume when a pod is made, so that one without it and without a word of its own has it from its ServiceAccount.
 */
const choiceFor = (facts: Facts, view: ContainerView): TokenChoice | null => {
  if (mountsToken(view)) return null;
  const { automountServiceAccountToken: own, serviceAccountName = 'default' } = view.pod.spec ?? {};
  if (own !== undefined) return own ? null : { by: view.ref, read: true };
  const { namespace } = view.ref;
  const account = facts.objects.ServiceAccount.find(
    ({ metadata }) => metadata?.name === serviceAccountName && metadata.namespace === namespace,
  );
  if (account?.automountServiceAccountToken === false)
    return { by: refOf('ServiceAccount', account), read: true };
  return { by: { kind: 'ServiceAccount', namespace, name: serviceAccountName }, read: false };
};

/** A container in trouble that asks for a token it was not given. */
export type UnmountedToken = { trouble: Trouble; choice: TokenChoice; said: Evidence };

/** Containers in trouble among whose last complaints is that no token of their ServiceAccount is there, where none is mounted. */
export const unmountedTokens = once((facts: Facts): UnmountedToken[] =>
  troublesOf(facts).flatMap((trouble): UnmountedToken[] => {
    const spoken = spokenBy(facts, trouble.view);
    const line = complaintsIn(spoken?.log.lines ?? []).findLast(
      ({ text, alarming }) => alarming && lacksToken.test(text),
    );
    const choice = spoken === null || line === undefined ? null : choiceFor(facts, trouble.view);
    if (spoken === null || line === undefined || choice === null) return [];
    const said = logEvidence(spoken.view, spoken.log, `${line.text}${timesWords(line)}`);
    return [{ trouble, choice, said }];
  }),
);
