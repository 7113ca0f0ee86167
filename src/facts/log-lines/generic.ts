/** What complaints and farewells are made of. None of these words is a reason. */
const generic = new Set(
  `a abort aborted aborting above abnormally after all already an and another any app application are as at automatically
  backend be been because before being below boot booting build but by call called can cannot cause caused check child code
  command compilation compile compiled compiler completed config configuration connect could critical daemon details did do
  does done down due during encountered end ended ending engine error errors exception executing execution exit exited
  exiting exits fail failed failing fails failure failures fatal file files finished for fully giving given gracefully
  had halt halting has have hook if in init initialisation initialise initialised initialising initialization initialize
  initialized initializing instance internal into irrecoverable is it its itself job kernel launch launching line load loaded
  loading log logs main manner message messages module ms normally now of on operation or our out output phase
  please plugin previous previously problem process processes processing program properly quit quitting reading reason
  recoverable result return returned run runner running runtime s script seconds see server service session setup shut
  shutdown shutting some stage start started starting startup status step stop stopped stopping subprocess successfully suite
  system task tasks terminate terminated terminating termination that the there this to trace try unable uncaught 
  unexpectedly unhandled unrecoverable up was were while will with within without work worker you your`.split(
    /\s+/,
  ),
);

/** Words of a sentence that may still be the writer's own name, or the stage it was in. */
const ownAtMost = 1;

/** A path, a variable, a quotation of more than a word of every failure. */
const named = new RegExp(
  String.raw`["'\`‘“](?!(?:${[...generic].join('|')})["'\`’”])[^"'\`’”\n]{2,200}["'\`’”]|(?:^|[\s(=:[])\.{0,2}/[\w.-]{2}|[A-Z][A-Z0-9]{0,40}_[A-Z0-9]`,
);

/** The class of an error without a message. */
const bareClass = /^[A-Z][\w:.$]{0,200}(?:Error|Exception)(?::? {0,2}\([\w:.$]{1,200}\))?:?$/;
/** `restore: download failed` tells which stage it was, and no more. */
const stageFailed = /^(?:[\w.-]{1,40}: )?(?:[\w-]{1,40} ){1,3}(?:has )?failed[\s.!]{0,3}$/i;

/** Whether a complaint consists of words that every failure is told in, but for one: `VCL compilation failed`. */
export const isGeneric = (said: string): boolean => {
  if (named.test(said)) return false;
  if (stageFailed.test(said) || bareClass.test(said)) return true;
  const words = said.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.length > 0 && words.filter((word) => !generic.has(word)).length <= ownAtMost;
};

/** Names that two complaints may share: quoted ones, paths, and words of some length that are none of every failure. */
const namesIn = (said: string): string[] =>
  (said.match(/[\w./-]{4,200}/g) ?? []).filter((word) => !generic.has(word.toLowerCase()));

/** Whether a complaint names something that an earlier text names too. */
export const sharesName = (earlier: string, later: string): boolean =>
  namesIn(later).some((name) => earlier.includes(name));
