import type { Evidence } from '../answer.ts';
import { eventsOf, seenAt } from './events.ts';
import type { ApiEvent } from './events.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { registryAsked } from './image-name.ts';
import { once } from './memo.ts';
import { liveContainers } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { problemOf, tailOf } from './pull-sentences.ts';
import type { PullProblem } from './pull-sentences.ts';

/** One container whose image cannot be had: what was answered and by whom, and what it comes to. */
export type FailedPull = {
  view: ContainerView;
  image: string;
  /** The registry that was asked: that of the image, or a mirror before it. */
  host: string;
  sentence: string;
  problem: PullProblem;
  evidence: Evidence[];
};

const waitingReasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'ImageInspectError',
  'InvalidImageName',
  'ErrImageNeverPull',
];

/** The failures that the kubelet reported of this image, newest first, without those that only repeat the reason. */
const failuresOf = (facts: Facts, view: ContainerView, image: string): ApiEvent[] =>
  eventsOf(facts, view.ref, 'Failed', 'InspectFailed', 'ErrImageNeverPull').filter(
    ({ message = '' }) => message.includes(image) && !message.startsWith('Error:'),
  );

/** The sentence that tells most: while backing off, older kubelets say only that they back off. */
const toldOf = (reason: string, message: string, image: string, event: ApiEvent | undefined): string => {
  const told = /:\s/.test(message.replaceAll(image, '')) || !message.startsWith('Back-off');
  return told && message !== '' ? message : (event?.message ?? (message === '' ? reason : message));
};

const failedPull = (facts: Facts, view: ContainerView): FailedPull | null => {
  const waiting = view.status?.state?.waiting;
  const reason = waiting?.reason ?? '';
  if (waiting === undefined || !waitingReasons.includes(reason)) return null;
  const image = view.spec?.image ?? view.status?.image ?? '';
  const failures = failuresOf(facts, view, image);
  const now = toldOf(reason, waiting.message ?? '', image, failures[0]);
  const held = problemOf(reason, now, image) === 'throttled';
  // The kubelet holding back a pull says nothing about why the one before it failed.
  const real = held
    ? failures.find(({ message = '' }) => problemOf(reason, message, image) !== 'throttled')
    : undefined;
  const sentence = real?.message ?? now;
  const event = real ?? failures[0];
  const said = tailOf(sentence);
  const times = event?.series?.count ?? event?.count ?? 1;
  return {
    view,
    image,
    host: registryAsked(image, sentence),
    sentence: said,
    problem: problemOf(reason, sentence, image),
    evidence: [
      statusEvidence(
        view.ref,
        `${view.name}: ${reason}: ${said}${times > 1 ? ` (${times} times)` : ''}`,
        event === undefined ? null : seenAt(event),
      ),
    ],
  };
};

const all = once((facts: Facts): FailedPull[] =>
  liveContainers(facts).flatMap((view) => failedPull(facts, view) ?? []),
);

/** The failed pulls of live pods that come to one of `problems`, or to any where none is named. */
export const failedPulls = (facts: Facts, ...problems: PullProblem[]): FailedPull[] =>
  all(facts).filter(({ problem }) => problems.length === 0 || problems.includes(problem));
