import { failedPulls } from '../facts/images.ts';
import type { FailedPull } from '../facts/images.ts';
import { companyEvidence } from '../facts/registry-company.ts';
import type { Cause } from './cause.ts';

/** The last clause: what the network said. */
const clause = (sentence: string): string => (sentence.split(': ').at(-1) ?? '').trim();

const wordsOf = ({ problem, host, sentence, view }: FailedPull): { what: string; remedy: string } => {
  const node = view.pod.spec?.nodeName ?? '';
  if (problem === 'proxy') {
    const unnamed =
      /proxyconnect \w+: dial tcp: lookup (\S+?)(?: on \S+)?: (?:.*no such host|.*server misbehaving)/.exec(
        sentence,
      )?.[1];
    if (unnamed !== undefined)
      return {
        what: `the proxy ${unnamed} of node ${node} does not resolve`,
        remedy: `Correct the HTTPS_PROXY of the container runtime on node ${node}, or have its DNS know the proxy`,
      };
    const proxy = /proxyconnect \w+: dial tcp(?: | on )?:? ?(?:lookup )?(\S+?):? /.exec(sentence)?.[1];
    return {
      what: `the proxy of node ${node}${proxy === undefined ? '' : ` (${proxy.replace(/:$/, '')})`} does not let it reach registry ${host} (${clause(sentence)})`,
      remedy: `Check the HTTPS_PROXY and NO_PROXY of the container runtime on node ${node}`,
    };
  }
  if (problem === 'refused')
    return {
      what: `the registry ${host} refuses the connection`,
      remedy: `Check that the registry ${host} runs, and that its port is right`,
    };
  return {
    what: `the registry ${host} does not answer (${clause(sentence)})`,
    remedy: `Check that the registry ${host} runs and that node ${node} can reach it: route, firewall, proxy`,
  };
};

export const registryUnreachable: Cause = {
  id: 'registry-unreachable',
  title: 'Registry does not answer',
  rulesOut: 'image pulls',
  signal:
    'The pull ended in "connection refused", a timeout, no route to the registry, or at the proxy of the node. Other pods that pull from the registry are counted, and whether all that fail are on one node.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'refused', 'no-answer', 'proxy').map((pull) => {
      const { what, remedy } = wordsOf(pull);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: pull.view.ref,
        summary: `Image ${pull.image} cannot be pulled: ${what}`,
        shared: `Images cannot be pulled: ${what}`,
        evidence: [...pull.evidence, ...companyEvidence(facts, pull)],
        remedies: [{ title: remedy, command: null, action: null }],
        fingerprint: `${pull.problem} ${pull.host}`,
      };
    }),
};
