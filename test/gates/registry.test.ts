import { existsSync, globSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { commands } from '../../handlers/commands.ts';
import { actions, events, modals } from '../../handlers/index.ts';
import { jobs } from '../../jobs/index.ts';
import { catalogue } from '../../scripts/docs/catalogue/index.ts';
import { causes } from '../../src/causes/index.ts';

/** The names of the TypeScript files of a folder, without those that declare nothing. */
const namesIn = (folder: string, ...others: readonly string[]): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
    .filter((name) => !others.includes(name))
    .toSorted();

const ids = causes.map(({ id }) => id);

describe('causes', () => {
  test('each file is registered under its own name, once', () => {
    expect(ids.toSorted()).toEqual(namesIn('src/causes', 'cause', 'index'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('each has a title of its own, and says how it is told and what it rules out', () => {
    expect(new Set(causes.map(({ title }) => title)).size).toBe(ids.length);
    expect(causes.filter(({ signal, rulesOut }) => signal === '' || rulesOut === '')).toEqual([]);
    expect(causes.filter(({ about }) => about.length === 0)).toEqual([]);
  });

  test.each(ids)('%s has a case, one that only comes near it, and each of its recordings an answer', (id) => {
    const recordings = globSync(`test/cases/${id}/*.yaml`);
    const near = recordings.filter((file) => basename(file).startsWith('near-'));
    expect(near).not.toEqual([]);
    expect(recordings.length).toBeGreaterThan(near.length);
    expect(recordings.filter((file) => !existsSync(file.replace(/\.yaml$/, '.out')))).toEqual([]);
  });

  test('each folder of cases is that of a cause, and each answer has its recording', () => {
    const folders = existsSync('test/cases') ? readdirSync('test/cases') : [];
    expect(folders.filter((folder) => !ids.includes(folder) && folder !== 'healthy')).toEqual([]);
    const answers = globSync('test/cases/*/*.out');
    expect(answers.filter((file) => !existsSync(file.replace(/\.out$/, '.yaml')))).toEqual([]);
  });
});

describe('what must be told apart', () => {
  const rows = catalogue.flatMap((area) => area.rows);

  test('each row has a number of its own, in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => index + 1));
  });

  test('each row is told by causes that exist, or shown by cases that do, and none is open', () => {
    const wrong = rows.filter((row) => {
      if (row.state === 'open') return true;
      if ('by' in row) return row.by.length === 0 || row.by.some((id) => !ids.includes(id));
      if (row.state === 'answered') return row.where === '';
      return row.shownBy.length === 0 || row.shownBy.some((name) => !existsSync(`test/cases/${name}.out`));
    });
    expect(wrong).toEqual([]);
  });
});

describe('handlers and jobs', () => {
  test('each file of handlers/commands is a command', () => {
    expect(commands.map(({ name }) => name).toSorted()).toEqual(namesIn('handlers/commands'));
  });

  test('no word names two commands', () => {
    const words = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  test('each file of handlers/modals is a modal', () => {
    expect(modals.map(({ id }) => id).toSorted()).toEqual(namesIn('handlers/modals'));
  });

  test('each file of handlers/actions is a button', () => {
    expect(actions.map(({ id }) => id).toSorted()).toEqual(namesIn('handlers/actions'));
  });

  test('each file of handlers/events is an event, each from its own file', () => {
    const handled = Object.values(events).map(({ name }) =>
      name
        .replace(/^handle/, '')
        .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
        .toLowerCase(),
    );
    expect(handled.toSorted()).toEqual(namesIn('handlers/events'));
  });

  test('each job stands in the file of its name', () => {
    for (const name of Object.keys(jobs)) expect(namesIn('jobs')).toContain(name);
  });
});
