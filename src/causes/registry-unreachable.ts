import { failedPulls, parseImage } from '../facts/images.ts';
import type { Cause } from './cause.ts';

export const registryUnreachable: Cause = {
  id: 'registry-unreachable',
  title: 'Registry does not answer',
  rulesOut: 'image pulls',
  signal: 'The pull ended in "connection refused", a timeout, or no route to the registry.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'refused', 'no-answer').map(({ view, image, problem, sentence, evidence }) => {
      const { host } = parseImage(image);
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary:
          problem === 'refused'
            ? `Image ${image} cannot be pulled: the registry ${host} refuses the connection`
            : `Image ${image} cannot be pulled: the registry ${host} does not answer (${sentence.split(': ').at(-1) ?? ''})`,
        evidence,
        remedies: [
          {
            title: `Check that the registry ${host} runs and that node ${view.pod.spec?.nodeName ?? ''} can reach it`,
            command: null,
            action: null,
          },
        ],
        fingerprint: host,
      };
    }),
};
