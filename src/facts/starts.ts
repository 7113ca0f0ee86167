import type { Evidence } from '../answer.ts';
import { logEvidence, specEvidence, statusEvidence } from './evidence.ts';
import { execFault } from './exec-faults.ts';
import { failingRuns } from './exits.ts';
import type { Facts } from './facts.ts';
import { once } from './memo.ts';
import { liveContainers } from './pods.ts';
import type { ContainerView } from './pods.ts';
import { lastClause, missingReference, startProblemOf } from './start-sentences.ts';
import type { StartProblem } from './start-sentences.ts';

/** A container whose program does not start. `sentence` is the last clause of the runtime, or the line of the log. */
export type StartFailure = {
  view: ContainerView;
  problem: StartProblem;
  /** The file or command that was to be executed, as far as it is told. */
  command: string | null;
  sentence: string;
  evidence: Evidence[];
};

const refusing = [
  'RunContainerError',
  'CreateContainerError',
  'CreateContainerConfigError',
  'PreCreateHookError',
  'PreStartHookError',
];

/** That the kubelet waits before it tries again, and not why it has to. */
const backingOff = /^back-off \S+ restarting failed container/i;

const waitingSentence = ({
  reason,
  message,
}: {
  reason?: string | undefined;
  message?: string | undefined;
}) =>
  message === undefined || message === '' || backingOff.test(message)
    ? `${reason ?? ''}, and nothing says why`
    : message;

const sentenceOf = ({ status }: ContainerView): string | null => {
  const { state, lastState } = status ?? {};
  const waiting = state?.waiting;
  if (refusing.includes(waiting?.reason ?? ''))
    return waiting === undefined ? null : waitingSentence(waiting);
  const end = state?.terminated ?? (waiting === undefined ? undefined : lastState?.terminated);
  return end !== undefined && ['StartError', 'ContainerCannotRun'].includes(end.reason ?? '')
    ? (end.message ?? end.reason ?? null)
    : null;
};

const declared = ({ spec }: ContainerView): string[] => [...(spec?.command ?? []), ...(spec?.args ?? [])];

const commandEvidence = (view: ContainerView): Evidence[] =>
  declared(view).length === 0
    ? []
    : [
        specEvidence(
          view.ref,
          `${view.name}: command ${JSON.stringify(declared(view))} in image ${view.spec?.image ?? ''}`,
        ),
      ];

/** The name in the words of runc, of crun, and of Docker. */
const quoted = (sentence: string): string | undefined =>
  /exec: "([^"]+)"/.exec(sentence)?.[1] ??
  /exec (\/[^\s:]+): /.exec(sentence)?.[1] ??
  /executable file `([^`]+)`/.exec(sentence)?.[1] ??
  /stat (\/\S+): no such file/.exec(sentence)?.[1] ??
  /open executable: (?:Permission denied: )?`?([^\s`]+)/i.exec(sentence)?.[1];

const byStatus = (view: ContainerView): StartFailure[] => {
  const whole = sentenceOf(view);
  if (whole === null || missingReference.test(whole)) return [];
  const sentence = lastClause(whole);
  return [
    {
      view,
      problem: startProblemOf(whole),
      command: quoted(whole) ?? declared(view)[0] ?? null,
      sentence,
      evidence: [statusEvidence(view.ref, `${view.name}: ${sentence}`), ...commandEvidence(view)],
    },
  ];
};

const byLog = (facts: Facts): StartFailure[] =>
  failingRuns(facts, 'exec').flatMap(({ view, end, restarts }): StartFailure[] => {
    const fault = execFault(facts, view, end);
    if (fault === null) return [];
    return [
      {
        view,
        problem: fault.kind,
        command: fault.subject ?? declared(view)[0] ?? null,
        sentence: fault.line,
        evidence: [
          logEvidence(view, fault.log, fault.line),
          statusEvidence(
            view.ref,
            `${view.name}: exit code ${end.exitCode ?? '?'}, ${restarts} restarts`,
            end.finishedAt ?? null,
          ),
          ...commandEvidence(view),
        ],
      },
    ];
  });

const all = once((facts: Facts): StartFailure[] => [
  ...liveContainers(facts).flatMap(byStatus),
  ...byLog(facts),
]);

/** The containers whose program does not start, for one of `problems`. */
export const startFailures = (facts: Facts, ...problems: StartProblem[]): StartFailure[] =>
  all(facts).filter(({ problem }) => problems.includes(problem));

/** Where a shell and the runtime look for a command without a path, where the container does not say otherwise. */
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The folders in which a command is looked for. */
const foldersOf = ({ spec }: ContainerView, command: string): string[] => {
  if (command.includes('/')) return [command.replace(/\/[^/]*$/, '')];
  return (spec?.env?.find(({ name }) => name === 'PATH')?.value ?? usualPath).split(':');
};

const covers = (mountPath: string, folder: string): boolean =>
  `${folder}/`.startsWith(`${mountPath.replace(/\/$/, '')}/`);

/**
 * The mount that covers a folder in which a command is looked for, and so hides what the image has there; null where
 * none does.
 */
export const hidingMount = (
  view: ContainerView,
  command: string | null,
): { at: string; volume: string } | null => {
  const folders = command === null ? [] : foldersOf(view, command);
  const mount = (view.spec?.volumeMounts ?? []).find(
    ({ mountPath, subPath }) =>
      mountPath !== undefined &&
      subPath === undefined &&
      folders.some((folder) => folder !== '' && covers(mountPath, folder)),
  );
  return mount?.mountPath === undefined ? null : { at: mount.mountPath, volume: mount.name ?? '' };
};
