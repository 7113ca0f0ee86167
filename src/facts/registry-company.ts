import type { Evidence } from '../answer.ts';
import { counted } from './counts.ts';
import { specEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { parseImage } from './image-name.ts';
import { failedPulls } from './images.ts';
import type { FailedPull } from './images.ts';
import { once } from './memo.ts';
import { liveContainers } from './pods.ts';
import type { PullProblem } from './pull-sentences.ts';

const ofRegistries: readonly PullProblem[] = [
  'proxy',
  'host',
  'rate-limited',
  'tls',
  'server-error',
  'refused',
  'no-answer',
];

type Company = { failing: Set<string>; running: Set<string>; failingOn: Set<string>; runningOn: Set<string> };

const place = (name: string | undefined, namespace: string | undefined): string =>
  `${namespace ?? ''}/${name ?? ''}`;

const companies = once((facts: Facts): Map<string, Company> => {
  const all = new Map<string, Company>();
  const of = (host: string): Company => {
    const known = all.get(host) ?? {
      failing: new Set(),
      running: new Set(),
      failingOn: new Set(),
      runningOn: new Set(),
    };
    all.set(host, known);
    return known;
  };
  for (const { view, image } of failedPulls(facts, ...ofRegistries)) {
    const company = of(parseImage(image).host);
    company.failing.add(place(view.pod.metadata?.name, view.pod.metadata?.namespace));
    company.failingOn.add(view.pod.spec?.nodeName ?? '');
  }
  if (all.size === 0) return all;
  for (const { pod, spec, status } of liveContainers(facts)) {
    const company = all.get(parseImage(spec?.image ?? '').host);
    if (company === undefined || status?.state?.running === undefined) continue;
    company.running.add(place(pod.metadata?.name, pod.metadata?.namespace));
    company.runningOn.add(pod.spec?.nodeName ?? '');
  }
  return all;
});

/**
 * Whether others have the same trouble with a registry: how many pods fail to pull from it, how many run with images of
 * it (which may have been on their node before), and whether all that fail are on one node while others run elsewhere.
 */
export const companyEvidence = (facts: Facts, { view, image }: FailedPull): Evidence[] => {
  const { host } = parseImage(image);
  const company = companies(facts).get(host);
  if (company === undefined || company.failing.size + company.running.size < 2) return [];
  const [node] = company.failingOn;
  const elsewhere = [...company.runningOn].some((name) => name !== node);
  const onlyOn = company.failingOn.size === 1 && elsewhere ? `, all on node ${node ?? ''}` : '';
  return [
    specEvidence(
      view.ref,
      `${counted(company.failing.size, 'pod')} cannot pull from ${host}${onlyOn}; ${counted(company.running.size, 'pod')} with images from it ${company.running.size === 1 ? 'runs' : 'run'}${onlyOn === '' ? '' : ' elsewhere'}`,
    ),
  ];
};
