import type { Evidence } from '../answer.ts';
import { eventEvidence } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { containersOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { failedSandboxes, networkPodsOn } from '../facts/sandboxes.ts';
import type { FailedSandbox, SandboxProblem } from '../facts/sandboxes.ts';
import type { Cause } from './cause.ts';

type Words = {
  what: (failed: FailedSandbox) => string;
  remedy: (failed: FailedSandbox) => string;
  sure: boolean;
};

/** The least memory limit of a pod's containers, as it is written. */
const limitOf = ({ pod }: FailedSandbox): string =>
  containersOf(pod).flatMap(({ spec }) => spec?.resources?.limits?.['memory'] ?? [])[0] ?? '';

const known: { [P in SandboxProblem]?: Words } = {
  addresses: {
    what: ({ node, said }) => `Node ${node} has no address left for pods: ${said}`,
    remedy: ({ node }) =>
      `Give the pod network more addresses, or have fewer pods on node ${node}; addresses of pods that are gone may not have been freed`,
    sure: true,
  },
  memory: {
    what: (failed) =>
      `The memory limit of pod ${failed.ref.name} (${limitOf(failed)}) is too small even to start it`,
    remedy: () => 'Raise resources.limits.memory; 1Mi or 100m are often meant to be 1Gi or 100Mi',
    sure: true,
  },
  'disk-full': {
    what: ({ node, ref }) => `Node ${node} cannot create pod ${ref.name}: its disk is full`,
    remedy: ({ node }) => `Free space on node ${node}`,
    sure: true,
  },
  'pause-image': {
    what: ({ node, said }) =>
      `Node ${node} cannot start pods: it cannot get its sandbox (pause) image: ${said}`,
    remedy: () =>
      'Let the node reach the registry of the pause image, or set another one in the container runtime',
    sure: true,
  },
  plugin: {
    what: ({ node, ref, said }) =>
      `The network plugin of node ${node} cannot set up pod ${ref.name}: ${said}`,
    remedy: ({ node }) => `Check the pods of the network plugin on node ${node}`,
    sure: false,
  },
  runtime: {
    what: ({ node, ref, said }) =>
      `The container runtime of node ${node} cannot create the sandbox of pod ${ref.name}: ${said}`,
    remedy: ({ node }) => `Look at the container runtime of node ${node}, its load and its disk`,
    sure: false,
  },
};

/** What the network plugin's own pods on the node show. Where all pods were read and none is there, that is said. */
const pluginEvidence = (facts: Facts, { node, problem }: FailedSandbox): Evidence[] => {
  if (problem !== 'plugin' && problem !== 'addresses' && problem !== 'other') return [];
  const { all, unwell } = networkPodsOn(facts, node);
  return (unwell.length > 0 ? unwell : all)
    .slice(0, 2)
    .map((pod) =>
      statusEvidence(
        refOf('Pod', pod),
        unwell.length > 0
          ? `network plugin on node ${node}: not ready`
          : `network plugin on node ${node}: ready`,
      ),
    );
};

export const sandboxFailed: Cause = {
  id: 'sandbox-failed',
  title: 'Pod sandbox cannot be created',
  rulesOut: 'pod sandboxes',
  signal:
    'No container of the pod has started and FailedCreatePodSandBox events repeat: the network plugin (with the state of its own pods on that node), no address left, the container runtime, a memory limit that is too small, a full disk, the pause image.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedSandboxes(facts)
      .filter(({ problem }) => problem !== 'handler')
      .map((failed) => {
        const { ref, node, event, problem, said } = failed;
        const words = node === '' ? undefined : known[problem];
        const { unwell } = networkPodsOn(facts, node);
        const what =
          words?.what(failed) ??
          (node === ''
            ? `The sandbox (network and namespaces) of pod ${ref.name} cannot be created: ${said}`
            : `Node ${node} cannot create the sandbox (network and namespaces) of pod ${ref.name}: ${said}`);
        const follows = problem === 'plugin' || problem === 'addresses' ? unwell : [];
        return {
          severity: 'critical',
          confidence: words?.sure === true ? 'certain' : 'likely',
          object: ref,
          summary: what,
          shared: what.replace(`pod ${ref.name}`, 'pods'),
          effect: `pod ${ref.name} waits in ContainerCreating`,
          evidence: [eventEvidence(ref, event), ...pluginEvidence(facts, failed)],
          remedies: [
            {
              title:
                words?.remedy(failed) ??
                `Check the network plugin and the container runtime of ${node === '' ? 'its node' : `node ${node}`}`,
              command: null,
              action: null,
            },
          ],
          follows: [
            ...follows.map((pod) => refOf('Pod', pod)),
            ...(follows.length === 0 ? [] : [{ kind: 'Node', namespace: null, name: node }]),
          ],
          fingerprint: `${problem} ${node} ${problem === 'memory' ? ref.name : said.replaceAll(/\d+|[0-9a-f]{8,}/g, '#')}`,
        };
      }),
};
