import { run } from './terminal/run.ts';

const { stdout, stderr, argv, env } = process;
const colour = stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb';

const { exit, out, err } = await run(argv.slice(2), env, {
  colour,
  width: Math.min(stdout.columns ?? 100, 120),
});
if (err !== '') stderr.write(`${err}\n`);
// Kept connections would hold the process for seconds; what was written to a pipe must be out before it ends.
if (out === '') process.exit(exit);
stdout.on('error', () => process.exit(exit));
stdout.write(`${out}\n`, () => process.exit(exit));
