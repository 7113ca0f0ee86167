/** `npm run new cause NAME`: the files a new cause needs, its line in the registry, and what to do next. */
import { scaffoldCause } from './new/cause.ts';

const usage = 'usage: npm run new cause NAME   (NAME in kebab-case, as in image-not-found)';

const [thing, name, ...more] = process.argv.slice(2);
if (thing !== 'cause' || name === undefined || more.length > 0) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  const made = scaffoldCause(process.cwd(), name);
  if (made.ok) process.stdout.write(`${made.lines.join('\n')}\n`);
  else {
    process.stderr.write(`${made.why}\n${usage}\n`);
    process.exitCode = 2;
  }
}
