import { eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import {
  controllerPods,
  labelsOfController,
  nameLabel,
  sawControllers,
} from '../facts/ingress-controllers.ts';
import type { IngressClass } from '../facts/ingress-controllers.ts';
import { classOf, givenUpMs, hasAddress, ingressAgeMs, ingressesOf } from '../facts/ingresses.ts';
import { kubectl } from '../facts/kubectl.ts';
import { containersOf, isReady } from '../facts/pods.ts';
import { nameOf, refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** Whether Ingresses wait for the controller: a class that nobody uses may be left over. */
const isWaitedFor = (facts: Facts, { metadata }: IngressClass): boolean =>
  ingressesOf(facts).some(
    (ingress) =>
      classOf(ingress)?.name === metadata?.name &&
      !hasAddress(ingress) &&
      ingressAgeMs(facts, ingress) > givenUpMs,
  );

/**
 * Some controller of the class runs, wherever and under whatever labels: there is an event about an Ingress of it, or one has
 * an address and none waits for its own.
 */
const speaks = (facts: Facts, ingressClass: IngressClass): boolean =>
  ingressesOf(facts)
    .filter((ingress) => classOf(ingress)?.name === ingressClass.metadata?.name)
    .some(
      (ingress) =>
        eventsOf(facts, refOf('Ingress', ingress)).length > 0 ||
        (hasAddress(ingress) && !isWaitedFor(facts, ingressClass)),
    );

const waitingIn = (facts: Facts, labels: readonly string[]): string =>
  controllerPods(facts, labels)
    .flatMap((pod) => containersOf(pod).flatMap(({ status }) => status?.state?.waiting?.reason ?? []))
    .at(0) ?? 'not ready';

export const ingressControllerDown: Cause = {
  id: 'ingress-controller-down',
  title: 'Ingress controller is absent or not ready',
  rulesOut: 'Ingresses',
  signal:
    'An IngressClass is of a well-known controller, and no pod with the label its charts give (app.kubernetes.io/name) runs in the cluster, or none of them is ready. Controllers that are not known by name, and those of a managed control plane, are not judged.',
  looksAt: ['IngressClass', 'Ingress', 'Pod', 'Event'],
  about: ['IngressClass', 'Ingress'],
  look: (facts) =>
    sawControllers(facts)
      ? facts.objects.IngressClass.flatMap((ingressClass): Found[] => {
          const labels = labelsOfController(ingressClass);
          if (labels === null || speaks(facts, ingressClass)) return [];
          const pods = controllerPods(facts, labels);
          if (pods.some(isReady)) return [];
          const object = refOf('IngressClass', ingressClass);
          const controller = ingressClass.spec?.controller ?? '';
          const [first] = pods;
          const label = `${nameLabel}=${labels[0] ?? ''}`;
          return [
            {
              severity: first !== undefined || isWaitedFor(facts, ingressClass) ? 'critical' : 'info',
              confidence: first === undefined ? 'likely' : 'certain',
              object,
              summary:
                first === undefined
                  ? `The controller of IngressClass ${object.name} does not run: no pod of the cluster has its label ${label}`
                  : `None of the controller's pods behind IngressClass ${object.name} is ready: ${nameOf(refOf('Pod', first))} is ${waitingIn(facts, labels)}`,
              brief:
                first === undefined
                  ? `No pod of the controller of IngressClass ${object.name} runs`
                  : `The controller of IngressClass ${object.name} is not ready`,
              effect: `the controller of IngressClass ${object.name} ${first === undefined ? 'does not run' : 'is not ready'}`,
              evidence: [
                specEvidence(object, `controller: ${controller}`),
                ...pods
                  .slice(0, 3)
                  .map((pod) =>
                    statusEvidence(refOf('Pod', pod), `phase ${pod.status?.phase ?? 'unknown'}, not ready`),
                  ),
              ],
              remedies: [
                first === undefined
                  ? {
                      title: `Install the controller ${controller}; if it runs under other labels, its log tells more`,
                      command: kubectl(null, 'get', 'pods', '-A', '-l', label),
                      action: null,
                    }
                  : {
                      title: 'See why the pod of the controller is not ready',
                      command: kubectl(
                        first.metadata?.namespace ?? null,
                        'describe',
                        'pod',
                        first.metadata?.name ?? '',
                      ),
                      action: null,
                    },
              ],
              follows: pods.map((pod) => refOf('Pod', pod)),
              fingerprint: object.name,
            },
          ];
        })
      : [],
};
