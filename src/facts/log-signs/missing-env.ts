import type { SignKind } from './sign.ts';

const name = String.raw`(?<subject>[A-Za-z_][A-Za-z0-9_]{1,100})`;
const upper = String.raw`(?<subject>[A-Z_][A-Z0-9_]{1,100})`;
const variable = String.raw`\b(?:[Ee]nv(?:ironment)?[ _-]?[Vv]ar(?:iable)?s?|ENV(?:IRONMENT)?[ _-]?VAR(?:IABLE)?S?|env)`;
const lacking = String.raw`(?:is )?(?:not (?:set|defined|found|provided|configured|specified|present)|required|missing|undefined|unset|empty|must be (?:set|provided|defined|specified)|needs to be set|has not been set|cannot be (?:empty|blank|null)|(?:is )?a required)`;

/** A setting that the program takes from its environment is not there. `subject` is its name. */
export const missingEnv: SignKind = {
  sign: 'missing-env',
  hint: /environment|\benv\b|unbound variable|parameter (?:null or )?not set|KeyError|required key|placeholder|not set|must be set|is required|Field required|field required|Required|NotPresent|ImproperlyConfigured|missing|undefined|is not defined|unset|key not found|UndefinedValueError|Missing|specify one of|not specified/i,
  wordings: [
    new RegExp(String.raw`${variable}:? ["'\x60$({]{0,3}${upper}["'\x60)}]{0,3},? ${lacking}`),
    new RegExp(String.raw`${variable}:? ["'\x60]${name}["'\x60],? ${lacking}`),
    new RegExp(String.raw`\b${upper}["'\x60]? (?:as an? )?${variable},? ${lacking}`),
    new RegExp(String.raw`${variable} (?:not found|not set|missing|required|is missing): ["'\x60$]?${upper}`),
    new RegExp(
      String.raw`(?:[Mm]issing|[Rr]equired?|[Uu]ndefined|[Uu]nset|[Ss]pecify|[Pp]rovide|[Dd]efine|[Ss]et|[Nn]o|[Ee]mpty|[Rr]ead)[\w ]{0,30} ${variable}(?:\(s\))?(?: named)?[ :=]{1,3}["'\x60$([{]{0,3}${upper}`,
    ),
    new RegExp(
      String.raw`(?:[Mm]issing|[Ss]et|[Pp]rovide|[Ss]pecify|[Dd]efine|[Rr]equires?|[Nn]eeds?)(?: the| an?)? ["'\x60$]?${upper}["'\x60]? (?:env|variable|setting|in (?:your|the) environment)`,
    ),
    new RegExp(String.raw`\b${name}: (?:unbound variable|parameter (?:null or )?not set)`),
    new RegExp(String.raw`\bKeyError: ['"]${upper}['"]`),
    new RegExp(String.raw`\brequired key ${name} missing value`),
    new RegExp(String.raw`\b(?:required )?environment variable "${name}" is not set`),
    /\bCould not resolve placeholder '(?<subject>[^'\n]{1,100})'/,
    /\bkey not found: "(?<subject>[A-Z_][A-Z0-9_]{1,100})" \(KeyError\)|\bcould not fetch environment variable "(?<subject>[A-Z_][A-Z0-9_]{1,100})"/,
    /validation errors? for \S{1,100}\s{1,4}(?<subject>[A-Za-z_]\w{0,100})\s{1,8}[Ff]ield required/,
    /validation errors? for \S{1,100}: (?<subject>[A-Za-z_]\w{0,100}) [Ff]ield required/,
    /\b(?:put|add|set|write) it (?:in|into|to|as) (?:the )?ENV\[['"](?<subject>[A-Z_][A-Z0-9_]{1,100})['"]\]/,
    /\bspecify (?<subject>[A-Z_]{3,60}) to a non-empty value/,
    /\bfollowing as an environment variable:\s{1,20}- (?<subject>[A-Z_]{3,60})/,
    /"received": "undefined",\s{1,20}"path": \[\s{0,20}"(?<subject>\w{1,100})"\s{0,20}\]/,
    /"path": \[\s{0,20}"(?<subject>\w{1,100})"\s{0,20}\],\s{1,20}"message": "(?:Required|[^"]{0,80}received undefined)"/,
    /received undefined\s{1,10}→ at (?<subject>\w{1,100})/,
    // zod, envalid, joi, convict and their kin print the name beside the complaint.
    new RegExp(
      String.raw`\b${upper}["'\x60\]]{0,3}(?::|,|\s-)? {0,4}(?:\[ ?['"])?(?:Required\b|is required\b|Invalid input: expected \w{1,20}, received undefined|undefined$)`,
    ),
    /"(?<subject>[A-Z_][A-Z0-9_]{2,100})" is required|path: \[ ?['"](?<subject>[A-Z_][A-Z0-9_]{2,100})['"] ?\]/,
    new RegExp(String.raw`\b${upper} not found\. Declare it as envvar or define a default value`),
    new RegExp(
      String.raw`(?<![\w/.-])\$?["'\x60]?(?<subject>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})["'\x60]? (?:${lacking})`,
    ),
    /\b(?:[Ee]rror|:) ?(?<subject>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8}): NotPresent/,
    /\bNotPresent\b|\benvironment variable not found\b|\bDatabase is uninitialized and superuser password is not specified\b|\bDatabase is uninitialized and password option is not specified\b/,
  ],
};
