import type { Confidence, Evidence, Remedy } from '../answer.ts';
import { architectureOf, otherArchitectures, runsElsewhere } from '../facts/architectures.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { failedPulls } from '../facts/images.ts';
import { containerTitle } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import { startFailures } from '../facts/starts.ts';
import type { Cause, Found } from './cause.ts';

const nodeEvidence = (facts: Facts, { pod }: ContainerView): Evidence[] => {
  const name = pod.spec?.nodeName;
  const own = architectureOf(facts, name);
  const others = otherArchitectures(facts, name);
  return own === null || name === undefined
    ? []
    : [
        statusEvidence(
          { kind: 'Node', namespace: null, name },
          `node ${name} is ${own}; ${others.length === 0 ? 'no node of another architecture was seen' : `other nodes are ${others.join(', ')}`}`,
        ),
      ];
};

const remedy = (facts: Facts, { pod }: ContainerView): Remedy => {
  const own = architectureOf(facts, pod.spec?.nodeName);
  const [other, ...more] = otherArchitectures(facts, pod.spec?.nodeName);
  const build = `Build the image for ${own ?? 'the architecture of the node'} as well`;
  return {
    title:
      other === undefined
        ? build
        : `${build}, or keep the pods on the nodes it is built for (nodeSelector kubernetes.io/arch: ${[other, ...more].join(' or ')})`,
    command: null,
    action: null,
  };
};

const pulls = (facts: Facts): Found[] =>
  failedPulls(facts, 'platform').map(({ view, image, sentence, evidence }) => {
    const own = architectureOf(facts, view.pod.spec?.nodeName);
    const windows = /windows/i.test(sentence) ? ', or of its version of Windows' : '';
    return {
      severity: 'critical',
      confidence: 'certain',
      object: view.ref,
      summary: `Image ${image} has no variant for ${own ?? 'the architecture'}${own === null ? ` of node ${view.pod.spec?.nodeName ?? ''}` : `, the architecture of node ${view.pod.spec?.nodeName ?? ''}`}${windows}`,
      evidence: [...evidence, ...nodeEvidence(facts, view)],
      remedies: [remedy(facts, view)],
      fingerprint: `${image} ${own ?? ''}`,
    };
  });

type Guess = { what: string; confidence: Confidence; script: boolean };

/** The kernel says the same of a program for another processor and of a script that does not name its interpreter. */
const guess = (facts: Facts, view: ContainerView, file: string): Guess => {
  const node = view.pod.spec?.nodeName;
  const own = architectureOf(facts, node);
  const elsewhere = runsElsewhere(facts, view.spec?.image ?? '', own);
  const script = 'is a script without a #! line';
  if (elsewhere !== null)
    return {
      what: `${file} ${script}: the image runs on this architecture (node ${elsewhere})`,
      confidence: 'likely',
      script: true,
    };
  const built = `is not built for ${own === null ? 'the architecture' : `${own}, the architecture`} of node ${node ?? ''}`;
  if (otherArchitectures(facts, node).length > 0)
    return { what: `${file} ${built}`, confidence: 'likely', script: false };
  // An entrypoint that images bring along begins with #!; with the wrong architecture its interpreter is what fails.
  const homemade = /\.(?:sh|bash|py|rb|pl|js)$/.test(file) && !/entrypoint/.test(file);
  return homemade
    ? { what: `${file} ${script}, or ${built}`, confidence: 'likely', script: true }
    : { what: `${file} ${built}, or ${script}`, confidence: 'likely', script: false };
};

const starts = (facts: Facts): Found[] =>
  startFailures(facts, 'architecture').map(({ view, command, evidence }) => {
    const { what, confidence, script } = guess(facts, view, command ?? 'its program');
    return {
      severity: 'critical',
      confidence,
      object: view.ref,
      summary: `${capital(containerTitle(view))} cannot start: ${what} (exec format error)`,
      evidence: [...evidence, ...nodeEvidence(facts, view)],
      remedies: script
        ? [
            {
              title: `Begin ${command ?? 'the script'} with #!/bin/sh, on its very first line`,
              command: null,
              action: null,
            },
          ]
        : [remedy(facts, view)],
      fingerprint: `${view.spec?.image ?? ''} ${architectureOf(facts, view.pod.spec?.nodeName) ?? ''}`,
    };
  });

export const architectureMismatch: Cause = {
  id: 'architecture-mismatch',
  title: 'Image is built for another architecture',
  rulesOut: 'container start',
  signal:
    'The pull says "no match for platform" or "no matching manifest for", or the runtime says "exec format error", beside the architecture of the node and of others. A script without #! gives the same error: it is named where the image runs on this architecture elsewhere.',
  looksAt: ['Pod', 'Event', 'logs', 'Node'],
  about: ['Pod'],
  look: (facts) => [...pulls(facts), ...starts(facts)],
};
