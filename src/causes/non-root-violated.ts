import type { Evidence } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import { startFailures } from '../facts/starts.ts';
import type { Cause } from './cause.ts';

type Words = { what: string; remedy: string };

const wordsOf = (view: ContainerView, sentence: string): Words => {
  const image = view.spec?.image ?? '';
  const user = /non-numeric user \(([^)]*)\)/.exec(sentence)?.[1];
  if (user !== undefined)
    return {
      what: `runAsNonRoot is set, and image ${image} names its user "${user}", which the kubelet cannot tell from root`,
      remedy: `Set securityContext.runAsUser to the number of ${user}, or give it as a number in the image (USER 1000)`,
    };
  if (/breaks non-root policy/.test(sentence))
    return {
      what: 'runAsNonRoot and runAsUser: 0 contradict each other',
      remedy: 'Set runAsUser to another number than 0, or drop runAsNonRoot',
    };
  return {
    what: `runAsNonRoot is set, and image ${image} runs as root`,
    remedy: 'Set securityContext.runAsUser to a number other than 0, or a USER in the image',
  };
};

/** The two fields where each is set: on the container, which wins, or on the pod. */
const contexts = (view: ContainerView): Evidence[] =>
  [
    { where: `container ${view.name}`, context: view.spec?.securityContext },
    { where: 'pod', context: view.pod.spec?.securityContext },
  ].flatMap(({ where, context }) => {
    const set = (['runAsNonRoot', 'runAsUser'] as const).flatMap((field) =>
      context?.[field] === undefined ? [] : [`${field}: ${String(context[field])}`],
    );
    return set.length === 0
      ? []
      : [specEvidence(view.ref, `securityContext of the ${where}: ${set.join(', ')}`)];
  });

export const nonRootViolated: Cause = {
  id: 'non-root-violated',
  title: 'Container would run as root, which runAsNonRoot forbids',
  rulesOut: 'container start',
  signal:
    'A container waits in CreateContainerConfigError: "container has runAsNonRoot and image will run as root", or the image has a user that is no number.',
  looksAt: ['Pod'],
  about: ['Pod'],
  look: (facts) =>
    startFailures(facts, 'run-as-root').map(({ view, sentence, evidence }) => {
      const { what, remedy } = wordsOf(view, sentence);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `${capital(containerTitle(view))} cannot start: ${what}`,
        evidence: [...evidence, ...contexts(view)],
        remedies: [{ title: remedy, command: null, action: null }],
        fingerprint: `${familyOf(view.pod)} ${view.name}`,
      };
    }),
};
