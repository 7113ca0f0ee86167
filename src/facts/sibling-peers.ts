import { commandLine } from './command-line.ts';
import type { Dependency } from './dependencies.ts';
import { declaresPort } from './door-keepers.ts';
import { doorsIn } from './doors.ts';
import type { Door } from './doors.ts';
import type { Facts } from './facts.ts';
import { isLoopback } from './host-names.ts';
import { complaintsIn } from './log-lines.ts';
import type { SaidLine } from './log-lines.ts';
import type { LogSign } from './log-signs/sign.ts';
import { signsIn } from './log-signs/signs.ts';
import type { Mention } from './mentions.ts';
import { containersOf } from './pods.ts';
import { probePort } from './probes.ts';
import { refOf } from './refs.ts';
import { absentSibling } from './siblings.ts';
import { lastSigns } from './spoken.ts';
import type { Spoken } from './spoken.ts';
import type { Trouble } from './troubles.ts';

/** A container of its own pod that one in trouble needs: by a line of its log, or by what its declaration names. */
export type SiblingPeer = {
  sign: LogSign | null;
  said: SaidLine | null;
  dependency: Dependency;
  mention: Mention | null;
};

const doorOf = ({ host, port }: LogSign): Door[] =>
  host !== null && port !== null && isLoopback(host) ? [{ host, port }] : [];

const peerBehind = (facts: Facts, { view }: Trouble, door: Door): Dependency | null => {
  const sibling = absentSibling(facts, view, door);
  return sibling === null
    ? null
    : {
        ...door,
        peer: { type: 'self' },
        verdict: { state: 'sibling', sibling, asker: view.name },
        follows: sibling.how === 'later' ? [] : [refOf('Pod', view.pod)],
      };
};

/** What it complains of, newest first. Of a run that ended only its last word counts. */
const bySaying = (facts: Facts, trouble: Trouble, { log }: Spoken): SiblingPeer | null => {
  const signs = lastSigns(log.lines);
  const over = signsIn(log.lines).filter(({ past }) => past);
  const complaints = complaintsIn(log.lines).filter(({ alarming }) => alarming);
  const newest = complaints.at(-1);
  for (const said of complaints.toReversed()) {
    const isSaid = ({ line }: LogSign): boolean => line === said.headline || said.text.includes(line);
    if (over.some(isSaid)) continue;
    const found = signs.find(({ sign }) => isSaid(sign));
    if (trouble.what === 'exits' && said !== newest && found?.last !== true) continue;
    const sign = found?.sign ?? null;
    for (const door of [...(sign === null ? [] : doorOf(sign)), ...doorsIn(said.text)]) {
      const dependency = peerBehind(facts, trouble, door);
      if (dependency !== null) return { sign, said, dependency, mention: null };
    }
  }
  return null;
};

type Named = Door & { from: string };

/** What its probes ask that is not its own. */
const probed = ({ view, what }: Trouble): Named[] => {
  const { spec } = view;
  const probes = {
    readinessProbe: what === 'unready' ? spec?.readinessProbe : undefined,
    livenessProbe: what === 'killed' ? spec?.livenessProbe : undefined,
    startupProbe: what === 'killed' ? spec?.startupProbe : undefined,
  };
  return Object.entries(probes).flatMap(([from, probe]) => {
    const port = probePort(spec, probe);
    // What no other container declares is taken for its own.
    const isOthers = containersOf(view.pod).some((one) => one.name !== view.name && declaresPort(one, port));
    const asked =
      isOthers && port !== null ? [{ host: 'localhost', port }] : doorsIn(commandLine(probe?.exec));
    return asked.map((door) => ({ ...door, from }));
  });
};

/** What its command names; its environment may as well name what it is to serve itself. */
const commanded = ({ view: { spec } }: Trouble): Named[] =>
  doorsIn(commandLine(spec)).map((door) => ({
    ...door,
    from: 'command',
  }));

/** What its declaration names: the command of an init container that does not finish, else what its probes ask. */
const byNaming = (facts: Facts, trouble: Trouble): SiblingPeer | null => {
  const named = trouble.what === 'waits' ? commanded(trouble) : probed(trouble);
  for (const { from, ...door } of named) {
    const dependency = peerBehind(facts, trouble, door);
    if (dependency?.verdict.state === 'sibling' && dependency.verdict.sibling.sure)
      return { sign: null, said: null, dependency, mention: { ...door, from } };
  }
  return null;
};

/** The container of the same pod by whose absence a trouble is explained; null where none is. */
export const siblingPeer = (facts: Facts, trouble: Trouble, spoken: Spoken | null): SiblingPeer | null =>
  (spoken === null ? null : bySaying(facts, trouble, spoken)) ?? byNaming(facts, trouble);
