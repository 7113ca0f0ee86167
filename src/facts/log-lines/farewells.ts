/**
 * What only says that something before it failed: the package manager or shell around a process. Their word counts where
 * nothing else complains.
 */
const aftermaths =
  /^\s{0,8}(?:npm (?:ERR!|error|WARN)|bundler: failed to load command|Error starting ApplicationContext\b|unable to load app \d|lerna ERR!|error Command failed with exit code|\[?ELIFECYCLE|ELIFECYCLE|ERR_PNPM_|make(?:\[\d+\])?: \*\*\*|exit status \d|exited with|command terminated|error: script "|process exited|Node\.js v\d|Killed by|Error message: )|^.{0,40}(?:Worker \(pid:\d+\) exited with code|Reason: Worker failed to boot|Application startup failed\. Exiting|Shutting down|Stopping (?:the )?\w+\.{0,3}$)|^.{0,60}ELIFECYCLE/;

/** The last words of a program, which tell that it ends and not why; nothing in them has a name of its own. */
const farewells = [
  /^(?:fatal(?: error)?|error|uncaught(?: exception| error)?|unhandled(?: exception| error)?)?[\s;:,.!-]{0,4}(?:abort(?:ing|ed)?|exit(?:ing|ed)?|quit(?:ting)?|bye|terminat(?:ing|ed)|shutting down|stopping|stopped)(?: (?:now|startup|process|server|the (?:server|process|program)|due to (?:\w{1,20} ){0,3}(?:errors?|failures?)))?[\s.!…]{0,8}$/i,
  /^(?:[\w./-]{1,40} ){0,4}(?:initiali[sz]ation|start-?up|boot(?:strap)?|launch) (?:has )?(?:failed|aborted)(?: with error \w{1,20} error)?[\s.!]{0,4}$/i,
  /^(?:failed|unable|could not|cannot|can't) (?:to )?(?:initiali[sz]e|start|boot|launch|run|continue|proceed)(?: [\w-]{1,40}){0,5}[\s.!]{0,4}$/i,
  /^(?:[\w-]{1,40} ){1,4}failed to (?:start|initiali[sz]e|boot|launch)[\s.!]{0,4}$/i,
  /^(?:fatal |unhandled |uncaught )?(?:exception|error) (?:during|in|on|at) (?:start-?up|boot|initiali[sz]ation|init|launch)[\s.:!]{0,4}$/i,
  /^[Ee]xit(?:ing|ed) [A-Z][\w-]{1,40}(?: (?:due to|because of|after|on) (?:[\w-]{1,20} ){0,4}(?:error|exception|failure)s?(?: (?:during|on|at) [\w-]{1,20})?)?[\s.!…]{0,4}(?:\([\w.$]{1,80}\))?$/,
  /^Validation Error Count: \d/,
  /^[a-z ]{0,60},? (?:aborting|exiting|giving up|quitting)[\s.!…]{0,4}$/i,
  /\b(?:fatal )?error(?:s|\(s\))? found in (?:the )?config(?:uration)?(?: file)?(?: ?: ?\S{1,200})?[\s.!]{0,4}$/i,
  /^(?:\[[\w.]{1,80}\] )?(?:\([\w-]{1,40}\) )?for (?:more|further|full|complete) (?:error )?(?:details|information|help)\b/i,
  /\bcaches? to (?:be )?sync/i,
  /^Failed to start server in \(\w{1,40}\) mode$|^Exiting JVM with code \d|^\w{1,40} (?:exited unexpectedly|died while starting up), with exit code \d|^\w{1,40} stopped processing because of an error\b/,
  /^(?:Error: )?(?:Could not create the Java Virtual Machine|A fatal exception has occurred\. Program will exit)/,
  /^Plugin '\w{1,40}' (?:init function returned error|registration as a STORAGE ENGINE failed)|^Unknown\/unsupported storage engine: /,
  /(?:^|: )syntax error: unexpected end of file$/,
  /\b[Ss]ee (?:the )?(?:previous|above|preceding)\b|\blogs? above\b|\b(?:contains|errors ignored on restore:) \d{0,6} ?errors?$|\berrors ignored on restore: \d/,
  /^crasher:|^(?:Operating system error number \d{1,5} in a file operation|Error number \d{1,5} means ')/,
  /^(?:Aborted|Killed|Terminated|Trace\/breakpoint trap)(?: \(core dumped\))?$|^call_hocon_failed: |^Error Number:\d{1,9},State:\d/,
  /: Error is not recoverable: exiting now$|^BEGIN failed--compilation aborted\b|^curl failed to verify the legitimacy of the server\b/,
  /\bdid not (?:exit|start) (?:normally|cleanly|properly)\b/i,
  /^\{?"?(?:Kernel pid terminated|[Cc]ould not start kernel pid|init terminating in do_boot)\b|^Crash dump is being written\b/,
];

/** Whether a line says that a program ends, and nothing of why. */
export const isFarewell = (said: string): boolean => {
  const text = said.slice(0, 300).trim();
  return farewells.some((farewell) => farewell.test(text));
};

/** Whether a line only tells what followed from a failure. */
export const isAftermath = (said: string): boolean => aftermaths.test(said) || isFarewell(said);

/** What a program went on after: it is no reason for its end. */
const survivals =
  /\b(?:continuing|proceeding|going on|using (?:the )?defaults?|default(?:ing)? (?:to|value)|fall(?:s|ing)? back|fallback|ignor(?:ed|es|ing)|skip(?:s|ped|ping)|(?:will|to) (?:be )?(?:retr(?:y|ied)|try again)|retrying)\b/i;

/** Whether a complaint says itself that the program went on. */
export const isSurvived = (said: string): boolean => survivals.test(said);

/** A quotation, a path, a variable, a place in a file, an address, a version or a dotted name: something that can be looked at. */
const named =
  /["'`‘“][^"'`’”\n]{2,200}["'`’”]|(?:^|[\s(=:[])\.{0,2}\/[\w.-]{2}|\b[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60}\b|\b[\w-]{1,60}\.[\w.-]{1,60}:\d|\b\d{1,6}\.\d{1,6}\b|\b[a-z][\w-]{0,40}\.[a-z][\w.-]{1,60}/;
/** An attempt that failed, with no word of why. */
const attempt = /^(?:failed|unable|could not|couldn't|cannot|can't|error)\b[^:]{0,300}$/i;

/** What comes of another failure, however long the stack trace it has of its own. */
const consequences = /\bUnable to determine Dialect without JDBC metadata\b/;

/** Whether a complaint is known for what it comes of: something near before it failed. */
export const isConsequence = (said: string): boolean => consequences.test(said);

/** Whether a complaint only says what could not be done. */
export const isAttempt = (said: string): boolean => attempt.test(said);

/** Whether a complaint names no reason: nothing that can be looked at, or only what could not be done. */
export const isReasonless = (said: string): boolean => {
  const [first = ''] = said.split(/(?<=[a-z]{2})\. (?=[A-Z])/, 1);
  return !named.test(first) || isAttempt(first);
};

/** Threads and their states as the JVM lists them, and the notice that a dump is written: no complaint, whatever it holds. */
const dumps =
  /^Full thread dump |^"[^"]{1,200}" (?:#\d{1,9} |daemon |prio=|os_prio=|tid=)|^\s{0,8}java\.lang\.Thread\.State: |^Crash dump is being written\b|^Heap dump file created\b/;

/** Whether a line begins a listing of threads, or tells that a dump is written. */
export const isDump = (said: string): boolean => dumps.test(said);

/** Whether a line, as it stands, is a sentence of a few words: no frame, list item or setting. */
export const isSentence = (line: string): boolean =>
  /^[A-Z][\w'-]{1,40}(?: [\w'".:/()-]{1,60}){2,20}$/.test(line);
