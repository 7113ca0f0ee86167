import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { liveContainers } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { budgetSeconds } from './probes.ts';

/** Runs, is not ready, and its readiness probe has failed for longer than it may while starting. */
const isUnready = (facts: Facts, { status, spec, role }: ContainerView): boolean => {
  const started = status?.state?.running?.startedAt;
  if (
    started === undefined ||
    status?.ready !== false ||
    role === 'init' ||
    spec?.readinessProbe === undefined ||
    (status.started === false && spec.startupProbe !== undefined)
  )
    return false;
  return Date.parse(facts.now) - Date.parse(started) > budgetSeconds(spec.readinessProbe) * 1000;
};

/** The containers that run and are kept from being ready by their readiness probe. */
export const unreadyContainers = once((facts: Facts): ContainerView[] =>
  liveContainers(facts).filter((view) => isUnready(facts, view)),
);
