import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import { signsIn } from './log-signs/signs.ts';
import { containersOf, livePods } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { refOf } from './refs.ts';
import { spokenBy } from './spoken.ts';

/** Whether the log of a container, or that of a replica like it, was read, and gives no sign of trouble that is not over. */
const isQuiet = (facts: Facts, view: ContainerView): boolean => {
  const spoken = spokenBy(facts, view);
  return spoken !== null && signsIn(spoken.log.lines).every(({ past }) => past);
};

/** What ended well has said what it had to say. */
const isDone = ({ status }: ContainerView): boolean => status?.state?.terminated?.exitCode === 0;

/** The pods of which it is not known that their logs are free of known errors: one was not read, or shows such lines. */
export const unheardPods = (facts: Facts): ObjectRef[] =>
  livePods(facts)
    .filter((pod) => containersOf(pod).some((view) => !isDone(view) && !isQuiet(facts, view)))
    .map((pod) => refOf('Pod', pod));
