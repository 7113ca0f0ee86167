import { stringify } from 'yaml';

import type { Recording } from './recording-format.ts';

const own = { apiVersion: 'kubewhy/v1' };

const documentsOf = ({
  at,
  cluster,
  namespace,
  question,
  objects,
  logs,
  refusals,
  served,
}: Recording): object[] => [
  ...(at === null
    ? []
    : [
        {
          ...own,
          kind: 'Recording',
          at,
          ...(cluster === null ? {} : { cluster }),
          ...(namespace === null ? {} : { namespace }),
          ...(question === null ? {} : { question }),
          ...(served === undefined ? {} : { served }),
        },
      ]),
  ...objects.map(({ apiVersion, kind, ...rest }) => ({ apiVersion, kind, ...rest })),
  ...logs.map(({ namespace: place, pod, container, previous, text }) => ({
    ...own,
    kind: 'Log',
    metadata: { namespace: place, name: pod },
    container,
    previous,
    text,
  })),
  ...refusals.map(({ reason, message, ...asked }) => ({
    ...own,
    kind: 'Refusal',
    ...asked,
    reason,
    message,
  })),
];

/** A recording as YAML documents, which `parseRecording` reads back to the same value. */
export const formatRecording = (recording: Recording): string =>
  documentsOf(recording)
    .map((document) => `---\n${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`)
    .join('');
