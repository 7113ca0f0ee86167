import type { Evidence } from '../answer.ts';
import { specEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { liveContainers } from './pods.ts';
import type { ContainerView } from './pods.ts';

export type StartProblem =
  | 'command-not-found'
  | 'permission'
  | 'architecture'
  | 'run-as-root'
  | 'mount'
  | 'other';
export type StartFailure = {
  view: ContainerView;
  problem: StartProblem;
  command: string;
  sentence: string;
  evidence: Evidence[];
};

/** A reference that is missing is told by the configuration causes. */
const missingReference = /^(?:configmap|secret) "|couldn't find key|references non-existent/i;

/** The sentences of runc, crun and the kubelet. */
const sentences: readonly (readonly [StartProblem, RegExp])[] = [
  ['run-as-root', /runAsNonRoot/],
  ['architecture', /exec format error/],
  ['permission', /permission denied/],
  ['mount', /error mounting|mount path|subPath|not a directory: unknown|Are you trying to mount/i],
  [
    'command-not-found',
    /executable file not found|stat \S+: no such file or directory|exec(?:ve)?[^:]*: .*no such file or directory/,
  ],
];

const failureOf = (view: ContainerView): string | null => {
  const { state, lastState } = view.status ?? {};
  const waiting = state?.waiting;
  if (
    ['RunContainerError', 'CreateContainerError', 'CreateContainerConfigError'].includes(
      waiting?.reason ?? '',
    )
  )
    return waiting?.message ?? waiting?.reason ?? null;
  const end = state?.terminated ?? (waiting === undefined ? undefined : lastState?.terminated);
  return end !== undefined && ['StartError', 'ContainerCannotRun'].includes(end.reason ?? '')
    ? (end.message ?? end.reason ?? null)
    : null;
};

const startFailure = (view: ContainerView): StartFailure | null => {
  const sentence = failureOf(view);
  if (sentence === null || missingReference.test(sentence)) return null;
  const problem = sentences.find(([, pattern]) => pattern.test(sentence))?.[0] ?? 'other';
  const declared = [...(view.spec?.command ?? []), ...(view.spec?.args ?? [])];
  const quoted = /exec: "([^"]+)"/.exec(sentence)?.[1];
  return {
    view,
    problem,
    command: quoted ?? declared[0] ?? 'of the image',
    sentence:
      sentence.split(': ').length > 3
        ? (/(?:exec: |starting container process caused: |unable to start container process: ).*/s.exec(
            sentence,
          )?.[0] ?? sentence)
        : sentence,
    evidence:
      declared.length === 0
        ? []
        : [
            specEvidence(
              view.ref,
              `${view.name}: command ${JSON.stringify(declared)} in image ${view.spec?.image ?? ''}`,
            ),
          ],
  };
};

/** The containers that the runtime could not create or start, each with the runtime's last clause. */
export const startFailures = (facts: Facts): StartFailure[] =>
  liveContainers(facts).flatMap((view) => startFailure(view) ?? []);
