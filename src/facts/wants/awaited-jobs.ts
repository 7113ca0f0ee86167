import { namesJob } from '../awaited-jobs.ts';
import { commandLine } from '../command-line.ts';
import type { Pod } from '../objects.ts';
import { containersOf, controllerOf, isReady, isTroubled } from '../pods.ts';
import type { ContainerView } from '../pods.ts';
import { logsWorthReading } from './logs.ts';
import type { Want, Wanting } from './want.ts';

const isOpen = ({ role, status }: ContainerView): boolean =>
  role === 'init' &&
  (status?.state?.running !== undefined || status?.lastState?.terminated !== undefined) &&
  status.state?.terminated?.exitCode !== 0;

/** The logs of what a Job runs that an init container is told to wait for. */
const logsOf = (pods: readonly Pod[], waiting: readonly ContainerView[]): Want[] => {
  const awaited = pods.filter((pod) => {
    const owner = controllerOf(pod);
    return owner?.kind === 'Job' && waiting.some((view) => namesJob(commandLine(view.spec), owner.name));
  });
  return logsWorthReading(awaited, 1).map((one) => ({ read: 'log', ...one, spare: true }));
};

/** Where an init container does not finish: the Jobs of its namespace, of which it may wait for one. */
export const awaitedJobs: Wanting = {
  id: 'awaited-jobs',
  rights: [{ kind: 'Job', verb: 'list' }],
  wants: ({ facts, pods }) => {
    const unwell = pods.filter((pod) => !isReady(pod) && isTroubled(facts, pod));
    const waiting = unwell.flatMap((pod) => containersOf(pod).filter(isOpen));
    const namespaces = new Set(waiting.map(({ ref }) => ref.namespace));
    return [
      ...[...namespaces].map((namespace): Want => ({
        read: 'list',
        kind: 'Job',
        query: { namespace },
        spare: true,
      })),
      ...logsOf(facts.objects.Pod, waiting),
    ];
  },
};
