import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import type { Pod } from '../facts/objects.ts';
import { brokenRules } from '../facts/placement/pod-affinity.ts';
import type { BrokenRule } from '../facts/placement/pod-affinity.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import type { Unscheduled } from '../facts/placement/unscheduled.ts';
import { familyOf } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import { matches, toQuery } from '../facts/selectors.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

/** What one domain of a topology key is called: a node, a zone, or the key itself. */
const domainWord = (key: string): string => {
  if (key === 'kubernetes.io/hostname') return 'node';
  return /\/(zone|region)$/.exec(key)?.[1] ?? `domain of ${key}`;
};

const wantedBy = ({ spec }: Pod): string =>
  (spec?.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [])
    .map(({ labelSelector }) => (labelSelector === undefined ? '' : toQuery(labelSelector)))
    .filter((text) => text !== '')
    .join(' and ');

const isWantedAnywhere = (facts: Facts, pod: Pod): boolean =>
  (pod.spec?.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).every(
    ({ labelSelector, namespaces, namespaceSelector }) =>
      namespaces !== undefined ||
      namespaceSelector !== undefined ||
      facts.objects.Pod.some(
        (other) =>
          other.metadata?.namespace === pod.metadata?.namespace &&
          other.spec?.nodeName !== undefined &&
          matches(labelSelector, other.metadata?.labels),
      ),
  );

/** `brief` leaves out which pods it meets. */
type Words = { short: string; brief: string; rules: BrokenRule[] };

const alone = (short: string, rules: BrokenRule[]): Words => ({ short, brief: short, rules });

const wordsOf = (facts: Facts, one: Unscheduled): Words => {
  const { pod, nodes, refusals } = one;
  const check = brokenRules(facts, pod);
  const rules = nodes.flatMap(({ node }) => check(node));
  const [rule] = rules;
  const said = refusals.find(({ problem }) => problem === 'affinity')?.text ?? '';
  if (rule === undefined) return alone(`no node meets its rules about other pods (${said})`, rules);
  if (rule.rule === 'affinity' && !isWantedAnywhere(facts, pod))
    return alone(`it must run beside a pod with ${wantedBy(pod)}, and none is running`, rules);
  if (rule.rule === 'affinity')
    return alone(
      `it must run in the same ${domainWord(rule.topologyKey)} as a pod with ${wantedBy(pod)}, and no node it may use is there`,
      rules,
    );
  const holders = [
    ...new Set(rules.flatMap(({ holders: all }) => all.map(({ metadata }) => metadata?.name ?? ''))),
  ];
  const word = domainWord(rule.topologyKey);
  const replicas = holders.every((name) =>
    facts.objects.Pod.some((other) => other.metadata?.name === name && familyOf(other) === familyOf(pod)),
  );
  const shown = `${holders.slice(0, 2).join(', ')}${holders.length > 2 ? ` and ${holders.length - 2} more` : ''}`;
  const [first] = nodes;
  const where =
    nodes.length === 1 && first !== undefined
      ? `${first.name}, the only node it could use,`
      : `each ${word} it could use`;
  const brief = replicas
    ? `its anti-affinity allows one replica per ${word}, and ${where} has one`
    : `${where} has a pod that anti-affinity keeps apart from it`;
  return { short: `${brief} (${shown})`, brief, rules };
};

export const unschedulableAffinity: Cause = {
  id: 'unschedulable-affinity',
  title: 'Pod affinity or anti-affinity leaves no node',
  rulesOut: 'scheduling',
  signal:
    "PodScheduled is False and nodes answer `didn't match pod affinity rules`, `didn't match pod anti-affinity rules` or `didn't satisfy existing pods anti-affinity rules`; the pods that hold each domain are named.",
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) =>
    unscheduledPods(facts, 'affinity').map((unscheduled) => {
      const { pod, ref, others, evidence } = unscheduled;
      const { short, brief, rules } = wordsOf(facts, unscheduled);
      const against = rules.some(({ rule }) => rule === 'anti-affinity');
      return {
        severity: 'critical',
        confidence: 'certain',
        object: ref,
        summary: `Pod ${ref.name} cannot be scheduled: ${short}${others}`,
        brief: `Pod ${ref.name} cannot be scheduled: ${brief}`,
        effect: `pod ${ref.name} is not scheduled`,
        evidence: [
          ...evidence,
          ...rules
            .flatMap(({ holders }) => holders)
            .slice(0, 3)
            .map((holder) => statusEvidence(refOf('Pod', holder), `runs on ${holder.spec?.nodeName ?? '?'}`)),
        ],
        remedies: [
          {
            title: against
              ? 'Run fewer replicas, add a node, or make the rule preferred instead of required'
              : 'Start the pods it wants beside it, or make the rule preferred instead of required',
            command: editCommand(facts, pod),
            action: null,
          },
        ],
        fingerprint: familyOf(pod),
      };
    }),
};
