import { scalersOf, targetOf, troubleOf } from '../facts/autoscalers.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { containersOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

const sentence = /missing request for (\S+?)(?: in container (\S+) of Pod (\S+))?$/;

export const hpaRequestsMissing: Cause = {
  id: 'hpa-requests-missing',
  title: 'Autoscaler has no request to measure against',
  rulesOut: 'autoscaling',
  signal:
    'ScalingActive is False and its message says `missing request for cpu in container …`: usage in percent is usage of the request, and every container needs one.',
  looksAt: ['HorizontalPodAutoscaler', 'Pod'],
  about: ['HorizontalPodAutoscaler'],
  look: (facts) =>
    scalersOf(facts).flatMap((scaler) => {
      const trouble = troubleOf(scaler);
      if (trouble?.about !== 'requests') return [];
      const object = refOf('HorizontalPodAutoscaler', scaler);
      const target = targetOf(scaler);
      const { condition } = trouble;
      const [, resource = 'cpu', named, podName] = sentence.exec(condition.message) ?? [];
      const pod = facts.objects.Pod.find(
        ({ metadata }) => metadata?.name === podName && metadata?.namespace === object.namespace,
      );
      const lacking =
        pod === undefined
          ? []
          : containersOf(pod)
              .filter(
                ({ role, spec }) =>
                  role !== 'init' &&
                  (spec?.resources?.requests ?? spec?.resources?.limits)?.[resource] === undefined,
              )
              .map(({ name }) => name);
      const names = lacking.length > 0 ? lacking : named === undefined ? [] : [named];
      const which =
        names.length === 0
          ? `a container of ${target.kind} ${target.name} has`
          : `container ${names.join(', ')} of ${target.kind} ${target.name} ${names.length > 1 ? 'have' : 'has'}`;
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          object,
          summary: `Autoscaler ${object.name} cannot scale: ${which} no ${resource} request to measure its use against`,
          evidence: [
            statusEvidence(
              object,
              `${condition.type}: False (${condition.reason}): ${condition.message}`,
              condition.at,
            ),
            ...(pod === undefined
              ? []
              : [specEvidence(refOf('Pod', pod), `without a ${resource} request: ${names.join(', ')}`)]),
          ],
          remedies: [
            {
              title: `Give every container a ${resource} request`,
              command: kubectl(
                object.namespace,
                'set',
                'resources',
                `${target.kind.toLowerCase()}/${target.name}`,
                ...(names.length === 1 ? ['-c', names[0] ?? ''] : []),
                `--requests=${resource}=${resource === 'memory' ? '128Mi' : '100m'}`,
              ),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
