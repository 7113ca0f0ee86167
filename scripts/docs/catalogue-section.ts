import { catalogue } from './catalogue/index.ts';
import type { Row } from './catalogue/row.ts';

const linked = (ids: readonly string[]): string => ids.map((id) => `[${id}](#${id})`).join(', ');

const stateOf = (row: Row): string => {
  switch (row.state) {
    case 'open':
      return 'not told yet';
    case 'named':
      return linked(row.by);
    case 'part':
      return `part of ${linked(row.by)}: ${row.how}`;
    case 'possible':
      return `only as possible, by ${linked(row.by)}; what settles it: ${row.settledBy}`;
    case 'silent':
      return `no fault, so nothing is said: ${row.why} (${row.shownBy
        .map((name) => `[case](../test/cases/${name}.out)`)
        .join(', ')})`;
    case 'answered':
      return `not a finding: ${row.where}`;
  }
};

/** Everything that must be told apart, each with the cause that tells it, or why none does. */
export const catalogueSection = (): string =>
  catalogue
    .map(
      ({ title, rows }) =>
        `### ${title}\n\n${rows.map((row) => `- **${row.id}** ${row.what}: ${stateOf(row)}`).join('\n')}`,
    )
    .join('\n\n');
