import { specEvidence } from '../facts/evidence.ts';
import { containerTitle, familyOf } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import { startFailures } from '../facts/starts.ts';
import type { Cause } from './cause.ts';

/** The folder that needs to be writable: the one the log names, or that of the file. */
const folderOf = (path: string | null, sentence: string): string | null => {
  if (path === null || !path.startsWith('/')) return null;
  const folder = /director|mkdir/i.test(sentence) ? path : path.replace(/\/[^/]*$/, '');
  return folder === '' ? null : folder;
};

export const readOnlyFileSystem: Cause = {
  id: 'read-only-file-system',
  title: 'Container writes where its file system is read-only',
  rulesOut: 'container start',
  signal:
    'A container exits, its log says "Read-only file system", and its securityContext sets readOnlyRootFilesystem or the volume at that path is mounted readOnly.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    startFailures(facts, 'read-only').map(({ view, command, sentence, evidence }) => {
      const named = sentence.includes(command ?? '\n') ? (command?.replace(/(?<=.)\/$/, '') ?? null) : null;
      const mount = (view.spec?.volumeMounts ?? []).find(
        ({ mountPath, readOnly }) =>
          readOnly === true && mountPath !== undefined && `${named ?? ''}/`.startsWith(`${mountPath}/`),
      );
      const folder = folderOf(named, sentence);
      const field =
        mount === undefined
          ? 'securityContext.readOnlyRootFilesystem: true'
          : `volumeMount ${mount.name ?? ''} at ${mount.mountPath ?? ''}: readOnly: true`;
      return {
        severity: 'critical',
        confidence: 'likely',
        object: view.ref,
        summary: `${capital(containerTitle(view))} exits because it writes${named === null ? '' : ` to ${named}`} and ${mount === undefined ? 'its root file system is read-only' : `the volume there is mounted read-only`}`,
        evidence: [...evidence, specEvidence(view.ref, `${view.name}: ${field}`)],
        remedies: [
          {
            title:
              mount === undefined
                ? `Mount an emptyDir at ${folder ?? 'the folder it writes to'} (it hides what the image has there)`
                : 'Mount the volume writable, or let it write elsewhere',
            command: null,
            action: null,
          },
        ],
        fingerprint: `${familyOf(view.pod)} ${view.name}`,
      };
    }),
};
